import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { LineEnds } from '../../src/core/formats/lineEnds.ts';

/** Every end of a line with where the line begins, as a regular expression finds them. */
function linesOf(text: string): { start: number; end: number }[] {
  let start = 0;
  const ends = [...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: mark }) => {
    const line = { start, end: index };
    start = index + mark.length;
    return line;
  });
  return [...ends, { start, end: text.length }];
}

describe('ends of lines', () => {
  const filling = fc.constantFrom('', 'a', 'b'.repeat(9_998), 'c'.repeat(10_000), 'd'.repeat(25_001));
  const text = fc
    .array(fc.tuple(filling, fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\r\n')), { maxLength: 12 })
    .chain((lines) => filling.map((last) => lines.flat().join('') + last));

  it('are found in any text, however far apart', () => {
    fc.assert(
      fc.property(text, (some) => {
        const ends = new LineEnds(some);
        for (const { start, end } of linesOf(some)) {
          assert.equal(ends.after(start), end);
          if (end < some.length)
            assert.equal(ends.next(end), linesOf(some).find((line) => line.end > end || line.start > end)?.start);
        }
      }),
    );
  });

  it('are no farther than is asked', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(30_000), { maxLength: 20 }), (some, steps) => {
        const ends = new LineEnds(some);
        let at = 0;
        for (const step of steps) {
          const limit = Math.min(some.length, at + step);
          const end = some.slice(at, limit).search(/[\r\n]/);
          assert.equal(ends.after(at, limit), end < 0 ? limit : at + end);
          at = Math.min(some.length, at + Math.ceil(step / 2));
        }
      }),
    );
  });
});
