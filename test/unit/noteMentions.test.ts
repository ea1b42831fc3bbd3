import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { MentionIndex } from '../../src/core/notes/mentionIndex.ts';
import { placedMentions, readMentions } from '../../src/core/notes/mentions.ts';
import { movedTarget, wikiNameOf } from '../../src/core/notes/wikiLinks.ts';
import { anyText } from '../support/anyText.ts';

const targets = (text: string) => readMentions(text).map(({ target }) => target);

describe('the links of a Markdown document to others', () => {
  const cases: readonly (readonly [text: string, ...targets: readonly string[]])[] = [
    ['[[@gu2023]] and [[gu2023]]', '@gu2023', 'gu2023'],
    ['[[@gu2023|Mamba]], [[@gu2023#Results]], [[ @gu2023 # a | b ]]', '@gu2023', '@gu2023', '@gu2023'],
    ['| [[gu2023\\|Mamba]] |', 'gu2023'],
    ['![[gu2023]] [[notes/@gu2023.md]] [[a.b.c]]', 'gu2023', 'notes/@gu2023.md', 'a.b.c'],
    ['[[見出し 论文]] [[מאמר]]', '見出し 论文', 'מאמר'],
    ['[x](notes/@gu2023.md) [y](<my notes/a b.md#part> "title")', 'notes/@gu2023.md', 'my notes/a b.md'],
    ['[x](my%20notes/%40gu2023.md#a) [y](../@gu2023)', 'my notes/@gu2023.md', '../@gu2023'],
    ['[x](a(b).md), [y](./a.qmd?plain=1)', 'a(b).md', './a.qmd'],
    ['[1]: notes/a.md "A"\n  [2]: <b c.md>', 'notes/a.md', 'b c.md'],
    ['[x](https://example.org/a.md) [y](//host/a.md) [z](#part) [p](paper.pdf) [m](mailto:a@b.md)'],
    ['[[zotero://select/items/1]] [[]] [[ ]] [a] [['],
    ['`[[code]]` ``a ` [[code]]`` [[out]]', 'out'],
    ['a ` b\n\n[[out]] ` c', 'out'],
    ['```\n[[code]]\n```\n[[out]]\n~~~ md\n[x](code.md)\n```\n~~~\n[[out2]]', 'out', 'out2'],
    ['````\n```\n[[code]]\n````\r\n[[out]]', 'out'],
    ['- a\n\n  ```\n\n  [[code]]\n  ```\n\n  [[out]]', 'out'],
    ['> ```\n> [[code]]\n> ```\n> [[out]]', 'out'],
    ['<!-- [[hidden]] --> [[out]] <!-- [[hidden]]', 'out'],
    ['\\[[x]] \\[[y](y.md)', 'y.md'],
    ['---\nrelated: "[[@gu2023]]"\n---\n', '@gu2023'],
    ['```\n[[code]]'],
  ];
  for (const [text, ...expected] of cases) it(JSON.stringify(text), () => assert.deepEqual(targets(text), expected));

  it('are where they are said to be, whatever the text', () => {
    const part = fc.constantFrom(
      '[[',
      ']]',
      '[',
      '](',
      ')',
      '|',
      '#',
      '`',
      '```',
      '~~~',
      '\n',
      '\r\n',
      '\n\n',
      '<!--',
      '-->',
      '@key',
      'a/b.md',
      '<',
      '>',
      '\\',
      ' ',
      ']: ',
      '%40',
      '%',
    );
    const texts = fc.oneof(
      anyText(30),
      fc.array(fc.oneof(part, fc.string()), { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { form, target, at } of readMentions(text)) {
          assert.ok(last <= at.start && at.start < at.end && at.end <= text.length);
          last = at.end;
          const written = text.slice(at.start, at.end);
          assert.ok(!/[\n\r]/.test(written));
          assert.equal(form === 'wiki' ? written : decode(written), target);
        }
        const lines = text.split(/\r\n|\n|\r/);
        for (const { target, form, range } of placedMentions(text)) {
          const written = lines[range.start.line]?.slice(range.start.character, range.end.character) ?? '';
          assert.equal(form === 'wiki' ? written : decode(written), target);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('put in between paragraphs are found there, and none within a fence', () => {
    const prose = fc.stringMatching(/^[a-z .,()|#*_-]{0,40}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(prose, fc.boolean()), { minLength: 1, maxLength: 8 }), (blocks) => {
        const text = blocks
          .map(([words, isCode], place) =>
            isCode ? `\`\`\`\n${words}[[in${place}]]\n\`\`\`` : `${words.trim()} x [[out${place}]] ${words}`,
          )
          .join('\n\n');
        assert.deepEqual(
          targets(text).filter((target) => /^(?:in|out)\d/.test(target)),
          blocks.flatMap(([, isCode], place) => (isCode ? [] : [`out${place}`])),
        );
      }),
    );
  });

  it('are read in a moment, however many marks stand in a long text', () => {
    for (const unit of ['[[', '[[a', '](', '`', '` `` ', '<!--', '[a]: ', '](<', '\\', '~~~\n', '[[a|'])
      readMentions(`]( [[${unit.repeat(20_000)}`);
    readMentions(Array.from({ length: 1000 }, (_, n) => '`'.repeat(n)).join(' [['));
  });
});

describe('the name in a wiki link', () => {
  const only = () => true;
  it('stays as it was written when its note moves', () => {
    assert.equal(movedTarget('@gu', 'notes/@gu2.md', only), '@gu2');
    assert.equal(movedTarget('@gu.md', 'notes/@gu2.md', only), '@gu2.md');
    assert.equal(movedTarget('notes/@gu', 'read/@gu.md', only), 'read/@gu');
    assert.equal(movedTarget('/notes/@gu', 'read/@gu.md', only), '/read/@gu');
    assert.equal(movedTarget('@gu', 'read/a.b.md', only), 'a.b');
    assert.equal(
      movedTarget('@gu', 'read/x.md', (stem) => stem !== 'x'),
      'read/x',
    );
  });

  it('is that of the file, or where that finds another one or cannot be written, the key', () => {
    assert.equal(wikiNameOf('gu', '/w/notes/Mamba.md', only), 'Mamba');
    assert.equal(
      wikiNameOf('gu', '/w/notes/Mamba.md', () => false),
      '@gu',
    );
    assert.equal(wikiNameOf('gu', '/w/notes/a#b.md', only), '@gu');
    assert.equal(wikiNameOf('gu', undefined, only), '@gu');
    assert.equal(wikiNameOf('a|b', undefined, only), undefined);
  });
});

describe('the index of links', () => {
  const at = (path: string) => `file:///w/${path}`;
  const indexOf = (files: Readonly<Record<string, string>>) => {
    const index = new MentionIndex();
    for (const [path, text] of Object.entries(files)) index.put(at(path), placedMentions(text));
    return index;
  };
  const mentioned = (index: MentionIndex, key: string, ...notes: readonly string[]) =>
    index.of(key, notes.map(at)).map(({ uri, line }) => `${uri.slice(at('').length)}: ${line}`);

  it('knows who links to a note, in every way of writing it', () => {
    const index = indexOf({
      'notes/%40gu2023.md': '',
      'a.md': 'one [[@gu2023]]\ntwo [[@GU2023|alias]]\nthree [x](notes/@gu2023.md)\nfour [[notes/@gu2023#h]]',
      'notes/b.md': '[x](@gu2023.md)\n[y](./%40gu2023.md)\n[[gu2023]]',
      'notes/c.md': '[x](../@gu2023.md) [[@other]] [y](/notes/@gu2023.md)',
    });
    assert.deepEqual(mentioned(index, 'gu2023', 'notes/%40gu2023.md'), [
      'a.md: one [[@gu2023]]',
      'a.md: two [[@GU2023|alias]]',
      'a.md: three [x](notes/@gu2023.md)',
      'a.md: four [[notes/@gu2023#h]]',
      'notes/b.md: [x](@gu2023.md)',
      'notes/b.md: [y](./%40gu2023.md)',
      'notes/b.md: [[gu2023]]',
      'notes/c.md: [x](../@gu2023.md) [[@other]] [y](/notes/@gu2023.md)',
    ]);
  });

  it('takes a name for a key only where no document has it', () => {
    const files = { 'reading/mamba.md': '', 'a.md': '[[gu2023]] [[@gu2023]] [[mamba]]' };
    assert.equal(mentioned(indexOf(files), 'gu2023', 'reading/mamba.md').length, 3);
    assert.equal(mentioned(indexOf(files), 'gu2023').length, 2);
    assert.equal(mentioned(indexOf({ ...files, 'gu2023.md': 'another' }), 'gu2023', 'reading/mamba.md').length, 2);
    assert.equal(mentioned(indexOf(files), 'Gu2023').length, 0);
  });

  it('means of several documents of one name the nearest', () => {
    const index = indexOf({ 'deep/er/x.md': '', 'x.md': '', 'deep/a.md': '[[x]] [[er/x]]', 'deep/er/b.md': '[[x]]' });
    const from = (path: string) => index.from(at(path)).map(({ leadsTo }) => leadsTo?.slice(at('').length));
    assert.deepEqual(from('deep/a.md'), ['x.md', 'deep/er/x.md']);
    assert.deepEqual(from('deep/er/b.md'), ['deep/er/x.md']);
    index.remove(at('deep/er/x.md'));
    assert.deepEqual(from('deep/er/b.md'), ['x.md']);
    index.put(at('deep/a.md'), []);
    assert.deepEqual(from('deep/a.md'), []);
    assert.equal(index.size, 3);
  });
});

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
