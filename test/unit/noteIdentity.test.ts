import assert from 'node:assert/strict';
import { claimsInFields, keyInNamesOf, ownerOf } from '../../src/core/notes/identity.ts';
import type { NoteClaims, PaperLookup } from '../../src/core/notes/identity.ts';
import { placedNote, readNoteFile } from '../../src/core/notes/noteFile.ts';

const library: PaperLookup = {
  isKey: (key) => ['gu2023', 'dao2024'].includes(key),
  identified: (identity) =>
    ({ 'doi 10.1000/gu': 'gu2023', 'arxiv 2312.00752': 'gu2023', 'zotero ABCD2345': 'dao2024' })[identity],
};
const owner = (claims: NoteClaims) => {
  const found = ownerOf(claims, library);
  return found && `${found.key} by ${found.by}`;
};

describe('the identity of a note', () => {
  it('is its key, then its DOI, arXiv identifier or Zotero key, then its name', () => {
    assert.equal(owner({ key: 'gu2023', identities: ['zotero ABCD2345'], named: 'other' }), 'gu2023 by key');
    assert.equal(owner({ key: 'old2023', identities: ['doi 10.1000/gu'] }), 'gu2023 by identity');
    assert.equal(owner({ identities: ['doi 10.1/x', 'zotero ABCD2345'], named: 'gu2023' }), 'dao2024 by identity');
    assert.equal(owner({ identities: ['doi 10.1/x'], named: 'gu2023' }), 'gu2023 by name');
    assert.equal(owner({ key: 'nobody', named: 'gu2023' }), 'nobody by key');
    assert.equal(owner({ named: 'nobody' }), 'nobody by name');
    assert.equal(owner({ guessed: 'gu2023' }), 'gu2023 by name');
    assert.equal(owner({ guessed: 'readme' }), undefined);
    assert.equal(owner({ identities: ['doi 10.1/x'] }), undefined);
  });

  it('is read in the words of many tools', () => {
    const cases: readonly (readonly [data: Record<string, unknown>, claims: NoteClaims])[] = [
      [{ citekey: '@a' }, { key: 'a' }],
      [{ DOI: 'https://doi.org/10.1000/GU' }, { identities: ['doi 10.1000/gu'] }],
      [{ doi: '10.48550/arXiv.2312.00752' }, { identities: ['doi 10.48550/arxiv.2312.00752', 'arxiv 2312.00752'] }],
      [{ arxiv: 'arXiv:2312.00752v2' }, { identities: ['arxiv 2312.00752'] }],
      [{ eprint: 'hep-th/9901001', title: 'x' }, { identities: ['arxiv hep-th/9901001'] }],
      [{ 'zotero-key': 'ABCD2345' }, { identities: ['zotero ABCD2345'] }],
      [{ zotero: 'zotero://select/library/items/ABCD2345' }, { identities: ['zotero ABCD2345'] }],
      [{ zoteroSelectURI: 'zotero://select/groups/12/items/ABCD2345' }, { identities: ['zotero ABCD2345'] }],
      [{ zoteroSelectURI: 'zotero://select/items/@gu%3A2023' }, { key: 'gu:2023' }],
      [
        { zotero: 'zotero://select/items/1_ABCD2345', citekey: 'b' },
        { key: 'b', identities: ['zotero ABCD2345'] },
      ],
      [{ doi: 'soon', arxiv: '', zotero: 'yes', citekey: ['a'] }, {}],
    ];
    for (const [data, claims] of cases) assert.deepEqual(claimsInFields(data), claims, JSON.stringify(data));
  });

  it('is in names as a setting gives them', () => {
    const find = (template: string, path: string) => keyInNamesOf(template)?.(`file:///w/notes/${path}`);
    assert.equal(find('@{{citekey}}.md', '%40gu2023.md'), 'gu2023');
    assert.equal(find('{{ citekey }}', 'gu2023.md'), 'gu2023');
    assert.equal(find('{{citekey}} - {{title | file}}.md', 'gu2023%20-%20Mamba%20-%20x.md'), 'gu2023');
    assert.equal(find('{{year}} {{citekey}} (note).md', '2023%20gu2023%20(note).md'), 'gu2023');
    assert.equal(find('{{citekey}}/note', 'gu2023/note.md'), 'gu2023');
    assert.equal(find('@{{citekey}}.md', 'gu2023.md'), undefined);
    assert.equal(keyInNamesOf('{{title}}.md'), undefined);
  });

  it('comes with its places, for whoever shows what is wrong', () => {
    const uri = 'file:///w/a.md';
    const note = placedNote('---\r\ntitle: x\r\ncitekey: "@gu2023"\r\nstatus: read\r\n---\r\n', uri);
    assert.deepEqual(note, {
      uri,
      claims: { key: 'gu2023' },
      status: 'read',
      keyRange: { start: { line: 2, character: 11 }, end: { line: 2, character: 17 } },
      isSpelt: true,
      reading: { status: 'read', tags: [] },
      problems: [],
    });
    const broken = placedNote('---\ndoi: 10.1000/gu\ntitle: a: b\n---\n', uri);
    assert.deepEqual(broken?.claims, { identities: ['doi 10.1000/gu'] });
    assert.equal(broken?.problems[0]?.range.start.line, 2);
    assert.equal(broken?.isSpelt, false);
    assert.equal(placedNote('Text', uri), undefined);
    assert.deepEqual(placedNote('Text', uri, 'a')?.claims, { guessed: 'a' });
  });

  it('is none for the templates of notes', () => {
    const template = '---\ncitekey: {{ citekey | yaml }}\n---\n';
    assert.equal(placedNote(template, 'file:///w/.literature/templates/default.md', 'default'), undefined);
    assert.deepEqual(readNoteFile(template, 'file:///w/.literature/templates/@x.md').problems, []);
  });
});
