// Builds everything from one table: `node esbuild.config.mjs [--watch] [--only NAME]`; what a package holds, small
// and without source maps, tests and the command line: `node esbuild.config.mjs --production --out FOLDER --metafile FILE`.
import { existsSync, readdirSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values: flags } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    out: { type: 'string', default: 'dist' },
    metafile: { type: 'string' },
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
        // imported as everybody does, so that a bundle holds it once
        import { load, dump } from 'js-yaml';
        const refuse = (language) => ({ parse() { throw new Error(language + ' front matter is not read'); } });
        export const yaml = { parse: (text) => load(text) ?? {}, stringify: dump };
        export const json = { parse: JSON.parse, stringify: JSON.stringify };
        export const javascript = refuse('javascript');`,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** Says when a build starts and ends, and each error on one line: what the watch task in .vscode/tasks.json reads. */
const watchReport = {
  name: 'watch-report',
  setup(build) {
    build.onStart(() => {
      if (building++ === 0) console.log('[watch] build started');
    });
    build.onEnd(({ errors, warnings }) => {
      const lines = { error: errors, warning: warnings };
      for (const [severity, messages] of Object.entries(lines)) {
        for (const { location, text } of messages) {
          const { file, line, column } = location ?? { file: 'esbuild.config.mjs', line: 1, column: 0 };
          console.log(`${file}:${line}:${column + 1}: ${severity}: ${text}`);
        }
      }
      if (--building === 0) console.log('[watch] build finished');
    });
  },
};
let building = 0;

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

/** Packages in CommonJS ask for `require`, which a module does not have. */
const requireInModules =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** name, entry points, output folder, options */
const table = [
  ['extension', ['src/extension.ts'], 'dist', { ...node, ...inEditor }],
  ['worker', ['src/worker/node.ts'], 'dist/worker', node],
  ['cli', ['src/cli/cli.ts'], 'dist', { ...node, outExtension: {} }],
  ['web', ['src/extension.ts'], 'dist/web', { ...web, ...inEditor }],
  ['web-worker', ['src/worker/web.ts'], 'dist/web/worker', { ...web, format: 'iife' }],
  // loaded when somebody imports annotations; one file for Node and browsers, since pdf.js is large
  [
    'pdf',
    ['src/pdf/main.ts'],
    'dist/pdf',
    {
      platform: 'browser',
      target: 'es2023',
      format: 'iife',
      // a thread of Electron is one of Node for pdf.js, too
      define: { 'import.meta.url': 'undefined', 'process.versions.electron': 'undefined' },
    },
  ],
  [
    'webview',
    filesIn('src/webview', 'main.ts', '.css'),
    'dist/webview',
    { ...web, format: 'iife', inject: [], outbase: 'src/webview' },
  ],
  [
    'unit-tests',
    filesIn('test/unit', '.test.ts'),
    'dist/test/unit',
    { ...node, external: ['esbuild', 'typescript'], outbase: 'test/unit' },
  ],
  [
    'editor-tests',
    filesIn('test/editor', '.suite.ts'),
    'dist/test/editor',
    // mocha can run files in processes of their own, which the tests do not ask for
    { ...node, ...inEditor, logOverride: { 'require-resolve-not-external': 'silent' } },
  ],
  [
    'bench',
    ['start', 'reading', 'search', 'citations', 'slices', 'notes', 'writeLibrary'].map(
      (name) => `test/bench/${name}.ts`,
    ),
    'dist/bench',
    { ...node, format: 'esm', outExtension: { '.js': '.mjs' }, banner: { js: requireInModules } },
  ],
  [
    'bench-in-editor',
    ['test/bench/hostDelay.ts', 'test/bench/completion.ts', 'test/bench/picking.ts', 'test/bench/renaming.ts'],
    'dist/bench/editor',
    { ...node, ...inEditor, logOverride: { 'require-resolve-not-external': 'silent' } },
  ],
  ['fuzz', ['test/fuzz/readers.ts'], 'dist/fuzz', node],
  ['web-tests', ['test/web/index.ts'], 'dist/test/web', { ...web, ...inEditor }],
];

const optionsOf = ([, entries, outdir, options]) => ({
  entryPoints: entries,
  outdir: outdir.replace('dist', flags.out),
  bundle: true,
  logLevel: flags.watch ? 'silent' : 'warning',
  sourcemap: flags.production ? false : 'linked',
  minify: flags.production,
  metafile: Boolean(flags.metafile),
  plugins: flags.watch ? [safeGrayMatter, watchReport] : [safeGrayMatter],
  ...options,
});

const wanted = table
  .filter(([name]) => !flags.only.length || flags.only.includes(name))
  .filter(([name]) => !flags.production || !/-tests$|^bench|^fuzz|^cli$/.test(name))
  .map(optionsOf)
  .filter(({ entryPoints }) => entryPoints.length);
if (!flags.only.length) await rm(flags.out, { recursive: true, force: true });

if (flags.watch) {
  const contexts = await Promise.all(wanted.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.all(wanted.map((options) => esbuild.build(options)));
  if (flags.metafile) await writeFile(flags.metafile, JSON.stringify(results.map(({ metafile }) => metafile)));
  const files = await readdir(flags.out, { recursive: true });
  console.log(`built ${files.filter((file) => /\.c?js$/.test(file)).length} bundles into ${path.resolve(flags.out)}`);
}
