import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = process.cwd();

describe('command line', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    execFileSync(process.execPath, ['esbuild.config.mjs', '--only', 'cli'], { cwd: root });
    folder = mkdtempSync(path.join(tmpdir(), 'literature-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...words: string[]) => {
    const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...words], options);
    return { status, out: stdout, error: stderr };
  };
  const write = (name: string, text: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), text);
    return name;
  };
  const noether = `@article{noether1918,
  author = {Noether, Emmy},
  title = {Invariante {V}ariationsprobleme},
  journal = {Nachrichten},
  year = {1918},
}
`;

  describe('entries', () => {
    it('prints the seed papers where no file is given', () => {
      const { status, out, error } = run('entries', '--json');
      const items = JSON.parse(out);
      assert.deepEqual([status, error, items.length], [0, '', 76]);
      const mamba = items.find(({ id }: { id: string }) => id === 'gu2023mamba');
      assert.equal(mamba.title, 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces');
      assert.deepEqual(mamba.author[0], { family: 'Gu', given: 'Albert' });
    });

    it('prints those of files of any format, in their order', () => {
      const bib = write('a.bib', noether);
      const ris = write(
        'b.ris',
        'TY  - BOOK\nID  - curie\nTI  - Radio-activité\nAU  - Curie, Marie\nPY  - 1910\nER  - \n',
      );
      const { status, out } = run('entries', bib, ris, '--json');
      assert.equal(status, 0);
      assert.deepEqual(
        JSON.parse(out).map(({ id }: { id: string }) => id),
        ['noether1918', 'curie'],
      );
      assert.match(run('entries', bib).out, /^noether1918\n {4}Noether 1918\. Invariante Variationsprobleme\n$/);
    });

    it('keeps what can be read and tells the rest with file, line and column', () => {
      const name = write('half.bib', `${noether}\n@book{half,\n  title = "Half"\n  year = 2020\n}\n`);
      const { status, out, error } = run('entries', name, '--json');
      assert.equal(status, 0);
      assert.equal(JSON.parse(out).length, 2);
      assert.match(error, /^half\.bib:\d+:\d+: missing comma/m);
      const [, line] = /:(\d+):/.exec(error) ?? [];
      assert.ok(Number(line) === 9 || Number(line) === 10, error);
    });

    it('fails where a file cannot be read at all, and prints the others', () => {
      mkdirSync(path.join(folder, 'folder.bib'), { recursive: true });
      const other = write('data.json', '{"name": "not a bibliography"}');
      const { status, out, error } = run('entries', write('a.bib', noether), 'gone.bib', 'folder.bib', other, '--json');
      assert.equal(status, 1);
      assert.equal(JSON.parse(out).length, 1);
      assert.match(error, /^gone\.bib:1:1: no such file$/m);
      assert.match(error, /^folder\.bib:1:1: this is a folder/m);
      assert.match(error, /^data\.json:1:1: no bibliography format/m);
    });

    it('reads other encodings', () => {
      const latin = Buffer.from('@book{m, title = {Über}, author = {Müller, Jörg}}\n', 'latin1');
      const [item] = JSON.parse(run('entries', write('latin1.bib', latin), '--json').out);
      assert.equal(item.author[0].family, 'Müller');
    });
  });

  describe('search', () => {
    it('prints id, title and score, best first', () => {
      const { status, out } = run('search', 'mamba', 'selective', '--json', '--limit', '3');
      const hits = JSON.parse(out);
      assert.equal(status, 0);
      assert.equal(hits.length, 3);
      assert.deepEqual(Object.keys(hits[0]), ['id', 'title', 'score']);
      assert.equal(hits[0].id, 'gu2023mamba');
      const scores = hits.map(({ score }: { score: number }) => score);
      assert.deepEqual(
        scores,
        scores.toSorted((a: number, b: number) => b - a),
      );
    });

    it('covers given files and the seeds, and knows fields and exclusions', () => {
      const bib = write('a.bib', noether);
      assert.match(run('search', 'variatonsprobleme', '--library', bib).out, /^noether1918\n/);
      assert.match(run('search', 'author:noether', 'year:..1920', '--library', bib).out, /^noether1918\n/);
      const without = JSON.parse(run('search', 'mamba', '-survey', '--json').out);
      assert.ok(without.every(({ id }: { id: string }) => id !== 'qu2024survey'));
      assert.ok(without.some(({ id }: { id: string }) => id === 'gu2023mamba'));
    });

    it("prefers a given file's entry to the seed of that key", () => {
      const bib = write(
        'own.bib',
        '@article{gu2023mamba, title = {Mamba, my copy}, year = 2023, eprint = {2312.00752}, eprinttype = {arxiv}}',
      );
      const [first] = JSON.parse(run('search', 'mamba copy', '--json', '--library', bib).out);
      assert.deepEqual([first.id, first.title], ['gu2023mamba', 'Mamba, my copy']);
    });

    it('prints an empty list for nothing found, and fails for a missing library', () => {
      assert.deepEqual(JSON.parse(run('search', 'zzzzqqqq', '--json').out), []);
      assert.equal(run('search', 'mamba', '--library', 'gone.bib').status, 1);
    });
  });

  describe('convert', () => {
    it('writes every format', () => {
      const bib = write('a.bib', noether);
      assert.deepEqual(
        JSON.parse(run('convert', bib, '--to', 'csl-json').out).map(({ id }: { id: string }) => id),
        ['noether1918'],
      );
      assert.match(run('convert', bib, '--to', 'ris').out, /^TY {2}- JOUR/m);
      assert.match(run('convert', bib, '--to', 'biblatex').out, /@article\{noether1918,[\s\S]*journaltitle/);
      assert.match(run('convert', bib, '--to', 'hayagriva').out, /^noether1918:/m);
    });

    it('leaves a file of that format as it is, to the letter', () => {
      const text = `% mine\n@string{n = "Nachrichten"}\n${noether}`;
      assert.equal(run('convert', write('a.bib', text), '--to', 'bibtex').out, text);
      const modern = '@online{x, title = {X}, date = {2020-05}}\n';
      assert.equal(run('convert', write('b.bib', modern), '--to', 'biblatex').out, modern);
      assert.match(run('convert', 'b.bib', '--to', 'bibtex').out, /year = \{?2020/);
    });

    it('gives back through CSL-JSON what the entries say', () => {
      const bib = write('a.bib', noether);
      const csl = write('a.json', run('convert', bib, '--to', 'csl-json').out);
      const again = write('again.bib', run('convert', csl, '--to', 'bibtex').out);
      const [first, second] = [bib, again].map((name) => JSON.parse(run('entries', name, '--json').out)[0]);
      assert.deepEqual([second.author, second.issued, second.id], [first.author, first.issued, first.id]);
    });

    it('fails where the file cannot be read', () => {
      const { status, out, error } = run('convert', 'gone.bib', '--to', 'ris');
      assert.deepEqual([status, out], [1, '']);
      assert.match(error, /^gone\.bib:1:1: no such file/);
    });
  });

  describe('citations', () => {
    const document =
      '---\nnocite: "@*"\n---\n\nÜber 𝔘 [siehe @doe99, S. 3, usw.; -@b].\r\n\n`@no` @fig-x @c [p. 33] says\n';

    it('prints each with all its parts, in the order of the text', () => {
      const { status, out, error } = run('citations', write('a.md', document), '--json');
      assert.deepEqual([status, error], [0, '']);
      const at = (line: number, from: number, to: number) => ({
        start: { line, character: from },
        end: { line, character: to },
      });
      const none = { prefix: null, locator: null, label: null, suffix: null, group: null };
      assert.deepEqual(JSON.parse(out), [
        { ...none, key: '*', mode: 'author-in-text', range: at(1, 10, 11) },
        {
          ...none,
          key: 'doe99',
          mode: 'normal',
          prefix: 'siehe',
          locator: '3',
          label: 'page',
          suffix: 'usw.',
          group: 0,
          range: at(4, 16, 21),
        },
        { ...none, key: 'b', mode: 'suppress-author', group: 0, range: at(4, 37, 38) },
        { ...none, key: 'c', mode: 'author-in-text', locator: '33', label: 'page', range: at(6, 14, 15) },
      ]);
      assert.deepEqual(Object.keys(JSON.parse(out)[0]), [
        ...['key', 'mode', 'prefix', 'locator', 'label', 'suffix', 'group', 'range'],
      ]);
    });

    it('prints a line for each that editors and shells can go to', () => {
      assert.equal(
        run('citations', write('b.qmd', '# A\n\nAs [see @a, chap. 3 and\nso on; -@b] says\n')).out,
        'b.qmd:3:10: a (prefix "see", chapter "3", suffix "and so on")\nb.qmd:4:10: b (suppress-author)\n',
      );
    });

    it('goes by the name of the file, and takes what it does not know for Markdown', () => {
      const keys = (name: string, text: string) =>
        JSON.parse(run('citations', write(name, text), '--json').out).map(({ key }: { key: string }) => key);
      assert.deepEqual(keys('a.tex', '\\cite{a,b} @c'), ['a', 'b']);
      assert.deepEqual(keys('a.typ', '#cite(<a>) @b'), ['a', 'b']);
      assert.deepEqual(keys('a.org', '[cite:@a;@b] @c'), ['a', 'b']);
      assert.deepEqual(keys('a.text', '\\cite{a} @b'), ['b']);
      assert.deepEqual(keys('notes', '@a'), ['a']);
      assert.deepEqual(keys('a.Rmd', "```{r x, echo=FALSE}\n#' @param x\n\n#' @y\n```\n@a\n"), ['a']);
    });

    it('prints an empty list for a document that cites nothing, and fails for a file that is not there', () => {
      assert.equal(run('citations', write('none.md', 'me@home.org'), '--json').out, '[]\n');
      assert.equal(run('citations', write('none.md', 'me@home.org')).out, '');
      const { status, out, error } = run('citations', 'gone.md');
      assert.deepEqual([status, out], [1, '']);
      assert.match(error, /^gone\.md:1:1: no such file/);
    });
  });

  it('explains itself, and its mistakes', () => {
    const help = run('--help');
    assert.equal(help.status, 0);
    assert.match(help.out, /^Usage:/);
    assert.equal(run('entries', '--help').out, help.out);
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    assert.equal(run('--version').out, `${version}\n`);
    for (const words of [
      ['entries', '--nonsense'],
      ['nonsense'],
      [],
      ['search'],
      ['search', 'x', '--limit', 'many'],
      ['search', 'x', '--library'],
      ['convert', 'a.bib'],
      ['convert', 'a.bib', '--to', 'docx'],
      ['convert', '--to', 'ris'],
      ['citations'],
      ['citations', 'a.md', 'b.md'],
      ['citations', 'a.md', '--library'],
    ]) {
      const { status, out, error } = run(...words);
      assert.deepEqual([status, out], [2, ''], words.join(' '));
      assert.match(error, /^literature-notes: .+\n\nUsage:/, words.join(' '));
    }
  });
});
