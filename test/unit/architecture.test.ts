import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import ts from 'typescript';

/** One import line of a file below `src`, by the folders it joins. */
interface Import {
  readonly file: string;
  /** `src/…` for a file of ours, else the package or built-in module. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** What each folder of `src/core` may stand on, beside itself and the files at the top of `src/core`. */
const coreArrows: Readonly<Record<string, readonly string[]>> = {
  entry: [],
  formats: ['entry'],
  library: ['entry', 'formats'],
  sources: ['entry', 'formats', 'citations'],
  citations: ['entry'],
  bibliography: ['entry', 'formats', 'library', 'citations'],
  language: ['entry', 'formats', 'library', 'citations', 'bibliography'],
  notes: ['entry', 'formats', 'library', 'sources', 'citations', 'bibliography'],
  online: ['entry', 'formats'],
  annotations: ['entry', 'formats', 'library', 'notes'],
};

/** The same for what stands on top: the folders of `src`, and `extension.ts`. */
const outerArrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  worker: ['core'],
  cli: ['core'],
  pdf: ['core'],
  webview: ['core'],
  editor: ['core', 'worker', 'webview', 'pdf'],
  'extension.ts': ['core', 'worker', 'editor'],
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.posix.join('src', ...file.split(path.sep)));
const imports = sources.flatMap(importsOf);

describe('architecture', () => {
  it('bundles the core for the browser with nothing left outside, so it needs neither VS Code nor Node', async () => {
    const core = sources.filter((file) => file.startsWith('src/core/'));
    await esbuild.build({
      stdin: { contents: core.map((file) => `import './${file}';`).join('\n'), resolveDir: process.cwd() },
      bundle: true,
      platform: 'browser',
      write: false,
      logLevel: 'silent',
    });
  });

  it('has the arrows of the core point one way', () => {
    wrong('src/core/', coreArrows);
  });

  it('has the editor, the worker and the rest stand on top', () => {
    wrong('src/', outerArrows);
  });

  it('knows VS Code in src/editor and src/extension.ts alone', () => {
    const mayKnow = /^src\/(editor\/|extension\.ts$)/;
    const strays = imports.filter(({ file, target }) => target === 'vscode' && !mayKnow.test(file));
    assert.deepEqual(strays.map(inWords), []);
  });

  it('has the webviews stand on the core, and shares only types between them and the rest', () => {
    const isWebview = (file: string) => file.startsWith('src/webview/');
    const isOurs = ({ target }: Import) => target.startsWith('src/') && !target.startsWith('src/core/');
    const crossing = imports.filter((line) => isOurs(line) && isWebview(line.file) !== isWebview(line.target));
    assert.deepEqual(crossing.filter(({ typeOnly }) => !typeOnly).map(inWords), []);
  });

  it('loads the template engine when it is needed, and not when the extension starts', async () => {
    const { metafile } = await esbuild.build({
      entryPoints: ['src/extension.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const atStart = new Set(['src/extension.ts']);
    for (const file of atStart)
      for (const { path: target, kind, external } of metafile.inputs[file]?.imports ?? [])
        if (kind !== 'dynamic-import' && !external) atStart.add(target);
    assert.deepEqual(
      [...atStart].filter((file) => file.includes('liquidjs')),
      [],
    );
  });

  it('has no file that is too long to be read at once', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401);
    assert.deepEqual(long, []);
  });
});

/** Fails with every import below `top` that no arrow allows, and with every folder that has no arrows stated. */
function wrong(top: string, arrows: Readonly<Record<string, readonly string[]>>): void {
  const partOf = (file: string) => (file.startsWith(top) ? file.slice(top.length).split('/', 1)[0] : undefined);
  const isShared = (file: string) => top === 'src/core/' && !file.slice(top.length).includes('/');
  const found = imports.filter(({ file, target }) => {
    const [from, to] = [partOf(file), partOf(target)];
    if (from === undefined || to === undefined || from === to || isShared(target)) return false;
    return !arrows[from]?.includes(to);
  });
  assert.deepEqual(found.map(inWords), []);
}

function importsOf(file: string): Import[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023);
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const { text } = moduleSpecifier;
    const target = text.startsWith('.') ? path.posix.join(path.posix.dirname(file), text) : text;
    const typeOnly = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    return [{ file, target, typeOnly }];
  });
}

const inWords = ({ file, target, typeOnly }: Import) => `${file} imports ${typeOnly ? 'a type of ' : ''}${target}`;
