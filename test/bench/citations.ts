import { MarkdownReader } from '../../src/core/citations/markdown/again.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import { inTurns } from './reading.ts';

/*
 * How fast the citations of a document are read, beside a bare search for its `@`, in one run:
 * documents of 1 MB, of which one is a book with some citations and one has them in every line.
 */

const size = 1 << 20;

const sections: readonly string[] = [
  '## A heading of some words {#sec-%}\n\n',
  'A paragraph of plain text that says something at length, and cites nothing in any of its lines,\n'.repeat(6) + '\n',
  'Another one with *emphasis*, `code`, $math$ and [a link](https://example.com/), as found in books.\n'.repeat(3) +
    '\n',
  '- an item\n- another `one`, which is longer than the first\n    - and one below it\n\n',
  '```r\nplot(x, y) # as long as code is, with things such as "strings" in it\nsummary(model)\n```\n\n',
  '| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n',
];
const some =
  'This was shown before [see @noether%, pp. 33-35; @hilbert%], and @klein% [p. 3] doubts it, in a few words more.\n\n';

/** A document of sections in turn, with citations after every so many of them. */
function makeDocument(between: number): string {
  let text = '---\ntitle: A book\nnocite: "@all"\n---\n\n';
  for (let count = 0; text.length < size; count++) {
    text += (sections[count % sections.length] ?? '').replaceAll('%', String(count));
    if (count % between === 0) text += some.replaceAll('%', String(count));
  }
  return text;
}

const book = makeDocument(8);
const dense = `${some.trimEnd()}\n`.repeat(size / some.length).replaceAll('%', '1920');
const windows = book.replaceAll('\n', '\r\n');
const marks = (text: string) => {
  let count = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) count++;
  return count;
};
const read = (text: string) => readCitations(text, 'markdown').citations.length;

/** A letter more in the middle of the book, and then without it again. */
const middle = book.indexOf('paragraph of plain', book.length / 2);
const typed = `${book.slice(0, middle)}x${book.slice(middle)}`;
const reader = new MarkdownReader();
reader.read(book);
let isTyped = false;
const press = () => {
  isTyped = !isTyped;
  return reader.read(isTyped ? typed : book).citations.length;
};

const rows = inTurns([
  ['a book, 1 MB', () => read(book)],
  ['the same, of Windows', () => read(windows)],
  ['a letter typed in the middle of it', press],
  ['citations in every line, 1 MB', () => read(dense)],
  ['a search for @ in the book', () => marks(book)],
]);
console.table(
  Object.fromEntries(
    rows.map(({ what, median, all }) => [
      what,
      { 'ms (median)': median.toFixed(1), 'ms (best)': (all[0] ?? 0).toFixed(1) },
    ]),
  ),
);
console.log(`${read(book)} citations in the book, ${read(dense)} in the other`);
