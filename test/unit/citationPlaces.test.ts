import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { citingPlace } from '../../src/core/citations/edit/place.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { syntaxes } from '../../src/core/citations/syntax.ts';

/** The text after citing at `|`, or in the place of what stands between two of them. */
function cited(marked: string, keys: readonly string[], syntax: Syntax): string {
  const [before = '', ...others] = marked.split('|');
  const text = before + others.join('');
  const end = before.length + (others.length > 1 ? (others[0] ?? '').length : 0);
  const place = citingPlace(text, readCitations(text, syntax), { start: before.length, end }, keys, syntax);
  if (place.kind !== 'edit') return place.kind;
  return text.slice(0, place.span.start) + place.text + text.slice(place.span.end);
}

type Case = readonly [marked: string, keys: string, expected: string];
const cases: Readonly<Record<Syntax, readonly Case[]>> = {
  markdown: [
    ['So [@a|].', 'n', 'So [@a; @n].'],
    ['So [@a|; @b].', 'n', 'So [@a; @n; @b].'],
    ['So [@a; @b|].', 'm n', 'So [@a; @b; @m; @n].'],
    ['So [@a;@b|].', 'n', 'So [@a;@b;@n].'],
    ['So [|@a; @b].', 'n', 'So [@n; @a; @b].'],
    ['So [see |@a; @b].', 'n', 'So [see @a; @n; @b].'],
    ['So [see @a, pp. 3-5 and more|; -@b].', 'n', 'So [see @a, pp. 3-5 and more; @n; -@b].'],
    ['So [@a, p. |3].', 'n', 'So [@a, p. 3; @n].'],
    ['So [@a; |].', 'n', 'So [@a; @n].'],
    ['So [@a\n; @b|].', 'n', 'So [@a\n; @b\n; @n].'],
    ['As @a [p. 3|] says.', 'n', 'As @a [p. 3; @n] says.'],
    ['So [@a|b; @c].', 'n', 'So [@n; @c].'],
    ['So [-@a|b, p. 3].', 'm n', 'So [-@m; @n, p. 3].'],
    ['So [@|ab|, p. 3].', 'n', 'So [@n, p. 3].'],
    ['As @a|b says.', 'n', 'As @n says.'],
    ['So [@a|].', 'x/', 'So [@a; @{x/}].'],
    ['So [@{a|/}; @b].', 'n', 'So [@n; @b].'],
    ['So {cite:p}`a|`.', 'n', 'So {cite:p}`a,n`.'],
    ['So {cite:p}`a, b|`.', 'n', 'So {cite:p}`a, b, n`.'],
    ['See [[@a|b]].', 'n', 'See [[@n]].'],
    ['So [@a]|.', 'n', 'new'],
    ['As @a| says.', 'n', 'new'],
    ['So [@|].', 'n', 'So [@n].'],
    ['So [|].', 'm n', 'So [@m; @n].'],
    ['As @| says.', 'n', 'As @n says.'],
    ['Mail me@| now.', 'n', 'new'],
    ['So {cite:p}`|`.', 'm n', 'So {cite:p}`m,n`.'],
    ['```\n| \n```\n', 'n', 'excluded'],
    ['A <!-- co|mment --> b', 'n', 'excluded'],
    ['A [link](http://x.org/|y) b', 'n', 'excluded'],
    ['A `co|de` b', 'n', 'excluded'],
    ['A $x + |y$ b', 'n', 'excluded'],
    ['A | b', 'n', 'new'],
  ],
  latex: [
    ['So \\cite{a|}.', 'n', 'So \\cite{a,n}.'],
    ['So \\cite{a, b|}.', 'm n', 'So \\cite{a, b, m, n}.'],
    ['So \\citep[see][12]{|a}.', 'n', 'So \\citep[see][12]{n,a}.'],
    ['So \\citep[see|][12]{a}.', 'n', 'So \\citep[see][12]{n,a}.'],
    ['So \\cite{a,|}.', 'n', 'So \\cite{a,n}.'],
    ['So \\cite{a,\n  b|}.', 'n', 'So \\cite{a,\n  b,\n  n}.'],
    ['So \\cites[1]{a|}[2]{b}.', 'n', 'So \\cites[1]{a}{n}[2]{b}.'],
    ['So \\textcite{a|b}.', 'n', 'So \\textcite{n}.'],
    ['So \\cite{|}.', 'm n', 'So \\cite{m,n}.'],
    ['So {|}.', 'n', 'new'],
    ['So % co|mment\n', 'n', 'excluded'],
    ['So | far', 'n', 'new'],
  ],
  typst: [
    ['So #cite(<|>).', 'n', 'So #cite(<n>).'],
    ['As @| says.', 'n', 'As @n says.'],
    ['As @a|b says.', 'n', 'As @n says.'],
    ['As @a|b[p. 3] says.', 'm n', 'As @m[p. 3] @n says.'],
    ['As @a|b[p. 3].', 'x/y', 'As #cite(label("x/y"), supplement: [p. 3]).'],
    ['As @a|b[].', 'x/y', 'As #cite(label("x/y"), supplement: []).'],
    ['As #cite(<a|b>, form: "prose").', 'm n', 'As #cite(<m>, form: "prose") @n.'],
    ['As @a| @b says.', 'n', 'new'],
    ['So `co|de`.', 'n', 'excluded'],
    ['So | far', 'n', 'new'],
  ],
  org: [
    ['So [cite:@a|].', 'n', 'So [cite:@a;@n].'],
    ['So [cite/t:see @a p. 3; @b|].', 'n', 'So [cite/t:see @a p. 3; @b; @n].'],
    ['So [cite:|@a;@b].', 'n', 'So [cite:@n;@a;@b].'],
    ['So [cite:see;@a|;and more].', 'n', 'So [cite:see;@a;@n;and more].'],
    ['So [cite:s|ee;@a;and more].', 'n', 'So [cite:see;@n;@a;and more].'],
    ['So [cite:@a|b;@c].', 'n', 'So [cite:@n;@c].'],
    ['So [cite:|].', 'm n', 'So [cite:@m;@n].'],
    ['So [cite:@|].', 'n', 'So [cite:@n].'],
    ['So ~co|de~ b', 'n', 'excluded'],
    ['So | far', 'n', 'new'],
  ],
  rst: [
    ['So :cite:p:`a|`.', 'n', 'So :cite:p:`a,n`.'],
    ['So :cite:t:`a, b|`.', 'n', 'So :cite:t:`a, b, n`.'],
    ['So :cite:`a|b`.', 'n', 'So :cite:`n`.'],
    ['So :cite:`|`.', 'm n', 'So :cite:`m,n`.'],
    ['So ``co|de``.', 'n', 'excluded'],
    ['So | far', 'n', 'new'],
  ],
};

describe('citing where something is cited already', () => {
  for (const syntax of syntaxes)
    for (const [marked, keys, expected] of cases[syntax])
      it(`${syntax}: ${JSON.stringify(marked)}`, () => assert.equal(cited(marked, keys.split(' '), syntax), expected));

  it('cites what was cited before as well, wherever the cursor is in a group', () => {
    const groups: Readonly<Record<Syntax, string>> = {
      markdown: 'So [see @a, p. 3; -@b, ch. 2; @c] and @d [p. 4; @e].',
      latex: 'So \\cite{a, b,c} and \\cites[1]{d}[2]{e}.',
      typst: 'So @a @b and #cite(<c>).',
      org: 'So [cite/t:see @a p. 3; @b;@c] and [cite:@d].',
      rst: 'So :cite:p:`a, b,c` and :cite:t:`d`.',
    };
    fc.assert(
      fc.property(fc.constantFrom(...syntaxes), fc.nat(60), (syntax, at) => {
        const text = groups[syntax];
        const before = readCitations(text, syntax).citations.map(({ key }) => key);
        const place = citingPlace(text, readCitations(text, syntax), { start: at, end: at }, ['new1'], syntax);
        if (place.kind !== 'edit') return;
        const after = text.slice(0, place.span.start) + place.text + text.slice(place.span.end);
        const keys = readCitations(after, syntax).citations.map(({ key }) => key);
        assert.deepEqual(
          keys.filter((key) => key !== 'new1'),
          before,
        );
        assert.ok(keys.includes('new1'));
      }),
    );
  });
});
