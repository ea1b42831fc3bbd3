import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fc } from '../support/fastCheck.ts';
import { nothingCited } from '../../src/core/citations/citation.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import type { FileSyntax } from '../../src/core/citations/syntax.ts';
import type { Span } from '../../src/core/text.ts';
import { Random, mutated } from '../fuzz/mutate.ts';
import { anyText } from '../support/anyText.ts';
import { assertInProportion } from '../support/countWork.ts';

/** What documents of each syntax are made of. */
const tokens: Readonly<Record<FileSyntax, readonly string[]>> = {
  markdown: ['@a', '[@a; ', '[[@', '@{', '}', ']', '\n', '`', '\\', '- '],
  latex: (
    '\\cite|\\cites|\\volcite|{a|{a,b}|[|]|(|)|{|}|\\|%|\\%|\n|\n\n|\\verb||\\begin{verbatim}|\\end{verbatim}|\\iffalse|\\fi|' +
    '\\else|\\url{|\\newcommand|*|,|#1|<<>>=\n|@\n|\\end{document}|\\lstinline|$| '
  ).split('|'),
  typst: (
    '@a|@a[|@a.|<a>|#cite(|#cite(<a>|#ref(|label("|supplement: [|form: "prose"|#|#let x = |#if x |else |#for |#context |' +
    '[|]|(|)|{|}|$|"|`|```|//|/*|*/|\\|https://|;|,|:|\n|\n\n| '
  ).split('|'),
  org: (
    '[cite:|[cite/t:|@a|@b p. 3|;|]|[|=|~|[[|]]|@@x:|@@|$|\\(|\\)|src_x{|}|#+begin_src\n|#+end_src\n|* COMMENT x\n|* x\n|' +
    ':PROPERTIES:\n|:END:\n|\\begin{a}\n|\\end{a}\n|# |: |/|#+title: |- |\n|\n\n|[fn:1] | '
  ).split('|'),
  rst: (
    ':cite:|:cite:t:`|:footcite:|`|``|a|a,b|{see}|{p. 3}|::\n\n|   |.. |.. code::\n\n|.. note:: |..\n|>>> |- |\\|<|>|!|' +
    ':|\n|\n\n| '
  ).split('|'),
  notebook:
    '{|}|[|]|"cells":|"cell_type":"markdown"|"source":|"@a"|"[@a; @b]\\n"|,|:|"|\\|\\u0040|\\ud83d|\n| |null|1'.split(
      '|',
    ),
};
const kinds = Object.keys(tokens) as FileSyntax[];
const folder = path.join('test', 'fixtures', 'citations');

/** All that holds for any reading of any text. */
function check(text: string, syntax: FileSyntax): void {
  const { citations, groups, references, excluded } = readCitations(text, syntax);
  const isWithin = ({ start, end }: Span, outer: Span) => outer.start <= start && start <= end && end <= outer.end;
  const all = { start: 0, end: text.length };
  for (const citation of citations) {
    const { key, keyAt, prefix, suffix, locator, group } = citation;
    assert.ok(key && isWithin(keyAt, citation) && isWithin(citation, all), `${syntax}: ${key}`);
    const whole = group === undefined ? all : groups[group];
    assert.ok(whole && isWithin(citation, whole), `${syntax}: ${key} is in its group`);
    const parts = [prefix, suffix, locator?.value, locator?.labelAt].filter((part) => part !== undefined);
    for (const part of parts) {
      assert.ok(isWithin(part, all));
      if (syntax !== 'notebook') assert.equal(text.slice(part.start, part.end), part.text);
      assert.ok(part.text.trim() === part.text && part.text !== '');
    }
    if (locator) assert.ok(isWithin(locator.value, locator));
  }
  for (const list of [citations, groups, references, excluded]) {
    list.forEach((span, place) => {
      assert.ok(isWithin(span, all) && span.start < span.end);
      assert.ok((list[place - 1]?.start ?? 0) <= span.start, `${syntax}: in the order of the text`);
    });
  }
  excluded.forEach(({ start }, place) => assert.ok((excluded[place - 1]?.end ?? -1) < start, 'apart'));
}

describe('reading the citations of any text', () => {
  it('counts groups in the order in which they begin, also where the prefix of one holds another', () => {
    const text = 'See [[@a] or @b].';
    const { citations, groups } = readCitations(text, 'markdown');
    assert.deepEqual(
      citations.map(({ key, group }) => [key, text.slice(groups[group ?? -1]?.start, groups[group ?? -1]?.end)]),
      [
        ['a', '[@a]'],
        ['b', '[[@a] or @b]'],
      ],
    );
    check(text, 'markdown');
  });

  it('never fails, and has every part where it says', () => {
    for (const syntax of kinds) {
      const made = fc.array(fc.constantFrom(...tokens[syntax]), { maxLength: 40 }).map((parts) => parts.join(''));
      fc.assert(
        fc.property(fc.oneof(made, anyText(30)), (text) => check(text, syntax)),
        { numRuns: 1500 },
      );
    }
  });

  it('never fails on a damaged document', () => {
    const random = new Random(20261125);
    for (const syntax of ['latex', 'typst', 'org', 'rst'] as const) {
      const files = readdirSync(path.join(folder, syntax)).filter((file) => !file.endsWith('.json'));
      const texts = files.map((file) => readFileSync(path.join(folder, syntax, file), 'utf8'));
      for (let run = 0; run < 400; run++)
        check(mutated(random.pick(texts), random.pick(texts), tokens[syntax], random), syntax);
    }
  });

  it('finds nothing in an empty one', () => {
    for (const syntax of kinds) assert.deepEqual(readCitations('', syntax), nothingCited);
  });

  it('is work in proportion to the text, whatever is open', () => {
    for (const syntax of kinds) {
      for (const token of tokens[syntax].filter(Boolean)) {
        const read = (size: number) => readCitations(token.repeat(size / token.length), syntax);
        assertInProportion(read, 15_000, `${syntax} ${JSON.stringify(token)}`);
        // steps back of a regular expression are not counted: they would keep this from ending
        read(200_000);
      }
    }
  });

  it('is work in proportion for a document of a megabyte, and ends for ten in one line', () => {
    const sentences: Readonly<Partial<Record<FileSyntax, string>>> = {
      latex: 'As \\citet[p.~3]{adler1940} says, some words follow, and more of them \\citep{eco1977,borges}. ',
      typst: 'As @adler1940[p. 3] says, some words follow, and more of them, #emph[all] by @eco1977. ',
      org: 'As [cite/t:@adler1940 p. 3] says, some =words= follow, and more [cite:@eco1977; @borges]. ',
      rst: 'As :cite:t:`adler1940{p. 3}` says, some ``words`` follow, and more :cite:p:`eco1977,borges`. ',
    };
    for (const [syntax, sentence] of Object.entries(sentences) as [FileSyntax, string][]) {
      const read = (size: number) => {
        const { citations } = readCitations(`${sentence}\n`.repeat(size / sentence.length), syntax);
        assert.ok(citations.length > size / 100, `${syntax}: ${citations.length}`);
      };
      assertInProportion(read, 500_000, syntax);
      readCitations('some words @'.repeat(10_000_000 / 12), syntax);
    }
  });
});
