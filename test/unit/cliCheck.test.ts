import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = process.cwd();

describe('command line: check', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    execFileSync(process.execPath, ['esbuild.config.mjs', '--only', 'cli'], { cwd: root });
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'literature-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const check = (...words: string[]) => {
    const options = { cwd: folder, encoding: 'utf8' } as const;
    const cli = path.join(root, 'dist/cli.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', ...words], options);
    return { status, out: stdout, error: stderr };
  };
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
    return name;
  };
  const book = (key: string, more = '') =>
    `@book{${key},\n  author = {Curie, Marie},\n  title = {Title of ${key}},\n  year = {1910},\n${more}}\n`;
  const head = (file: string) => `---\nbibliography: ${file}\n---\n\n`;

  it('says nothing and succeeds where all is well', () => {
    write('refs.bib', book('curie1910'));
    const text = write('paper.md', `${head('refs.bib')}See [@curie1910].\n`);
    assert.deepEqual(check(text), { status: 0, out: '', error: '' });
  });

  it('tells an unknown key with file, line and column, and fails', () => {
    write('refs.bib', book('curie1910'));
    const text = write('paper.md', `${head('refs.bib')}See [@curie1910; @cuire1910].\n`);
    assert.deepEqual(check(text), {
      status: 1,
      out: 'paper.md:5:19: error unknownKey: no paper has the key "cuire1910"; is it "curie1910"?\n',
      error: '',
    });
  });

  it('takes no cross-reference for a key, of Quarto, its project or the document', () => {
    write('refs.bib', book('curie1910'));
    write('_quarto.yml', 'crossref:\n  custom:\n    - kind: float\n      key: film\n      reference-prefix: Film\n');
    const own = '---\nbibliography: refs.bib\ncrossref:\n  custom:\n    - key: box\n---\n\n';
    const text = write(
      'text/paper.qmd',
      `${own}See @fig-plot, @film-talk, @Film-talk and @box-one.\n`.replace('refs', '../refs'),
    );
    assert.deepEqual(check(text), { status: 0, out: '', error: '' });
    const other = write('text/other.qmd', '---\nbibliography: ../refs.bib\n---\n\nSee @film-talk and @box-one.\n');
    assert.match(check(other).out, /^text\/other\.qmd:5:21: error unknownKey: no paper has the key "box-one"/);
  });

  it('does not count the seed papers', () => {
    const text = write('paper.md', 'See [@gu2023mamba].\n');
    assert.equal(check(text).status, 1);
  });

  it('takes files of --library as named by every document', () => {
    const library = write('mine.bib', book('curie1910'));
    const text = write('paper.md', 'See [@curie1910] and [@nobody].\n');
    assert.equal(
      check(text, '--library', library).out,
      'paper.md:1:24: error unknownKey: no paper has the key "nobody"\n',
    );
  });

  it('reads what LaTeX, Typst, Org and projects name, from where they count', () => {
    write('bib/refs.bib', book('curie1910'));
    write('main.tex', '\\documentclass{book}\n\\addbibresource{bib/refs.bib}\n');
    write('chapters/one.tex', '% !TEX root = ../main.tex\n\\cite{curie1910,nobody}\n');
    write('paper.typ', '#bibliography("bib/refs.bib")\n@curie1910 @nobody\n');
    write('paper.org', '#+bibliography: bib/refs.bib\n[cite:@curie1910;@nobody]\n');
    write('book/_quarto.yml', 'project:\n  type: book\nbibliography: ../bib/refs.bib\n');
    write('book/part/text.qmd', '[@curie1910; @nobody]\n');
    const { out, status } = check('chapters/one.tex', 'paper.typ', 'paper.org', 'book/part/text.qmd');
    assert.equal(status, 1);
    assert.deepEqual(
      out.split('\n').map((line) => line.split(': ')[0]),
      ['chapters/one.tex:2:17', 'paper.typ:2:13', 'paper.org:2:19', 'book/part/text.qmd:1:15', ''],
    );
  });

  it('fails for a bibliography that is missing, and then tells nothing of keys', () => {
    const text = write('paper.md', `${head('later.bib')}See [@curie1910].\n`);
    assert.deepEqual(check(text), {
      status: 1,
      out: 'paper.md:2:15: error missingBibliography: the bibliography "later.bib" is not there\n',
      error: '',
    });
    const latex = write('paper.tex', '\\bibliography{IEEEabrv}\n\\cite{a}\n');
    assert.deepEqual([check(latex).status, check(latex).out.split(':')[3]], [0, ' information missingBibliography']);
  });

  it('tells what is wrong in bibliographies, which is no error', () => {
    write('refs.bib', book('curie1910', '  doi = {https://doi.org/10.1000/182},\n') + '@book{b,\n  title = {T}\n}\n');
    const text = write('paper.md', `${head('refs.bib')}See [@curie1910].\n`);
    assert.deepEqual(check(text), {
      status: 0,
      out:
        'refs.bib:5:10: warning badDoi: DOI "https://doi.org/10.1000/182" is written "10.1000/182"\n' +
        'refs.bib:7:7: information missingField: the entry "b" lacks what "@book" needs: author/editor, date/year\n',
      error: '',
    });
    assert.equal(check('refs.bib').out, check(text).out);
  });

  it('gives the same as JSON, with places from 0', () => {
    write('refs.bib', book('curie1910'));
    const text = write('paper.md', `${head('refs.bib')}See @nobody.\n`);
    assert.deepEqual(JSON.parse(check(text, '--json').out), [
      {
        file: 'paper.md',
        range: { start: { line: 4, character: 5 }, end: { line: 4, character: 11 } },
        severity: 'error',
        code: 'unknownKey',
        message: 'no paper has the key "nobody"',
      },
    ]);
    assert.deepEqual(check(write('empty.md', ''), '--json').out, '[]\n');
  });

  it('gives them as GitHub shows them beside the line', () => {
    const text = write('a, b.md', 'See @nobody.\n');
    assert.equal(
      check(text, '--format', 'github').out,
      '::error file=a%2C b.md,line=1,col=6,endColumn=12,endLine=1,title=unknownKey::no paper has the key "nobody"\n',
    );
  });

  it('gives them as SARIF 2.1.0', () => {
    const text = write('sub/a b.md', 'See @nobody and @nobody.\n');
    const log = JSON.parse(check(text, '--format', 'sarif').out);
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    assert.deepEqual(
      [run.tool.driver.name, run.tool.driver.rules.length, run.results.length],
      ['literature-notes', 1, 2],
    );
    const [result] = run.results;
    assert.deepEqual([result.ruleId, result.ruleIndex, result.level], ['unknownKey', 0, 'error']);
    assert.deepEqual(result.locations[0].physicalLocation, {
      artifactLocation: { uri: 'sub/a%20b.md' },
      region: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 12 },
    });
  });

  it('fails for files that cannot be read, and for what makes no sense', () => {
    assert.deepEqual(check('nowhere.md'), { status: 1, out: '', error: 'nowhere.md:1:1: no such file\n' });
    assert.equal(check().status, 2);
    assert.equal(check('a.md', '--format', 'xml').status, 2);
    assert.equal(check('a.md', '--json', '--format', 'sarif').status, 2);
  });
});
