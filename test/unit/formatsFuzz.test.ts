import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { decodeText } from '../../src/core/formats/decode.ts';
import { allSeeds, faultOf, fuzzTargets, sniffs } from '../fuzz/inputs.ts';

/** One change to a text: something is cut out, doubled, moved in from another format, or put in between. */
const change = fc.record({
  kind: fc.constantFrom('cut', 'double', 'graft', 'insert', 'end'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  other: fc.nat(allSeeds.length - 1),
  mark: fc.constantFrom(
    ...'{}[]()"\'@%#&*:,-<>/\\|~=`\n\r\t \0\ufeff\ud800é中',
    '---\n',
    'ER  - ',
    '<![CDATA[',
    '&#0;',
  ),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(text: string, { kind, at, length, other, mark }: Change): string {
  const place = Math.floor(at * text.length);
  const head = text.slice(0, place);
  if (kind === 'cut') return head + text.slice(place + length);
  if (kind === 'double') return head + text.slice(place, place + length).repeat(2) + text.slice(place + length);
  if (kind === 'insert') return head + mark + text.slice(place);
  if (kind === 'end') return head;
  const graft = allSeeds[other] ?? '';
  return head + graft.slice(Math.floor(at * graft.length)).slice(0, length) + text.slice(place);
}

describe('reading what is broken', () => {
  for (const { name, read, seeds } of fuzzTargets) {
    it(`finds everything in order in its own seeds: ${name}`, () => {
      for (const seed of seeds) assert.equal(faultOf(seed, read(seed, 'file:///x')), undefined, seed);
      assert.ok(seeds.some((seed) => read(seed, 'file:///x').entries.length > 0));
    });

    it(`throws nothing and keeps its places: ${name}`, () => {
      fc.assert(
        fc.property(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 6 }), (seed, changes) => {
          const text = changes.reduce(changed, seed);
          assert.equal(faultOf(text, read(text, 'file:///x')), undefined, JSON.stringify(text));
          sniffs(text);
        }),
        { numRuns: 300 },
      );
    });
  }

  it('reads every format as every other', () => {
    for (const { read } of fuzzTargets) {
      for (const seed of allSeeds) assert.equal(faultOf(seed, read(seed, 'file:///x')), undefined, seed);
    }
  });

  it('decodes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        assert.equal(typeof decodeText(bytes).text, 'string');
      }),
    );
  });
});
