// Builds everything from one table: `node esbuild.config.mjs [--watch] [--only NAME]`; what a package holds, small
// and without source maps, tests and the command line: `node esbuild.config.mjs --production --out FOLDER --metafile FILE`.
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
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

/**
 * The character maps that a PDF may name instead of holding them (ISO 32000-2, table 116), and those that tell which
 * letters they mean; pdf.js has more, which hardly any file asks for.
 */
const characterMaps = [
  ...['83pv-RKSJ-H', '90ms-RKSJ-H', '90ms-RKSJ-V', '90msp-RKSJ-H', '90msp-RKSJ-V', '90pv-RKSJ-H', 'Add-RKSJ-H'],
  ...['Add-RKSJ-V', 'EUC-H', 'EUC-V', 'Ext-RKSJ-H', 'Ext-RKSJ-V', 'H', 'V', 'UniJIS-UCS2-H', 'UniJIS-UCS2-V'],
  ...['UniJIS-UCS2-HW-H', 'UniJIS-UCS2-HW-V', 'UniJIS-UTF16-H', 'UniJIS-UTF16-V'],
  ...['UniJIS2004-UTF16-H', 'UniJIS2004-UTF16-V', 'Adobe-Japan1-UCS2'],
  ...['GB-EUC-H', 'GB-EUC-V', 'GBpc-EUC-H', 'GBpc-EUC-V', 'GBK-EUC-H', 'GBK-EUC-V', 'GBKp-EUC-H', 'GBKp-EUC-V'],
  ...['GBK2K-H', 'GBK2K-V', 'UniGB-UCS2-H', 'UniGB-UCS2-V', 'UniGB-UTF16-H', 'UniGB-UTF16-V', 'Adobe-GB1-UCS2'],
  ...['B5pc-H', 'B5pc-V', 'HKscs-B5-H', 'HKscs-B5-V', 'ETen-B5-H', 'ETen-B5-V', 'ETenms-B5-H', 'ETenms-B5-V'],
  ...['CNS-EUC-H', 'CNS-EUC-V', 'UniCNS-UCS2-H', 'UniCNS-UCS2-V', 'UniCNS-UTF16-H', 'UniCNS-UTF16-V'],
  ...['Adobe-CNS1-UCS2', 'KSC-EUC-H', 'KSC-EUC-V', 'KSCms-UHC-H', 'KSCms-UHC-V', 'KSCms-UHC-HW-H'],
  ...['KSCms-UHC-HW-V', 'KSCpc-EUC-H', 'UniKS-UCS2-H', 'UniKS-UCS2-V', 'UniKS-UTF16-H', 'UniKS-UTF16-V'],
  'Adobe-Korea1-UCS2',
];

/** Lays the character maps beside the reader of PDFs, with their licence. */
const withCharacterMaps = {
  name: 'character-maps',
  setup(build) {
    build.onEnd(async () => {
      const from = path.join(import.meta.dirname, 'node_modules/pdfjs-dist/cmaps');
      const to = path.join(build.initialOptions.outdir, 'cmaps');
      await mkdir(to, { recursive: true });
      const names = ['LICENSE', ...characterMaps.map((name) => `${name}.bcmap`)];
      await Promise.all(names.map((name) => copyFile(path.join(from, name), path.join(to, name))));
    });
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
      plugins: [withCharacterMaps],
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

const optionsOf = ([, entries, outdir, { plugins = [], ...options }]) => ({
  entryPoints: entries,
  outdir: outdir.replace('dist', flags.out),
  bundle: true,
  logLevel: flags.watch ? 'silent' : 'warning',
  sourcemap: flags.production ? false : 'linked',
  minify: flags.production,
  metafile: Boolean(flags.metafile),
  plugins: [safeGrayMatter, ...(flags.watch ? [watchReport] : []), ...plugins],
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
