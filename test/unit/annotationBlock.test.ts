import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { mergedBlock } from '../../src/core/annotations/block.ts';
import type { PdfMark } from '../../src/core/annotations/marks.ts';
import { defaultMarkTemplate } from '../../src/core/annotations/defaultTemplate.ts';
import { markdownText, renderMarks } from '../../src/core/annotations/template.ts';
import { blockAtEnd, blockContent, blockEdit, ownedBlocks } from '../../src/core/notes/edit/blocks.ts';
import { edited } from '../../src/core/text.ts';

const whole = { isWhole: true };
const mark = (id: string, text = `> ${id}`) => ({ id, text });
const merged = (current: string, ids: readonly string[], options: Parameters<typeof mergedBlock>[2] = whole) =>
  mergedBlock(
    current,
    ids.map((id) => mark(id)),
    options,
  );

describe('marks in a note', () => {
  it('are put in once, however often they are imported', () => {
    const { text, ...first } = merged('', ['one', 'two']);
    const none = { added: 0, changed: 0, removed: 0, kept: 0, omitted: 0 };
    assert.deepEqual(first, { ...none, added: 2, imported: ['one', 'two'] });
    assert.deepEqual(merged(text, ['one', 'two']), { ...none, text, imported: ['one', 'two'] });
  });

  it('come behind the one before them in the PDF, below what the user wrote there', () => {
    const before = merged('', ['one', 'three']).text.replace('> one\n', '> one\nMy thought.\n');
    const after = merged(before, ['zero', 'one', 'two', 'three']).text;
    const lines = after.split('\n').filter((line) => line && !line.startsWith('<!--'));
    assert.deepEqual(lines, ['> zero', '> one', 'My thought.', '> two', '> three']);
  });

  it('change where the PDF did, and keep what stands below', () => {
    const before = `${merged('', ['one']).text}\nMine.\n`;
    const after = mergedBlock(before, [mark('one', '> one\n\nA comment.')], whole);
    assert.equal(after.changed, 1);
    assert.match(after.text, /> one\n\nA comment\.\n\nMine\.\n$/);
  });

  it('stay as the user has rewritten them', () => {
    const before = merged('', ['one']).text.replace('> one', '> one, **really**');
    const after = mergedBlock(before, [mark('one', '> other')], whole);
    assert.equal(after.text, before);
    assert.equal(after.kept, 1);
  });

  it('go when they are gone from the PDF, unless something is written below or not all PDFs were read', () => {
    const { text } = merged('', ['one', 'two']);
    assert.equal(merged(text, ['two']).removed, 1);
    assert.equal(merged(text, ['two'], { isWhole: false }).text, text);
    const annotated = text.replace('> one\n', '> one\nMine.\n');
    assert.equal(merged(annotated, ['two']).text, annotated);
  });

  it('are not put in again when the user took them out, as long as they are in the PDF', () => {
    const { imported } = merged('', ['one', 'two']);
    const current = merged('', ['two']).text;
    const after = merged(current, ['one', 'two', 'three'], { imported, isWhole: true });
    assert.deepEqual([after.added, after.omitted], [1, 1]);
    assert.doesNotMatch(after.text, /> one/);
    assert.deepEqual(new Set(after.imported), new Set(['one', 'two', 'three']));
    assert.equal(merged(current, ['one', 'two']).added, 1, 'nothing is known of what was imported');
    // gone from the PDF and there again, it is a new one; but not where its PDF could not be read meanwhile
    const gone = merged(current, ['two'], { imported, isWhole: true });
    assert.equal(merged(gone.text, ['one', 'two'], { imported: gone.imported, isWhole: true }).added, 1);
    const unread = merged(current, [], { imported, isWhole: false });
    assert.equal(merged(unread.text, ['one', 'two'], { imported: unread.imported, isWhole: true }).added, 0);
  });

  it('are the same to an editor that takes blanks off, and to one that writes CRLF', () => {
    const { text } = mergedBlock('', [mark('one', '> a \n>\n> b')], whole);
    const tidied = text.replace(/ +$/gm, '').replaceAll('\n', '\r\n');
    assert.equal(mergedBlock(tidied, [mark('one', '> a\n>\n> c')], whole).changed, 1);
  });

  const anyId = fc.constantFrom('a', 'b', 'c', 'd', 'e').map(String);
  const ids = fc.uniqueArray(anyId, { maxLength: 5 });
  const actions = fc.array(
    fc.oneof(
      fc.record({ import: ids, text: fc.constantFrom('> x', '> y\n\nComment'), isWhole: fc.boolean() }),
      fc.record({ write: fc.stringMatching(/^[A-Z][\w .,*>-]{0,12}$/), at: fc.nat(40) }),
      fc.record({ takeOut: anyId }),
    ),
    { maxLength: 20 },
  );

  it('lose no letter of what the user wrote, and bring back none that was taken out, whatever is imported how often', () => {
    fc.assert(
      fc.property(actions, (all) => {
        let block = '';
        let imported: readonly string[] = [];
        const written: string[] = [];
        const out = new Set<string>();
        for (const each of all) {
          if ('import' in each) {
            const marks = each.import.map((id) => mark(id, each.text));
            const options = { imported, isWhole: each.isWhole };
            const before = idsIn(block);
            const after = mergedBlock(block, marks, options);
            ({ text: block, imported } = after);
            assert.equal(mergedBlock(block, marks, { ...options, imported }).text, block);
            if (each.isWhole) for (const id of out) if (!each.import.includes(id)) out.delete(id);
            for (const id of out) assert.ok(!idsIn(block).includes(id), `${id} is back in\n${block}`);
            for (const id of each.import)
              assert.ok(out.has(id) || idsIn(block).includes(id), `${id} is missing in\n${block}`);
            assert.equal(after.added, idsIn(block).filter((id) => !before.includes(id)).length);
          } else if ('takeOut' in each) {
            if (!idsIn(block).includes(each.takeOut)) continue;
            out.add(each.takeOut);
            block = withoutMark(block, each.takeOut, written);
          } else {
            const lines = block.split('\n');
            // on lines of its own, anywhere
            const word = `${each.write} #${written.length}`;
            written.push(word);
            lines.splice(each.at % (lines.length + 1), 0, word);
            block = lines.join('\n');
          }
          for (const word of written) assert.ok(block.split('\n').includes(word), `${word} is lost in\n${block}`);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** The marks in a block, by their comments. */
const idsIn = (block: string) => [...block.matchAll(/^<!-- a:([\w-]+) /gm)].map(([, id]) => id);

/** Takes out a mark as one does in an editor: its comment and the lines below it, but not what one wrote oneself. */
function withoutMark(block: string, id: string, own: readonly string[]): string {
  let isInside = false;
  return block
    .split('\n')
    .filter((line) => {
      if (line.startsWith('<!-- a:')) isInside = line.startsWith(`<!-- a:${id} `);
      return !isInside || own.includes(line);
    })
    .join('\n');
}

describe('the template of a mark', () => {
  const full: PdfMark = {
    id: 'one',
    type: 'highlight',
    page: 3,
    pageLabel: 'iii',
    text: 'a *starred* [claim]',
    comment: 'So **what**?',
    color: '#ffd400',
    colorName: 'yellow',
    author: 'Ada',
    date: '2024-03-05',
    replies: [{ author: 'Bo', text: 'Indeed.' }],
  };
  const place = { link: '../papers/a.pdf#page=3', file: 'a.pdf', zotero: '', typeTitle: 'Highlight' };
  const rendered = (changes: Partial<PdfMark>, template = defaultMarkTemplate) => {
    const result = renderMarks(template, [{ mark: { ...full, ...changes }, place }]);
    assert.ok('marks' in result);
    return result.marks[0]?.text;
  };

  it('shows the text, the page with a link, the colour, the comment and answers', () => {
    assert.equal(
      rendered({}),
      String.raw`> a \*starred\* \[claim\] ([p. iii](../papers/a.pdf#page=3), yellow)

So **what**?

— Bo: Indeed.`,
    );
    assert.equal(
      rendered({ text: '', colorName: '', replies: [] }),
      '**Highlight** ([p. iii](../papers/a.pdf#page=3))\n\nSo **what**?',
    );
    assert.equal(
      rendered({ comment: '', replies: [] }),
      String.raw`> a \*starred\* \[claim\] ([p. iii](../papers/a.pdf#page=3), yellow)`,
    );
  });

  it('tells an error with its line', () => {
    const result = renderMarks('line\n{{ text | nothing }}', [{ mark: full, place }]);
    assert.ok('error' in result);
    assert.equal(result.error.line, 2);
  });

  it('cannot end the block, begin another mark, or hide what follows, whatever the PDF says', () => {
    const hostile = fc
      .array(
        fc.constantFrom(
          '<!--',
          '-->',
          ' /literature:annotations ',
          ' a:x 1 y ',
          '```',
          '~~~~',
          '\n',
          '---',
          'word',
          '> ',
          '# ',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, hostile, hostile, (text, comment, reply) => {
        const result = renderMarks('{{ text }}\n{{ comment }}\n\n' + defaultMarkTemplate, [
          {
            mark: {
              ...full,
              text: text.replaceAll('\n', ' '),
              comment,
              replies: [{ author: text.replaceAll('\n', ' '), text: reply }],
            },
            place,
          },
          { mark: { ...full, id: 'two' }, place },
        ]);
        assert.ok('marks' in result);
        const block = mergedBlock('', result.marks, whole).text;
        const edit = blockAtEnd('# Note\n', 'annotations', block);
        assert.ok(edit, block);
        const note = `${edited('# Note\n', [edit])}Mine.\n`;
        const [found] = ownedBlocks(note).blocks;
        assert.ok(found);
        const again = mergedBlock(blockContent(note, found), result.marks, whole);
        assert.deepEqual([again.added, again.changed, again.kept], [0, 0, 0]);
        assert.equal(blockEdit(note, 'annotations', again.text), undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('escapes Markdown in what was highlighted, and nothing else', () => {
    assert.equal(markdownText('# 1. <b> &amp; _x_ a+b'), '\\# 1. \\<b\\> &amp;amp; \\_x\\_ a+b');
    assert.equal(markdownText('1. first'), '1\\. first');
  });
});
