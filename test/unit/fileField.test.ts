import assert from 'node:assert/strict';
import { attachedFiles } from '../../src/core/formats/attachedFiles.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import { fileFieldEdit } from '../../src/core/language/fixes/fileField.ts';
import { placesOfFile } from '../../src/core/sources/attachedPaths.ts';
import { edited } from '../../src/core/text.ts';

/** The text with one more file in its first entry, and the paths that the entry names then. */
function linked(text: string, path: string, format: FormatId = 'bibtex') {
  const entryOf = (source: string) => {
    const [entry] = readAny(source, 'file:///x', format).entries;
    assert.ok(entry);
    return entry;
  };
  const edit = fileFieldEdit(text, entryOf(text), format, path);
  if (!edit || edit === 'there') return edit;
  const result = edited(text, [edit]);
  return { text: result, paths: attachedFiles(entryOf(result), result, format).map((file) => file.path) };
}

describe('naming a file in an entry', () => {
  const zotero = '@article{b, file = {PDF:x/b.pdf:application/pdf}}\n';

  it('adds the field in the style of the bibliography', () => {
    assert.deepEqual(linked('@article{a,\n  title = {T}\n}\n', 'papers/a.pdf'), {
      text: '@article{a,\n  title = {T},\n  file = {:papers/a.pdf:PDF}\n}\n',
      paths: ['papers/a.pdf'],
    });
    assert.deepEqual(linked(`@article{a,\n\ttitle="T",\n}\n${zotero}`, 'papers/a: b.pdf'), {
      text: `@article{a,\n\ttitle="T",\n\tfile={PDF:papers/a\\: b.pdf:application/pdf},\n}\n${zotero}`,
      paths: ['papers/a: b.pdf'],
    });
  });

  it('adds to the field in its own style, with its own delimiters', () => {
    assert.deepEqual(linked('@article{a, file = {one.pdf}}', 'two.pdf'), {
      text: '@article{a, file = {one.pdf;two.pdf}}',
      paths: ['one.pdf', 'two.pdf'],
    });
    assert.deepEqual(linked('@article{a, file = ":one.pdf:PDF"}', 'two.pdf'), {
      text: '@article{a, file = ":one.pdf:PDF;:two.pdf:PDF"}',
      paths: ['one.pdf', 'two.pdf'],
    });
    assert.deepEqual(linked('@article{a, file = {}}', 'two.pdf'), {
      text: '@article{a, file = {:two.pdf:PDF}}',
      paths: ['two.pdf'],
    });
  });

  it('keeps the line ends of the file', () => {
    const result = linked('@article{a,\r\n  title = {T}\r\n}\r\n', 'a.pdf');
    assert.ok(typeof result === 'object');
    assert.equal(result.text, '@article{a,\r\n  title = {T},\r\n  file = {:a.pdf:PDF}\r\n}\r\n');
  });

  it('adds a tag to a record of RIS', () => {
    const ris = 'TY  - JOUR\nTI  - T\nER  - \n';
    assert.deepEqual(linked(ris, 'a.pdf', 'ris'), {
      text: 'TY  - JOUR\nTI  - T\nL1  - a.pdf\nER  - \n',
      paths: ['a.pdf'],
    });
    assert.equal(linked('TY  - JOUR\nL1  - a.pdf\nER  - \n', 'a.pdf', 'ris'), 'there');
  });

  it('changes nothing where the file is named, and refuses what it does not understand', () => {
    assert.equal(linked('@article{a, file = {:a.pdf:PDF}}', 'a.pdf'), 'there');
    assert.equal(linked('@article{a, file = dir # "a.pdf"}', 'b.pdf'), undefined);
    assert.equal(linked('@article{a, title = {T}}', 'un{balanced.pdf'), undefined);
    assert.equal(linked('[{"id":"a","type":"book","title":"T"}]', 'a.pdf', 'csl-json'), undefined);
  });
});

describe('where a file is looked for', () => {
  const base = { bibliography: '/work/refs/a.bib', folders: [], root: '/work', home: '/home/x' };
  const paths = (name: string, more = {}) =>
    placesOfFile(name, { ...base, ...more }).map((place) => ('address' in place ? place.address : place.path));

  it('is relative to the bibliography, to the folders that it names, and to the workspace', () => {
    assert.deepEqual(paths('p/a.pdf'), ['/work/refs/p/a.pdf', '/work/p/a.pdf']);
    assert.deepEqual(paths('a.pdf', { folders: ['pdfs', '/far', '~/near', 'C:\\papers'] }), [
      '/work/refs/a.pdf',
      '/work/refs/pdfs/a.pdf',
      '/far/a.pdf',
      '/home/x/near/a.pdf',
      '/C:/papers/a.pdf',
      '/work/a.pdf',
    ]);
    assert.deepEqual(paths('..\\a.pdf', { root: undefined }), ['/work/a.pdf']);
  });

  it('is at absolute paths, home folders, drives, shares and addresses', () => {
    assert.deepEqual(paths('/far/a.pdf'), ['/far/a.pdf']);
    assert.deepEqual(paths('~/a.pdf'), ['/home/x/a.pdf']);
    assert.deepEqual(paths('~/a.pdf', { home: undefined }), []);
    assert.deepEqual(paths('C:\\x\\a.pdf'), ['/C:/x/a.pdf']);
    assert.deepEqual(paths('\\\\server\\papers\\a.pdf'), ['//server/papers/a.pdf']);
    assert.deepEqual(paths('file:///far/a.pdf'), ['file:///far/a.pdf']);
    assert.deepEqual(paths('file://localhost/far/a.pdf'), ['file:///far/a.pdf']);
    assert.deepEqual(paths('file:/far/a.pdf'), ['file:///far/a.pdf']);
    assert.deepEqual(paths('file://C:\\x\\a.pdf'), ['file:///C:/x/a.pdf']);
  });

  it('has the slash that Mendeley leaves out as a second choice', () => {
    assert.deepEqual(paths('home/x/a.pdf', { root: undefined }), ['/work/refs/home/x/a.pdf', '/home/x/a.pdf']);
  });
});
