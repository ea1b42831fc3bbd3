import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MarkdownReader } from '../../src/core/citations/markdown/again.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import { Random } from '../fuzz/mutate.ts';

const folder = path.join(process.cwd(), 'test', 'fixtures', 'citations', 'documents');
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(path.join(folder, name), 'utf8'));

/** Plain text, in which most changes stay within a paragraph. */
const prose = Array.from(
  { length: 12 },
  (_, at) =>
    `Paragraph ${at} says [see @noether${at}, p. ${at}; @klein]\nand @hilbert [p. 3] and *more* $x$ @fig-${at}.`,
).join('\n\n');

const typed = [
  ...['a', ' ', '@', '@b', '[@c, p. 4]', '; @d', ']', '[', '"', '*', '$', '\n', '\n\n', '`', '- ', '# ', '---\n', '> '],
  ...['\n: x', '|', '\\', '<', '1. ', '(@x) ', '[x]: y', '```\n', '\n===\n', ':::\n', '@e [p. 3]'],
];

describe('the versions of a Markdown document', () => {
  it('are each read as if they were read alone, whatever is typed or taken away', function () {
    this.timeout(60_000);
    for (let seed = 0; seed < 300; seed++) {
      const random = new Random(seed);
      const isProse = random.below(2) === 0;
      let text = isProse ? prose : random.pick(documents);
      if (random.below(4) === 0) text = text.replace(/\r?\n/g, '\r\n');
      const reader = new MarkdownReader();
      reader.read(text);
      for (let change = 0; change < 12; change++) {
        const at = random.below(text.length + 1);
        const gone = random.below(3) === 0 ? random.below(6) : 0;
        text = text.slice(0, at) + random.pick(typed) + text.slice(at + gone);
        assert.deepEqual(reader.read(text), readCitations(text, 'markdown'), `seed ${seed}, change ${change}`);
      }
    }
  });

  it('share what did not change', () => {
    const reader = new MarkdownReader();
    const first = reader.read(prose);
    const second = reader.read(prose.replace('Paragraph 6 says', 'Paragraph 6 said'));
    assert.equal(second.citations[0], first.citations[0]);
    assert.equal(second.citations.length, first.citations.length);
    assert.equal(reader.read(prose.replace('Paragraph 6 says', 'Paragraph 6 said')), second);
  });
});
