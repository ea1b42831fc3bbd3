import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import {
  blockAtEnd,
  blockContent,
  blockEdit,
  containedContent,
  ownedBlocks,
} from '../../src/core/notes/edit/blocks.ts';
import { edited } from '../../src/core/text.ts';
import { anyText } from '../support/anyText.ts';

const read = (text: string) => {
  const { blocks, problems } = ownedBlocks(text);
  return [
    ...blocks.map(
      (block) => `${block.name}${block.attributes && `(${block.attributes})`}=${blockContent(text, block)}`,
    ),
    ...problems.map(({ code, facts }) => `${code} ${facts?.['name']}`),
  ];
};
const block = (name: string, inner = 'x') => `<!-- literature:${name} -->\n${inner}\n<!-- /literature:${name} -->\n`;

describe('owned blocks', () => {
  it('stand between their markers, each on a line of its own', () => {
    assert.deepEqual(read(`# Head\n\n${block('abstract', 'One\n\nTwo')}\nMine\n${block('b-2')}`), [
      'abstract=One\n\nTwo',
      'b-2=x',
    ]);
    assert.deepEqual(read('<!-- literature:a -->\n<!-- /literature:a -->'), ['a=']);
    assert.deepEqual(read('<!--literature:a x="y z" -->\r\nOne\r\n  <!--\t/literature:a-->  \r\n'), ['a(x="y z")=One']);
    assert.deepEqual(read(`\uFEFF---\nx: |\n  ${block('no')}\n---\n${block('a')}`), ['a=x']);
    assert.deepEqual(
      read('Some <!-- literature:a -->\n> <!-- literature:a -->\n    <!-- literature:b -->\n<!-- literature: -->'),
      [],
    );
  });

  it('are none in fenced code, nor where markers do not fit', () => {
    assert.deepEqual(read(`\`\`\`md\n${block('a')}\`\`\`\n~~~\n${block('b')}\`\`\`\n${block('c')}~~~\n${block('d')}`), [
      'd=x',
    ]);
    assert.deepEqual(read(`\`\`\`\n${block('a')}`), []);
    assert.deepEqual(read(`\`\`\` not \`code\n${block('a')}`), ['a=x']);
    assert.deepEqual(read(`<!-- literature:a -->\nx\n\n${block('b')}`), ['b=x', 'blockUnclosed a']);
    assert.deepEqual(read(`<!-- /literature:a -->\n${block('b')}`), ['b=x', 'blockUnopened a']);
    assert.deepEqual(read(block('a', block('b'))), ['blockNested a', 'blockNested b']);
    assert.deepEqual(read(block('a', '<!-- literature:b -->')), ['blockNested a', 'blockUnclosed b']);
    assert.deepEqual(read(block('a') + block('a', 'y') + block('b')), ['b=x', 'blockDuplicate a', 'blockDuplicate a']);
  });

  it('may be several of one name where they say in their markers what they hold', () => {
    const table = (topic: string) =>
      block(`topic-table topic="${topic}"`).replace(/\/literature:\S+ \S+/, '/literature:topic-table');
    assert.deepEqual(read(table('a') + table('b')), ['topic-table(topic="a")=x', 'topic-table(topic="b")=x']);
  });

  it('take other content, and leave the rest of the note as it is', () => {
    const text = `Mine\r\n${block('a').replaceAll('\n', '\r\n')}Yours`;
    const edit = blockEdit(text, 'a', 'One\n\nTwo\n');
    assert.ok(edit);
    assert.equal(
      edited(text, [edit]),
      'Mine\r\n<!-- literature:a -->\r\nOne\r\n\r\nTwo\r\n<!-- /literature:a -->\r\nYours',
    );
    assert.equal(blockEdit(text, 'a', 'x'), undefined);
    assert.equal(blockEdit(text, 'b', 'x'), undefined);
  });

  it('are put at the end where they are new', () => {
    const added = (text: string) => {
      const edit = blockAtEnd(text, 'a', 'x', 'y="z"');
      return edit && edited(text, [edit]);
    };
    const made = '<!-- literature:a y="z" -->\nx\n<!-- /literature:a -->\n';
    assert.equal(added(''), made);
    assert.equal(added('---\na: b\n---\n'), `---\na: b\n---\n\n${made}`);
    assert.equal(added('Text'), `Text\n\n${made}`);
    assert.equal(added('Text\r\n\r\n'), `Text\r\n\r\n${made.replaceAll('\n', '\r\n')}`);
    assert.equal(added('```\ncode'), undefined);
    assert.equal(added(block('a')), undefined);
    assert.equal(added('<!-- literature:a -->\n'), undefined);
  });

  it('hold whatever is put in, and nothing around them moves', () => {
    const piece = fc.oneof(
      anyText(4),
      fc.constantFrom('```', '~~~~', '\n', '<!-- literature:a -->', '<!-- /literature:a -->', '---', '    ', 'word'),
    );
    const written = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('\n'));
    fc.assert(
      fc.property(written, written, written, fc.constantFrom('\n', '\r\n'), (above, content, below, eol) => {
        const text = `${above}\n${block('kept')}${below}`.replace(/\r\n?|\n/g, eol);
        const before = ownedBlocks(text).blocks.find(({ name }) => name === 'kept');
        const edit = blockEdit(text, 'kept', content);
        if (!before) return assert.equal(edit, undefined);
        if (!edit) {
          const isSame = blockContent(text, before) === containedContent(content);
          return assert.ok(isSame || /^\uFEFF?(?:---|\+\+\+)/.test(text));
        }
        const after = edited(text, [edit]);
        const now = ownedBlocks(after).blocks.find(({ name }) => name === 'kept');
        assert.ok(now);
        assert.equal(blockContent(after, now), containedContent(content));
        assert.equal(after.slice(0, edit.start), text.slice(0, edit.start));
        assert.equal(after.slice(edit.start + edit.text.length), text.slice(edit.end));
        assert.equal(blockEdit(after, 'kept', content), undefined);
        assert.equal(containedContent(containedContent(content)), containedContent(content));
      }),
      { numRuns: 500 },
    );
  });
});
