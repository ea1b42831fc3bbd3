import assert from 'node:assert/strict';
import { positionAt } from '../../src/core/text.ts';
import { keySpanInFields, readNoteFile } from '../../src/core/notes/noteFile.ts';
import type { Note } from '../../src/core/notes/noteIndex.ts';
import { NoteIndex } from '../../src/core/notes/noteIndex.ts';
import { assertInProportion } from '../support/countWork.ts';

const uri = 'file:///work/reading/a.md';
const keyOf = (source: string, address = uri) => readNoteFile(source, address).key;

describe('whose note a file is', () => {
  it('is said by its front matter, in the words of the tools that write it', () => {
    for (const field of ['citekey', 'citationkey', 'citation-key', 'citation_key']) {
      assert.equal(keyOf(`---\n${field}: gu2023mamba\n---\n`), 'gu2023mamba', field);
      assert.equal(keyOf(`---\n${field}: "@gu2023mamba"\n---\n`), 'gu2023mamba', field);
    }
    assert.equal(keyOf('---\r\ntitle: x\r\ncitekey: 2021e3\r\n---\r\n'), '2021e3');
  });

  it('is said by its name where the front matter does not', () => {
    const text = '---\ntitle: x\n---\nText';
    assert.equal(keyOf(text, 'file:///notes/@gu2023mamba.md'), 'gu2023mamba');
    assert.equal(keyOf('', 'file:///notes/%40gu2023mamba.md'), 'gu2023mamba');
    assert.equal(keyOf('', 'file:///notes/@M%C3%BCller%202020.MD'), 'Müller 2020');
    assert.equal(keyOf('', 'file:///notes/@100%.md'), '100%');
    assert.equal(keyOf('---\ncitekey: dao2024\n---\n', 'file:///notes/@gu2023mamba.md'), 'dao2024');
    assert.equal(keyOf('---\ncitekey:\n---\n', 'file:///notes/@gu2023mamba.md'), 'gu2023mamba');
  });

  it('is nobody’s for any other file', () => {
    for (const source of [
      '',
      'Text',
      '---\ntitle: x\n---\n',
      '---\ncitekey: [a]\n---\n',
      '---\na: b: c\n---\n',
      'citekey: x',
      '---\ncitekey: {{ citekey | yaml }}\ntitle: {{ title }}\n---\n',
      '---\ncitekey: "@{{citekey}}"\n---\n',
    ]) {
      assert.deepEqual(readNoteFile(source, uri), { uri, claims: {}, reading: { tags: [] }, problems: [] }, source);
    }
    assert.equal(keyOf('', 'file:///@notes/a.md'), undefined);
    assert.equal(keyOf('', 'file:///notes/@.md'), undefined);
  });

  it('is found although the YAML is broken, and the fault is told with its line', () => {
    for (const fields of [
      'citekey: gu2023\ntitle: a: b',
      'title: a: b\ncitekey: gu2023',
      'citekey: @gu2023',
      'a: [\ncitekey: "gu2023"',
    ]) {
      const source = `---\n${fields}\n---\nText`;
      const { key, problems } = readNoteFile(source, uri);
      assert.equal(key, 'gu2023', fields);
      assert.equal(problems.length, 1);
      assert.ok(positionAt(source, problems[0]?.span.start ?? 0).line >= 1);
    }
    assert.equal(keyOf('---\ncitekey: gu2023\nno end'), 'gu2023');
    assert.equal(keyOf('---js\n({ citekey: x })\n---\n', 'file:///@gu2023.md'), 'gu2023');
  });

  it('is told with the place where it is spelt, so that it can be changed there', () => {
    const spelt = (fields: string) => {
      const source = `---\r\n${fields}\r\n---\r\nText about gu2023`;
      const span = keySpanInFields(source);
      return span && [source.slice(span.start, span.end), positionAt(source, span.start).line];
    };
    assert.deepEqual(spelt('title: gu2023\r\ncitekey: gu2023'), ['gu2023', 2]);
    assert.deepEqual(spelt('citation-key: "@gu2023" # mine'), ['gu2023', 1]);
    assert.deepEqual(spelt("citekey: 'gu2023'"), ['gu2023', 1]);
    assert.equal(spelt('title: gu2023'), undefined);
    assert.equal(spelt('citekey: "gu\\u0032023"'), undefined);
    assert.equal(keySpanInFields('citekey: gu2023'), undefined);
  });

  it('comes with its status and the day it was made, as far as they can be read', () => {
    const facts = readNoteFile('---\ncitekey: a\nstatus: Reading\ncreated: 2026-01-02\nx: y: z\n---\n', uri);
    assert.deepEqual([facts.status, facts.created, facts.problems.length], ['Reading', '2026-01-02', 1]);
    assert.equal(readNoteFile('---\ncitekey: a\nstatus:\n---\n', uri).status, undefined);
  });

  it('is found in five megabytes, with work in proportion', () => {
    const long = (head: string, words: string, key: string | undefined) =>
      assertInProportion((size) => assert.equal(keyOf(head + words.repeat(size)), key), 500_000, head + words);
    long('---\ncitekey: a\n---\n', 'Text ', 'a');
    long('---\ncitekey: a\n', 'text ', 'a');
    long('', 'citekey: ', undefined);
  });
});

describe('the index of notes', () => {
  const note = (key: string, name: string, created = 0, status?: string): Note => ({
    key,
    uri: `file:///${name}.md`,
    created,
    ...(status ? { status } : {}),
  });

  it('knows the note of a paper and the paper of a note', () => {
    const index = new NoteIndex();
    assert.equal(index.put(note('gu', 'a')), true);
    assert.equal(index.of('gu')?.uri, 'file:///a.md');
    assert.equal(index.at('file:///a.md')?.key, 'gu');
    assert.deepEqual([index.of('dao'), index.at('file:///b.md'), index.size], [undefined, undefined, 1]);
  });

  it('tells whether anything is new', () => {
    const index = new NoteIndex();
    index.put(note('gu', 'a', 1, 'read'));
    assert.equal(index.put(note('gu', 'a', 1, 'read')), false);
    for (const changed of [note('gu', 'a', 1), note('gu', 'a', 2), note('dao', 'a', 2)])
      assert.equal(index.put(changed), true);
    assert.deepEqual([index.of('gu'), index.of('dao')?.created, index.size], [undefined, 2, 1]);
    assert.equal(index.remove('file:///b.md'), false);
    assert.equal(index.remove('file:///a.md'), true);
    assert.deepEqual([index.of('dao'), index.uris], [undefined, []]);
  });

  it('takes of several notes the one that is named after the paper, then the oldest, whatever their order', () => {
    const notes = [
      note('gu', 'later', 9),
      note('gu', 'old', 1),
      note('gu', '%40gu', 5),
      note('gu', 'gu 2', 6),
      note('gu', 'older', 1),
    ];
    for (const order of [notes, [...notes].reverse(), [...notes.slice(2), ...notes.slice(0, 2)]]) {
      const index = new NoteIndex();
      for (const each of order) index.put(each);
      const seen = notes.map(() => {
        const first = index.of('gu');
        assert.ok(first);
        index.remove(first.uri);
        return first.uri.slice('file:///'.length, -'.md'.length);
      });
      assert.deepEqual(seen, ['%40gu', 'gu 2', 'old', 'older', 'later']);
      assert.equal(index.size, 0);
    }
  });

  it('takes the one that was chosen first, as long as it is there', () => {
    const index = new NoteIndex();
    for (const each of [note('gu', 'gu', 1), note('gu', 'b', 2), note('gu', 'c', 3)]) index.put(each);
    index.choose('gu', 'file:///c.md');
    assert.equal(index.of('gu')?.uri, 'file:///c.md');
    index.put(note('gu', 'd', 0));
    assert.equal(index.of('gu')?.uri, 'file:///c.md');
    index.remove('file:///c.md');
    assert.equal(index.of('gu')?.uri, 'file:///gu.md');
    index.put(note('gu', 'c', 3));
    index.choose('gu', undefined);
    assert.equal(index.of('gu')?.uri, 'file:///gu.md');
  });

  it('holds ten thousand notes, with work in proportion', () => {
    assertInProportion((size) => {
      const index = new NoteIndex();
      for (let n = 0; n < size; n++) index.put(note(`key${n}`, `note${n}`, n));
      for (let n = 0; n < size; n++) index.put(note(`key${n}`, `note${n}`, n, 'read'));
      assert.equal(index.of(`key${size - 1}`)?.status, 'read');
    }, 5000);
  });
});
