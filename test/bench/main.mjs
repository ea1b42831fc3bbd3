// `npm run bench`: every table, with ratios measured in one run. `-- --only NAME,NAME` for some of them (their names stand
// below), `-- --entries N` for another size of the large library (100,000). Wants an otherwise idle machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../vscode/browser.mjs';
import { build } from '../vscode/dependencies.mjs';
import { cache, install, nodeOf, npm, root } from '../vscode/install.mjs';
import { runInServer } from '../support/runEditorTests.mjs';
import { defaults } from '../support/editor/suites.mjs';

const { values: flags } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: 'string', default: 'reading,citations,notes,search,slices,start,host,completion,picker,rename' },
    build: { type: 'boolean', default: true },
    entries: { type: 'string', default: '100000' },
  },
});
const wanted = flags.only.split(',');
const bench = (name) => path.join(root, 'dist/bench', name);
let isGood = flags.build ? await build() : true;

const tables = {
  async reading() {
    console.log('\nReading');
    return node(bench('reading.mjs'), '--rivals', await rivals());
  },
  citations: () => (console.log('\nCitations of a document'), node(bench('citations.mjs'))),
  notes: () => (console.log('\nThe notes of a vault'), node(bench('notes.mjs'))),
  search: () => (console.log('\nSearching'), node(bench('search.mjs'))),
  async slices() {
    console.log('\nWhere no worker starts, and listing');
    // that of VS Code, which can tell what one thread works
    return run(nodeOf(await install('stable')), bench('slices.mjs'));
  },
  start: () => (console.log('\nThe library on its thread'), node('--expose-gc', bench('start.mjs'), '--big')),
  async host() {
    console.log('\nThe extension host while a large library loads, in a real VS Code');
    return host();
  },
  async completion() {
    console.log('\nFrom the request to the list of completions, in a real VS Code');
    return completion();
  },
  async picker() {
    console.log('\nFrom the key to the first list of the picker, in a real VS Code');
    return picker();
  },
  async rename() {
    console.log('\nA key cited 2,000 times in 200 files gets another one, in a real VS Code');
    return rename();
  },
};
for (const name of wanted) isGood = (await tables[name]()) && isGood;
process.exit(isGood ? 0 : 1);

function node(...args) {
  return run(process.execPath, ...args);
}

async function run(program, ...args) {
  const [code] = await once(spawn(program, args, { cwd: root, stdio: 'inherit' }), 'close');
  return code === 0;
}

/** The libraries that others read with, installed by their own lockfile when they are first needed. */
async function rivals() {
  const folder = path.join(cache, 'bench');
  if (existsSync(path.join(folder, 'node_modules/latex-utensils'))) return folder;
  await mkdir(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    await copyFile(path.join(import.meta.dirname, 'rivals', file), path.join(folder, file));
  }
  await npm(['ci', '--ignore-scripts'], folder);
  return folder;
}

async function host() {
  return inEditor('hostDelay', [flags.entries], ({ idle, loading, took, host: bytes, papers }) => {
    const ms = (value) => `${value.toFixed(1)} ms`;
    console.table({
      'event-loop delay, idle': { p99: ms(idle.p99), longest: ms(idle.longest) },
      'event-loop delay, loading': { p99: ms(loading.p99), longest: ms(loading.longest) },
      'loaded and searchable': { p99: `${(took / 1000).toFixed(1)} s`, longest: `${papers} papers` },
      'memory of the host': { p99: `+${(bytes / 1e6).toFixed(0)} MB` },
    });
    return loading.p99 < 20 && loading.longest < 100 && bytes < 80e6;
  });
}

async function completion() {
  return inEditor('completion', ['1000', flags.entries], (rows) => {
    const ms = (value) => `${value.toFixed(1)} ms`;
    const kinds = { nothing: 'where nothing is cited', prefixes: 'beginnings', typos: 'typos' };
    const table = rows.flatMap(({ papers, ...times }) =>
      Object.entries(kinds).map(([kind, name]) => [
        `${papers} papers, ${name}`,
        { p50: ms(times[kind].p50), p95: ms(times[kind].p95), longest: ms(times[kind].longest) },
      ]),
    );
    console.table(Object.fromEntries(table));
    const [small, large] = rows;
    // no list can be there before VS Code has one where nobody of us offers anything
    return small.prefixes.p95 < Math.max(15, small.nothing.p95) && large.prefixes.p95 < 50;
  });
}

async function picker() {
  return inEditor('picking', [flags.entries], ({ papers, bare, first, later, typing }) => {
    const ms = (value) => `${value.toFixed(1)} ms`;
    console.table({
      'a bare list, from the host': { first: ms(bare.first), p50: ms(bare.p50), p95: ms(bare.p95) },
      [`the picker over ${papers} papers, from the key`]: { first: ms(first), p50: ms(later.p50), p95: ms(later.p95) },
      'event-loop delay of the host while typing': { p99: ms(typing.p99), longest: ms(typing.longest) },
    });
    return first < 100 && later.p95 < 100 && typing.longest < 50;
  });
}

/** Runs a bench inside a real VS Code with libraries of so many entries; it leaves figures that are looked at. */
async function inEditor(name, sizes, look) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-bench-'));
  const figures = path.join(folder, 'figures.json');
  const files = sizes.map((size) => path.join(folder, `${size}.bib`));
  try {
    for (const [place, size] of sizes.entries()) await node(bench('writeLibrary.mjs'), size, files[place]);
    const suite = { name: 'bench', tests: bench(`editor/${name}.cjs`), ...defaults, workspace: undefined };
    const browser = await launchBrowser();
    const env = { LITERATURE_NOTES_BENCH: JSON.stringify({ file: files[0], files, figures }) };
    const { failed } = await runInServer({ set: 'stable', suite: { ...suite, env }, browser });
    await browser.close();
    return !failed && look(JSON.parse(await readFile(figures, 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function rename() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-bench-'));
  const figures = path.join(folder, 'figures.json');
  try {
    const env = { LITERATURE_NOTES_BENCH: JSON.stringify({ figures }) };
    const suite = { name: 'rename', tests: bench('editor/renaming.cjs'), ...defaults, env };
    const browser = await launchBrowser();
    const { failed } = await runInServer({ set: 'stable', suite, browser });
    await browser.close();
    if (failed) return false;
    const { times, applied, bare } = JSON.parse(await readFile(figures, 'utf8'));
    const ms = (value) => `${value.toFixed(0)} ms`;
    console.table({
      'the edit, worked out': { first: ms(times[0]), last: ms(times.at(-1)) },
      'applied and saved': { first: ms(applied) },
      'in all': { first: ms(times[0] + applied) },
      'a bare edit of that size': { first: ms(bare) },
    });
    return Math.max(...times) < 500;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
