import assert from 'node:assert/strict';
import { readCitations } from '../../src/core/citations/read.ts';

const notebook = (cells: readonly unknown[], indent?: number) =>
  JSON.stringify({ cells, metadata: { source: '@no' }, nbformat: 4, nbformat_minor: 5 }, undefined, indent);
const markdown = (source: string | readonly string[]) => ({ cell_type: 'markdown', metadata: {}, source });
const code = (source: string) => ({ cell_type: 'code', source, outputs: [{ text: ['[@no]'] }] });

/** The keys, each as it is read and as the file has it at its place. */
const found = (text: string) =>
  readCitations(text, 'notebook').citations.map(({ key, keyAt }) => [key, text.slice(keyAt.start, keyAt.end)]);
const same = (...keys: readonly string[]) => keys.map((key) => [key, key]);

describe('citations of a notebook on disk', () => {
  it('are those of its Markdown cells, whose source is one text or a list of lines', () => {
    const cells = [markdown(['# Title\n', '\n', 'See @a and\n', '[@b; @c]']), code('x = "[@no]"'), markdown('As @d')];
    for (const indent of [undefined, 1, 4]) assert.deepEqual(found(notebook(cells, indent)), same('a', 'b', 'c', 'd'));
  });

  it('stand where they are written, behind escapes of every length', () => {
    const text = notebook([markdown('"Quoted" \\\\ \t😀 @a\n\n@b')]).replace('😀', '\\ud83d\\ude00');
    assert.deepEqual(found(text), same('a', 'b'));
  });

  it('may hold an escape themselves', () => {
    assert.deepEqual(found('{"cells":[{"cell_type":"markdown","source":"@M\\u00fcller and @b"}]}'), [
      ['Müller', 'M\\u00fcller'],
      ['b', 'b'],
    ]);
  });

  it('are read whatever comes first, the type or the source', () => {
    assert.deepEqual(found('{"cells":[{"source":["@a"],"cell_type":"markdown"}]}'), same('a'));
    assert.deepEqual(found('{"worksheets":[{"cells":[{"cell_type":"markdown","source":["@a"]}]}]}'), same('a'));
  });

  it('are not those of attachments, metadata, raw and code cells', () => {
    const cell = {
      ...markdown('@a'),
      metadata: { source: ['@no'], cells: [{ source: '@no' }] },
      attachments: { x: '@no' },
    };
    assert.deepEqual(found(notebook([cell, { cell_type: 'raw', source: '@no' }])), same('a'));
  });

  it('are read as far as they go in a file that is cut off', () => {
    const text = notebook([markdown(['@a\n', '@b\n']), markdown('@c')]);
    for (let end = 0; end < text.length; end++) {
      const keys = found(text.slice(0, end)).map(([key]) => key);
      assert.deepEqual(keys, ['a', 'b', 'c'].slice(0, keys.length));
    }
  });

  it('leave out everything that is no text of a Markdown cell', () => {
    const text = notebook([markdown('As @a says'), code('1')]);
    const { excluded } = readCitations(text, 'notebook');
    const kept = [...excluded, { start: text.length, end: 0 }].map(({ start }, place) =>
      text.slice(excluded[place - 1]?.end ?? 0, start),
    );
    assert.deepEqual(kept.filter(Boolean), ['As @a says']);
  });
});
