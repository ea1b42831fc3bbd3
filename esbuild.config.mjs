// Builds everything from one table: `node esbuild.config.mjs [--watch] [--minify] [--only NAME]`.
import { existsSync, readdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values: flags } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    minify: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});

/**
 * gray-matter as published evaluates front matter that starts with `---js`, and asks js-yaml 3
 * for functions that js-yaml 5 no longer has. Every bundle gets these two modules instead.
 */
const safeGrayMatter = {
  name: 'safe-gray-matter',
  setup(build) {
    build.onLoad({ filter: /gray-matter[\\/]lib[\\/]engines\.js$/ }, () => ({
      contents: `
        const { load, dump } = require('js-yaml');
        const refuse = (language) => ({ parse() { throw new Error(language + ' front matter is not read'); } });
        module.exports = {
          yaml: { parse: (text) => load(text) ?? {}, stringify: dump },
          json: { parse: JSON.parse, stringify: JSON.stringify },
          javascript: refuse('javascript'),
        };`,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** The files below `folder` whose names end as given. */
const filesIn = (folder, ...endings) =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true })
        .filter((file) => endings.some((ending) => file.endsWith(ending)))
        .map((file) => path.join(folder, file));

const node = { platform: 'node', target: 'node20', format: 'cjs', outExtension: { '.js': '.cjs' } };
const web = {
  platform: 'browser',
  target: 'es2023',
  format: 'cjs',
  conditions: ['browser'],
  define: { global: 'globalThis' },
  inject: ['src/worker/bufferShim.ts'],
};
const inEditor = { external: ['vscode'] };

/** name, entry points, output folder, options */
const table = [
  ['extension', ['src/extension.ts'], 'dist', { ...node, ...inEditor }],
  ['worker', ['src/worker/worker.ts'], 'dist', node],
  ['web', ['src/extension.ts'], 'dist/web', { ...web, ...inEditor }],
  ['web-worker', ['src/worker/worker.ts'], 'dist/web', { ...web, format: 'iife' }],
  ['webview', filesIn('src/webview', 'main.ts', '.css'), 'dist/webview', { ...web, format: 'iife', inject: [] }],
  ['unit-tests', filesIn('test/unit', '.test.ts'), 'dist/test/unit', { ...node, external: ['esbuild', 'typescript'], outbase: 'test/unit' }],
  ['editor-tests', filesIn('test/editor', '.suite.ts'), 'dist/test/editor', { ...node, ...inEditor }],
  ['web-tests', ['test/web/index.ts'], 'dist/test/web', { ...web, ...inEditor }],
];

const optionsOf = ([, entries, outdir, options]) => ({
  entryPoints: entries,
  outdir,
  bundle: true,
  logLevel: 'warning',
  sourcemap: flags.minify ? false : 'linked',
  minify: flags.minify,
  plugins: [safeGrayMatter],
  ...options,
});

const wanted = flags.only.length ? table.filter(([name]) => flags.only.includes(name)) : table;
if (!flags.only.length) await rm('dist', { recursive: true, force: true });

if (flags.watch) {
  console.log('[watch] build started');
  const contexts = await Promise.all(wanted.map((row) => esbuild.context(optionsOf(row))));
  await Promise.all(contexts.map((context) => context.rebuild()));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log('[watch] build finished');
} else {
  await Promise.all(wanted.map(optionsOf).filter((options) => options.entryPoints.length).map(esbuild.build));
  const files = await readdir('dist', { recursive: true });
  console.log(`built ${files.filter((file) => /\.c?js$/.test(file)).length} bundles into ${path.resolve('dist')}`);
}
