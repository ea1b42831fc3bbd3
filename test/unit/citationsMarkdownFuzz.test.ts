import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fc } from '../support/fastCheck.ts';
import type { CitationReading } from '../../src/core/citations/citation.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import type { Span } from '../../src/core/text.ts';
import { mutated, Random } from '../fuzz/mutate.ts';
import { anyText, anyUnits } from '../support/anyText.ts';

const folder = path.join(process.cwd(), 'test', 'fixtures', 'citations', 'documents');
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(path.join(folder, name), 'utf8'));

/** What Markdown is made of. */
const tokens =
  '@|@a|[@a|-@b|; |]|[|](|)|{|}|@{|[^1]|[^1]: |^[|`|``|```\n|~~~\n|$|$$|*|**|_|"|\'|^|~|~~|<|>|<a b="|<!--|-->|<div>|</div>|<pre>|\\|\\a{|\\begin{a}|\\end{a}|\n\n|\n|\n    |\n- |\n1. |\n> |\n| |\n|--|\n|\n: |\n---\n|---\na: |\n...\n|:::\n|::: a\n|(@a) |# |{#a .b}|{cite}`|+---+\n'.split(
    '|',
  );

describe('any Markdown at all', () => {
  it('is read: no error, and every place in the text and in order', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(fc.oneof(anyText(60), anyUnits(60), pieces(60)), (text) => void check(text)),
      { numRuns: 3000 },
    );
  });

  it('is read where it is a document with something broken in it', function () {
    this.timeout(60_000);
    for (let seed = 0; seed < 1500; seed++) {
      const random = new Random(seed);
      check(mutated(random.pick(documents), random.pick(documents), tokens, random));
    }
  });

  it('is read the same whatever ends its lines', () => {
    for (const text of documents.filter((document) => !document.includes('\r'))) {
      const keys = (document: string) => readCitations(document, 'markdown').citations.map(({ key }) => key);
      const expected = keys(text);
      assert.deepEqual(keys(text.replaceAll('\n', '\r\n')), expected);
      assert.deepEqual(keys(text.replaceAll('\n', '\r')), expected);
    }
  });

  // each takes minutes where anything is looked for again and again, and far below a second where nothing is
  for (const [name, text] of Object.entries(endless())) {
    it(`is read in no time where it goes on and on: ${name}`, function () {
      this.timeout(20_000);
      check(text);
    });
  }

  it('is read in no time as a line of 10 MB', function () {
    this.timeout(60_000);
    const line = 'Words and [see @key, p. 3; *and* `code` $x$ or @other [p. 4] too. '.repeat(155_000);
    const { citations } = readCitations(line, 'markdown');
    assert.ok(citations.length >= 155_000);
  });

  it('is read with ten thousand marks that are no citations, and as many that are', () => {
    assert.equal(readCitations('@ '.repeat(10_000), 'markdown').citations.length, 0);
    assert.equal(readCitations('@@a '.repeat(10_000), 'markdown').citations.length, 10_000);
    assert.equal(readCitations(`[${'@a; '.repeat(10_000)}@b]`, 'markdown').groups.length, 1);
  });
});

function pieces(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...tokens, 'word', ' '), { maxLength }).map((parts) => parts.join(''));
}

function check(text: string): CitationReading {
  const reading = readCitations(text, 'markdown');
  const { citations, groups, references, excluded } = reading;
  for (const list of [citations, references, excluded]) inOrder(list);
  const isIn = ({ start, end }: Span, around: Span) => start >= around.start && start <= end && end <= around.end;
  const all = { start: 0, end: text.length };
  for (const span of [...citations, ...groups, ...references, ...excluded]) assert.ok(isIn(span, all), 'in the text');
  for (const citation of citations) {
    const { keyAt, key, kind, prefix, locator, suffix, group } = citation;
    assert.ok(isIn(keyAt, citation), 'a key is in its citation');
    if (text.slice(keyAt.start, keyAt.end) !== key) assert.ok(kind !== 'noteLink' && /["'\r\n\t]/.test(text));
    for (const part of [prefix, locator, locator?.value, suffix]) if (part) assert.ok(isIn(part, all));
    if (group !== undefined) assert.ok(groups[group], 'a group that is there');
  }
  return reading;
}

function inOrder(spans: readonly Span[]): void {
  spans.forEach(({ start }, index) => assert.ok(start >= (spans[index - 1]?.start ?? 0), 'in order'));
}

function endless(): Record<string, string> {
  const length = 100_000;
  const units = [
    ...['[', '[@', '[@a; ', '[a](', '[a][', '[a]{', '](', '*a ', '**', '_a *b ', '"a ', `'a "b `, '^', '^(', '~~a '],
    ...[
      '`',
      '``a ',
      '$',
      '$a ',
      '<a ',
      '<a b="',
      '<span>',
      '<!-- ',
      '<div>\n',
      '\\a{',
      '\\a[',
      '\\begin{a}',
      '@{',
      '@{a',
    ],
    ...[
      '@a [',
      '> ',
      '- ',
      '- a\n',
      '- `a\n',
      '| ',
      '[^a]: ',
      '[^',
      '^[@a ',
      '---\na: b\n',
      '```\n',
      '::: a\n',
      'a\n: b\n',
    ],
    ...['+--+\n| a |\n', '--- ---\na @b\n\n', '\r', '\t', '\ud800', '[a]: ', '{cite}`a', '[[@', '@a//', '(@a) @a\n\n'],
  ];
  return Object.fromEntries(
    units.map((unit) => [
      JSON.stringify(unit),
      `@x ${unit.repeat(length / unit.length)} @y ${']'.repeat(200)}${')'.repeat(200)}${'}'.repeat(200)}"'*^~\`$>`,
    ]),
  );
}
