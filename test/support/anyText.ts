import { fc } from './fastCheck.ts';
import { wellFormed } from '../../src/core/text.ts';

/** Any UTF-16 at all, with halves of characters. */
export function anyUnits(maxLength: number): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength })
    .map((units) => units.map((unit) => String.fromCharCode(unit)).join(''));
}

/** Any Unicode text: letters of all scripts, controls, and what YAML, Markdown and templates could take for their own. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  const part = fc.oneof(
    anyUnits(3).map((units) => wellFormed(units)),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
    fc.string({ maxLength: 4 }),
    fc.constantFrom(...awkward),
  );
  return fc.array(part, { maxLength }).map((parts) => parts.join(''));
}

const awkward = [
  ...' \t\n\r\0\x7f\x85\u00a0\u2028\u2029\ufeff\ufffe\u0300',
  ...'"\'\\:#-?,[]{}&*!|>%@`~=$/.',
  ...': | #|---|\n---\n|\r\n|{{ citekey }}|{% raw %}|true|null|~|0x1f|1e3|2020-01-02|<<|😀|é'.split('|'),
];
