// `npm start`: VS Code with the extension and a sample manuscript, beside and apart from your own VS Code.
//
//   npm start                   the installed `code` if there is one, otherwise VS Code in the browser
//   npm start -- --embedded     VS Code in the browser
//   npm start -- --folder PATH  with a folder of yours instead of the sample
//   npm start -- --sample       nothing is opened, but the sample is there (F5 in VS Code opens it)
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, installDependencies } from '../vscode/dependencies.mjs';
import { cache, install, root } from '../vscode/install.mjs';
import { startServer, workbenchUrl, writeSettings } from '../vscode/server.mjs';

const { values: flags } = parseArgs({
  options: {
    embedded: { type: 'boolean', default: false },
    folder: { type: 'string' },
    sample: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
  },
});
const windows = process.platform === 'win32';
const scratch = path.join(cache, 'start');

await installDependencies();
const folder = flags.folder ? path.resolve(flags.folder) : await sample();
if (flags.sample) process.exit();
if (!flags['no-build'] && !(await build())) process.exit(1);
if (flags.embedded || !(await openDesktop())) await openEmbedded();

/** A copy of the sample to play with; what was changed in it stays until the copy is deleted. */
async function sample() {
  const copy = path.join(cache, 'sample');
  if (!existsSync(copy)) await cp(path.join(root, 'test/fixtures/workspace/sample'), copy, { recursive: true });
  return copy;
}

async function openDesktop() {
  if (!hasDisplay()) return false;
  const code = await desktopCode();
  if (!code) return false;
  await writeSettings(path.join(scratch, 'data/User'));
  await run(code, [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${path.join(scratch, 'data')}`,
    `--extensions-dir=${path.join(scratch, 'extensions')}`,
    '--disable-workspace-trust',
    folder,
  ]);
  console.log(`Opened ${folder} in VS Code.`);
  return true;
}

/** The installed one; on Windows, where the embedded one does not run, a downloaded one otherwise. */
async function desktopCode() {
  if (spawnSync('code', ['--version'], { shell: windows }).status === 0) return 'code';
  if (!windows) return undefined;
  const { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  return resolveCliPathFromVSCodeExecutablePath(await downloadAndUnzipVSCode('stable'));
}

async function openEmbedded() {
  const installation = await install('stable');
  const server = await startServer({ installation, scratch, ownHome: true });
  const url = workbenchUrl(server, { workspace: folder, extension: root });
  console.log(`\nOpen this address in your browser (Ctrl+C ends it):\n\n  ${url}\n`);
  if (!flags['no-open'] && hasDisplay())
    await run({ darwin: 'open' }[process.platform] ?? 'xdg-open', [url]).catch(() => {});
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop().then(() => process.exit(0)));
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function run(command, args) {
  // `code` is a .cmd file on Windows, which only the shell can start
  const child = spawn(windows ? `"${command}"` : command, windows ? args.map((arg) => `"${arg}"`) : args, {
    shell: windows,
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
}
