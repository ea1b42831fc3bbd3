import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { LongMap, LongSet } from '../../src/core/longMap.ts';

describe('a long map', () => {
  /** Enough keys for three pieces. */
  const many = Array.from({ length: 40_000 }, (_, at) => `k${at}`);
  const filled = () => many.reduce((map, key, at) => map.set(key, at), new LongMap<string, number>());

  it('holds what a map holds, in the same order', () => {
    const step = fc.record({ key: fc.nat(60_000), isGone: fc.boolean(), times: fc.integer({ min: 1, max: 9000 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const [long, plain] = [new LongMap<number, number>(), new Map<number, number>()];
        for (const { key, isGone, times } of steps)
          for (let at = key; at < key + times; at++) {
            if (isGone) assert.equal(long.delete(at), plain.delete(at));
            else {
              long.set(at, key);
              plain.set(at, key);
            }
          }
        assert.equal(long.size, plain.size);
        assert.deepEqual([...long], [...plain]);
        assert.deepEqual([...long.keys()], [...plain.keys()]);
        assert.deepEqual([...long.values()], [...plain.values()]);
        for (const { key } of steps) {
          assert.equal(long.has(key), plain.has(key));
          assert.equal(long.get(key), plain.get(key));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('misses nothing that stays, and gives what comes, while one goes through it', () => {
    const map = filled();
    const seen: string[] = [];
    for (const key of map.keys()) {
      seen.push(key);
      // the pieces before this one, and the one it stands in, are emptied on the way
      if (key === 'k39000') for (const other of many.slice(0, 38_000)) map.delete(other);
      if (key === 'k39500') map.set('new', 0);
    }
    assert.deepEqual(seen, [...many, 'new']);
    assert.equal(map.size, 2001);
    const left: string[] = [];
    for (const key of map.keys()) {
      left.push(key);
      map.delete(key);
    }
    assert.equal(left.length, 2001);
    assert.deepEqual([...map], []);
  });

  it('takes a map over', () => {
    const map = new LongMap(new Map([['a', 1]]));
    assert.deepEqual([map.size, map.get('a')], [1, 1]);
    assert.deepEqual([...map.set('b', 2).keys()], ['a', 'b']);
  });

  it('is a set where there are keys alone', () => {
    const set = new LongSet<string>();
    for (const key of [...many, ...many]) set.add(key);
    assert.equal(set.size, many.length);
    assert.equal(set.delete('k20000'), true);
    assert.equal(set.has('k20000'), false);
    assert.deepEqual([...set].slice(19_999, 20_001), ['k19999', 'k20001']);
  });
});
