import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import {
  fieldWith,
  filesInField,
  isHarmless,
  isPdf,
  isWebAddress,
  jabrefFolders,
  styleOfField,
} from '../../src/core/entry/attachments.ts';
import type { FileStyle } from '../../src/core/entry/attachments.ts';
import { attachedFiles } from '../../src/core/formats/attachedFiles.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import { formatOf } from '../../src/core/formats/sniff.ts';

const paths = (value: string) => filesInField(value).map(({ path }) => path);

describe('files in a field', () => {
  const pdf = 'application/pdf';
  const cases: readonly (readonly [what: string, field: string, expected: ReturnType<typeof filesInField>])[] = [
    [
      "Zotero's, two of them",
      'Full Text PDF:/home/x/Zotero/storage/ABCD2345/gu.pdf:application/pdf;Snapshot:/home/x/Zotero/storage/K/a.html:text/html',
      [
        { title: 'Full Text PDF', path: '/home/x/Zotero/storage/ABCD2345/gu.pdf', type: pdf },
        { title: 'Snapshot', path: '/home/x/Zotero/storage/K/a.html', type: 'text/html' },
      ],
    ],
    [
      "Zotero's on Windows, with colon and backslashes escaped",
      String.raw`PDF:C\:\\Users\\x\\Zotero\\storage\\A\\Gu\: Mamba\; more.pdf:application/pdf`,
      [{ title: 'PDF', path: String.raw`C:\Users\x\Zotero\storage\A\Gu: Mamba; more.pdf`, type: pdf }],
    ],
    [
      'a title with a colon in it',
      String.raw`arXiv\:2312.00752 PDF:files/7/paper.pdf:application/pdf`,
      [{ title: 'arXiv:2312.00752 PDF', path: 'files/7/paper.pdf', type: pdf }],
    ],
    ["JabRef's", ':papers/gu2023.pdf:PDF', [{ path: 'papers/gu2023.pdf', type: 'PDF' }]],
    [
      "JabRef's with a drive, escaped and not",
      String.raw`:C\:/papers/a.pdf:PDF;slides:C:/papers/b.ppt:PowerPoint 2007+`,
      [
        { path: 'C:/papers/a.pdf', type: 'PDF' },
        { title: 'slides', path: 'C:/papers/b.ppt', type: 'PowerPoint 2007+' },
      ],
    ],
    [
      "JabRef's with the address it comes from",
      String.raw`:a.pdf:PDF:https\://arxiv.org/pdf/2312.00752;:b.pdf:PDF:https://x.org/b`,
      [
        { path: 'a.pdf', type: 'PDF' },
        { path: 'b.pdf', type: 'PDF' },
      ],
    ],
    [
      "Mendeley's, without the leading slash",
      ':home/x/Mendeley/Gu{\\_}Dao.pdf:pdf',
      [{ path: 'home/x/Mendeley/Gu_Dao.pdf', type: 'pdf' }],
    ],
    [
      "Mendeley's on Windows",
      String.raw`:C$\backslash$:/Users/x/M{\"{u}}ller {\&} Gu.pdf:pdf`,
      [{ path: 'C:/Users/x/Müller & Gu.pdf', type: 'pdf' }],
    ],
    ['plain paths', 'papers/a.pdf; papers/b.pdf', [{ path: 'papers/a.pdf' }, { path: 'papers/b.pdf' }]],
    ['a plain path of Windows', String.raw`C:\Users\x\a.pdf`, [{ path: String.raw`C:\Users\x\a.pdf` }]],
    ['a network share', String.raw`\\server\papers\a.pdf`, [{ path: String.raw`\\server\papers\a.pdf` }]],
    ['an address of a file', 'file:///home/x/a%20b.pdf', [{ path: 'file:///home/x/a%20b.pdf' }]],
    ['an address of the web', 'https://x.org/a.pdf', [{ path: 'https://x.org/a.pdf' }]],
    ['a home folder', '~/papers/a.pdf', [{ path: '~/papers/a.pdf' }]],
    ['a home folder as TeX has it', String.raw`{\textasciitilde}/papers/a\_b.pdf`, [{ path: '~/papers/a_b.pdf' }]],
    ['a path with its kind', 'a.pdf:PDF', [{ path: 'a.pdf', type: 'PDF' }]],
    ['nothing', ' ; ;', []],
    ['nothing but colons', '::', []],
    ['CJK and RTL', ':論文/مقال.pdf:PDF', [{ path: '論文/مقال.pdf', type: 'PDF' }]],
  ];
  for (const [what, field, expected] of cases)
    it(`reads ${what}`, () => assert.deepEqual(filesInField(field), expected));

  it('tells the style that a field is written in', () => {
    const styles = [
      'PDF:/a/b.pdf:application/pdf',
      ':a.pdf:PDF',
      'a.pdf',
      ':home/x/a.pdf:pdf',
      ':C$\\backslash$:/a.pdf:pdf',
      '',
    ];
    assert.deepEqual(styles.map(styleOfField), ['zotero', 'jabref', 'plain', 'mendeley', 'mendeley', undefined]);
  });

  it('writes what it reads back, in each style, beside what is there', () => {
    const name = fc.stringMatching(/^[\w \u00e4\u6587,()&'-]{1,12}$/).filter((text) => text.trim() === text && !!text);
    const path = fc
      .tuple(
        fc.constantFrom('', '/', 'C:/', '../'),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '; b', ': c'),
      )
      .map(([start, names, odd]) => `${start}${names.join('/')}${odd}.pdf`);
    fc.assert(
      fc.property(path, path, fc.constantFrom<FileStyle>('zotero', 'jabref', 'plain'), (one, other, style) => {
        const first = fieldWith('', one, style);
        assert.deepEqual(paths(fieldWith(first, other, style)), [one, other]);
      }),
    );
    assert.equal(fieldWith('', '/home/x/a.pdf', 'mendeley'), ':home/x/a.pdf:pdf');
    assert.deepEqual(paths(fieldWith('', 'C:/x/a.pdf', 'mendeley')), ['C:/x/a.pdf']);
  });

  it('ends on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.ok(filesInField(text).every(({ path }) => path))));
    filesInField(':a\\:;{\\"'.repeat(20_000));
  });

  it('knows which files are PDFs and which may be opened', () => {
    const pdfs = [{ path: 'a.PDF' }, { path: 'a', type: 'application/pdf' }, { path: 'a.html' }, { path: 'a.pdf.exe' }];
    assert.deepEqual(pdfs.map(isPdf), [true, true, false, false]);
    const harmless = ['a.pdf', 'b.epub', 'c.DjVu', 'run.sh', 'a.pdf.exe', 'x.command', 'a.desktop', 'noEnding'];
    assert.deepEqual(harmless.map(isHarmless), [true, true, true, false, false, false, false, false]);
    assert.deepEqual(['https://x', 'file:///x', 'http.pdf'].map(isWebAddress), [true, false, false]);
  });

  it("knows JabRef's folders", () => {
    const text = String.raw`@comment{jabref-meta: databaseType:bibtex;}
@Comment{jabref-meta: fileDirectory:../pdfs;}
@comment{jabref-meta: fileDirectory-x-laptop:C\:\\papers;}
@comment{jabref-meta: saveActions:enabled;}`;
    assert.deepEqual(jabrefFolders(text), ['../pdfs', String.raw`C:\papers`]);
  });
});

describe('files of an entry', () => {
  const filesOf = (text: string, uri: string) => {
    const format = formatOf(uri, text);
    const [entry] = readAny(text, uri, format ?? 'bibtex').entries;
    assert.ok(entry, 'an entry was read');
    return attachedFiles(entry, text, format).map(({ span, ...file }) => ({
      ...file,
      at: text.slice(span.start, span.end),
    }));
  };

  it('are those of the file field of BibTeX, in braces or quotes', () => {
    const braced = '@article{a, title={T}, file = {:a.pdf:PDF;\n  :b.pdf:PDF}}';
    assert.deepEqual(
      filesOf(braced, 'file:///x.bib').map(({ path }) => path),
      ['a.pdf', 'b.pdf'],
    );
    assert.deepEqual(filesOf('@article{a, file = "a.pdf"}', 'file:///x.bib'), [{ path: 'a.pdf', at: '"a.pdf"' }]);
    assert.deepEqual(filesOf('@article{a, file = dir # "a.pdf"}', 'file:///x.bib'), []);
  });

  it('are those of RIS and EndNote tags', () => {
    const ris = 'TY  - JOUR\nTI  - T\nL1  - files/a.pdf\nL1  - internal-pdf://12/b.pdf\nL2  - files/c.html\nER  - \n';
    assert.deepEqual(
      filesOf(ris, 'file:///x.ris').map(({ path }) => path),
      ['files/a.pdf', 'files/c.html'],
    );
    assert.deepEqual(
      filesOf('%0 Journal Article\n%T T\n%> file://a.pdf\n', 'file:///x.enw').map(({ path }) => path),
      ['file://a.pdf'],
    );
  });

  it('are those of CSL-JSON and of front matter', () => {
    const json = JSON.stringify([
      { id: 'a', type: 'book', title: 'T', attachments: [{ path: '/a/b.pdf', title: 'PDF' }] },
    ]);
    assert.deepEqual(filesOf(json, 'file:///x.json'), [
      { path: '/a/b.pdf', title: 'PDF', at: '[{"path":"/a/b.pdf","title":"PDF"}]' },
    ]);
    const paper = '---\ncitekey: a\ntitle: T\npdf: [papers/a.pdf, "b: c.pdf"]\n---\nAbstract.\n';
    assert.deepEqual(
      filesOf(paper, 'file:///p/a.md').map(({ path }) => path),
      ['papers/a.pdf', 'b: c.pdf'],
    );
  });

  it('are none where the entry has no such field', () => {
    assert.deepEqual(filesOf('@article{a, title = {File of a pdf}}', 'file:///x.bib'), []);
  });
});
