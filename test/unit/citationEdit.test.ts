import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { composed } from '../../src/core/citations/edit/compose.ts';
import type { EditedCitation, EditedPaper, Manner } from '../../src/core/citations/edit/editable.ts';
import { editableAt } from '../../src/core/citations/edit/editable.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';

/** The text after changing the citation at `|`. */
function edited(marked: string, syntax: Syntax, change: (now: EditedCitation) => EditedCitation, language?: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const citation = editableAt(text, readCitations(text, syntax), offset, syntax);
  assert.ok(citation, marked);
  const { span, manner, now } = citation;
  return text.slice(0, span.start) + composed(change(now), manner, language) + text.slice(span.end);
}

const unchanged = (now: EditedCitation) => now;
const paper =
  (change: Partial<EditedPaper>, at = 0) =>
  (now: EditedCitation) => ({
    ...now,
    papers: now.papers.map((each, place) => (place === at ? { ...each, ...change } : each)),
  });
const inText = (now: EditedCitation) => ({ ...now, isInText: !now.isInText });
const reversed = (now: EditedCitation) => ({ ...now, papers: [...now.papers].reverse() });
const chapter = { label: 'chapter', locator: '4', labelAs: undefined } as unknown as Partial<EditedPaper>;

type Case = readonly [
  name: string,
  Syntax,
  before: string,
  change: (now: EditedCitation) => EditedCitation,
  after: string,
];
const cases: readonly Case[] = [
  [
    'keeps what is not changed',
    'markdown',
    'So [see @a|, pp. 33-35 and *passim*; -@b].',
    unchanged,
    'So [see @a, pp. 33-35 and *passim*; -@b].',
  ],
  ['keeps what is not changed', 'markdown', 'As @a| [p. 3; @b] says.', unchanged, 'As @a [p. 3; @b] says.'],
  ['keeps what is not changed', 'latex', 'So \\citep[see][p.~12]{a|,b}.', unchanged, 'So \\citep[see][p.~12]{a,b}.'],
  [
    'keeps what is not changed',
    'latex',
    '\\usepackage{biblatex} \\parencites[see][3]{a|}[4]{b}.',
    unchanged,
    '\\usepackage{biblatex} \\parencites[see][3]{a}[4]{b}.',
  ],
  ['keeps what is not changed', 'typst', 'As @a|[p. 3] says.', unchanged, 'As @a[p.~3] says.'],
  ['keeps what is not changed', 'org', 'So [cite/t:see @a| p. 3; @b].', unchanged, 'So [cite/t:see @a p. 3; @b].'],
  ['keeps what is not changed', 'rst', 'So :cite:t:`a|,b`.', unchanged, 'So :cite:t:`a,b`.'],
  ['gives a paper a locator', 'markdown', 'So [@a|; @b].', paper(chapter), 'So [@a, chap. 4; @b].'],
  ['gives a paper a locator', 'latex', 'So \\citep{a|}.', paper(chapter), 'So \\citep[chap.~4]{a}.'],
  [
    'leaves it to BibLaTeX to call pages so',
    'latex',
    '\\addbibresource{x.bib} So \\autocite{a|}.',
    paper({ locator: '7--9' }),
    '\\addbibresource{x.bib} So \\autocite[7--9]{a}.',
  ],
  [
    'calls them so where more is said',
    'latex',
    '\\addbibresource{x.bib} So \\autocite{a|}.',
    paper({ locator: '7', suffix: 'top' }),
    '\\addbibresource{x.bib} So \\autocite[p.~7, top]{a}.',
  ],
  ['gives a paper a locator', 'typst', 'So @a|.', paper(chapter), 'So @a[chap.~4].'],
  ['gives a paper a locator', 'org', 'So [cite:@a|].', paper(chapter), 'So [cite:@a chap. 4].'],
  [
    'gives one paper of several a locator',
    'latex',
    '\\usepackage{biblatex} \\autocite{a|,b}',
    paper(chapter),
    '\\usepackage{biblatex} \\autocites[chap.~4]{a}{b}',
  ],
  [
    'gives one paper of several a locator',
    'latex',
    '\\usepackage{natbib} \\citep{a|,b}',
    paper(chapter),
    '\\usepackage{natbib} \\citetext{\\citealp[chap.~4]{a}; \\citealp{b}}',
  ],
  ['writes several pages as such', 'markdown', 'So [@a|].', paper({ locator: '3-5' }), 'So [@a, pp. 3-5].'],
  [
    'gives a paper a suffix that begins with a number',
    'markdown',
    'So [@a|].',
    paper({ suffix: '99 years later' }),
    'So [@a{}, 99 years later].',
  ],
  ['makes the authors part of the sentence', 'markdown', 'So [@a|, p. 3].', inText, 'So @a [p. 3].'],
  ['makes the authors part of the sentence', 'latex', 'So \\citep[3]{a|}.', inText, 'So \\citet[3]{a}.'],
  [
    'makes the authors part of the sentence',
    'latex',
    '\\usepackage{biblatex} \\autocite{a|}.',
    inText,
    '\\usepackage{biblatex} \\textcite{a}.',
  ],
  [
    'makes the authors part of the sentence',
    'typst',
    'So @a|[p. 3].',
    inText,
    'So #cite(<a>, supplement: [p.~3], form: "prose").',
  ],
  ['makes the authors part of the sentence', 'org', 'So [cite:@a|].', inText, 'So [cite/t:@a].'],
  ['makes the authors part of the sentence', 'rst', 'So :cite:p:`a|`.', inText, 'So :cite:t:`a`.'],
  ['makes the authors part of the sentence', 'markdown', 'So {cite:p}`a|`.', inText, 'So {cite:t}`a`.'],
  ['sets the authors apart again', 'markdown', 'As @a| [p. 3].', inText, 'As [@a, p. 3].'],
  ['sets the authors apart again', 'typst', '#cite(<a|>, form: "prose") says', inText, '@a says'],
  ['leaves out the author', 'markdown', 'So [@a|].', paper({ isSuppressed: true }), 'So [-@a].'],
  ['leaves out the author', 'latex', 'So \\citep{a|}.', paper({ isSuppressed: true }), 'So \\citeyearpar{a}.'],
  ['leaves out the author', 'typst', 'So @a|.', paper({ isSuppressed: true }), 'So #cite(<a>, form: "year").'],
  ['changes the order', 'markdown', 'So [see @a|, p. 3; @b].', reversed, 'So [@b; see @a, p. 3].'],
  ['changes the order', 'latex', 'So \\cite{a|,b}.', reversed, 'So \\cite{b,a}.'],
];

describe('editing a citation', () => {
  for (const [name, syntax, before, change, after] of cases)
    it(`${name}: ${before}`, () => assert.equal(edited(before, syntax, change), after));

  it('labels locators in the language of the document', () => {
    assert.equal(edited('So [@a|].', 'markdown', paper({ locator: '3' }), 'de'), 'So [@a, S. 3].');
  });

  it('finds nothing to edit between citations and in links to notes', () => {
    const text = 'No [@a] and [[@b]].';
    const reading = readCitations(text, 'markdown');
    for (const offset of [1, 10, 15]) assert.equal(editableAt(text, reading, offset, 'markdown'), undefined);
  });

  it('writes what is read back as it was said', () => {
    const word = fc.constantFrom('see', 'also', 'e.g.', 'and others', 'but *not* there', '');
    const number = fc.constantFrom('', '3', '33-35', '12, 14', 'iv');
    const anyPaper = fc.record({
      key: fc.constantFrom('doe99', 'b_c:d', 'x/', 'müller2020'),
      prefix: word,
      label: fc.constantFrom('page', 'chapter', 'section', 'figure'),
      locator: number,
      suffix: word,
      isSuppressed: fc.boolean(),
    }) as fc.Arbitrary<EditedPaper>;
    const manner: Manner = { kind: 'pandoc' };
    fc.assert(
      fc.property(fc.array(anyPaper, { minLength: 1, maxLength: 3 }), (papers) => {
        const text = composed({ isInText: false, papers }, manner);
        const read = editableAt(text, readCitations(text, 'markdown'), 2, 'markdown');
        assert.deepEqual(
          read?.now.papers.map(({ key, prefix, locator, suffix, isSuppressed }) => ({
            key,
            prefix,
            locator,
            suffix,
            isSuppressed,
          })),
          papers.map(({ key, prefix, locator, suffix, isSuppressed }) => ({
            key,
            prefix,
            locator,
            suffix,
            isSuppressed,
          })),
          text,
        );
      }),
    );
  });
});
