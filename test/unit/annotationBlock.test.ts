import assert from 'node:assert/strict';
import fc from 'fast-check';
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
    const first = merged('', ['one', 'two']);
    assert.deepEqual({ ...first, text: '' }, { text: '', added: 2, changed: 0, removed: 0, kept: 0 });
    assert.deepEqual(merged(first.text, ['one', 'two']), {
      text: first.text,
      added: 0,
      changed: 0,
      removed: 0,
      kept: 0,
    });
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

  it('are not put in again when the user took them out, where it is known that they were there', () => {
    const base = merged('', ['one', 'two']).text;
    const current = merged('', ['two']).text;
    assert.equal(merged(current, ['one', 'two'], { base, isWhole: true }).text, current);
    assert.equal(merged(current, ['one', 'two']).added, 1);
  });

  it('are the same to an editor that takes blanks off, and to one that writes CRLF', () => {
    const { text } = mergedBlock('', [mark('one', '> a \n>\n> b')], whole);
    const tidied = text.replace(/ +$/gm, '').replaceAll('\n', '\r\n');
    assert.equal(mergedBlock(tidied, [mark('one', '> a\n>\n> c')], whole).changed, 1);
  });

  it('lose no letter of what the user wrote, whatever is imported how often', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
    const words = fc.stringMatching(/^[A-Z][\w .,*>-]{0,12}$/);
    const action = fc.oneof(
      fc.record({ import: ids, text: fc.constantFrom('> x', '> y\n\nComment'), isWhole: fc.boolean() }),
      fc.record({ write: words, at: fc.nat(40) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 15 }), (actions) => {
        let block = '';
        const written: string[] = [];
        for (const each of actions) {
          if ('import' in each) {
            const marks = each.import.map((id) => mark(id, each.text));
            block = mergedBlock(block, marks, each).text;
            assert.equal(mergedBlock(block, marks, each).text, block);
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
      { numRuns: 500 },
    );
  });
});

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
