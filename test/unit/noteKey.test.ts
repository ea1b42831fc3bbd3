import assert from 'node:assert/strict';
import { noteKeyEdits } from '../../src/core/notes/noteKey.ts';
import { edited } from '../../src/core/text.ts';

const keyed = (note: string, key: string | undefined) => {
  const result = noteKeyEdits(note, key);
  return 'refused' in result ? result.refused.code : edited(note, result.edits);
};

describe('another key for a note', () => {
  it('is written where and as the old one was', () => {
    assert.equal(
      keyed('---\r\na: 1 # x\r\ncitation-key: "@old" # mine\r\n---\r\nBody', 'new'),
      '---\r\na: 1 # x\r\ncitation-key: "@new" # mine\r\n---\r\nBody',
    );
    assert.equal(keyed("---\ncitekey: 'old'\n---\n", 'new'), "---\ncitekey: 'new'\n---\n");
  });

  it('is added where there was none, and taken out with its line', () => {
    assert.equal(keyed('---\ntitle: x\n---\nBody', 'new'), '---\ntitle: x\ncitekey: new\n---\nBody');
    assert.equal(keyed('Body', 'new'), '---\ncitekey: new\n---\n\nBody');
    assert.equal(keyed('---\ntitle: x\ncitekey: old\n---\nBody', undefined), '---\ntitle: x\n---\nBody');
    assert.equal(keyed('Body', undefined), 'Body');
  });

  it('is refused where the front matter cannot be read', () => {
    assert.equal(keyed('---\ncitekey: old\na: b: c\n---\n', 'new'), 'frontMatterInvalid');
    assert.equal(keyed('---js\n{}\n---\n', 'new'), 'frontMatterLanguage');
  });
});
