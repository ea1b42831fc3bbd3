// VS Code as a server for the browser, with the extension under development loaded from its folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { nodeOf } from './install.mjs';

/** What would get between a person, or a test, and the extension. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
};

/**
 * Starts the server of an installed set and resolves when it answers.
 * @param {object} options
 * @param {string} options.installation   the folder that `install` gave
 * @param {string} options.scratch        the folder for everything that VS Code writes
 * @param {object} [options.settings]     user settings beside the quiet ones
 * @param {boolean} [options.trust]       false asks for trust, so that the workspace starts restricted
 * @param {boolean} [options.ownHome]     keep the person's home folder (for `npm start`)
 * @param {Record<string, string>} [options.env]
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startServer({ installation, scratch, settings = {}, trust = true, ownHome = false, env = {} }) {
  const port = await freePort();
  await mkdir(path.join(scratch, 'home'), { recursive: true });
  await writeSettings(path.join(scratch, 'data/User'), settings);

  const args = [
    ...[entryOf(installation), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, ...foldersIn(scratch)],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(trust ? ['--disable-workspace-trust'] : []),
  ];
  const server = spawn(nodeOf(installation), args, {
    cwd: scratch,
    env: { ...environment(scratch, ownHome), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // its own process group, so that all of it can be ended at once
  });
  const kill = () => signalGroup(server, 'SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    await endGroup(server);
    process.off('exit', kill);
  };
  await said(server, /HTTP server listening/, 30_000).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** Installs a packaged extension for the server that `startServer` starts with the same `scratch`. */
export async function installExtension({ installation, scratch, file }) {
  const child = spawn(
    nodeOf(installation),
    [entryOf(installation), '--install-extension', file, ...foldersIn(scratch)],
    {
      cwd: scratch,
      env: environment(scratch),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0 || !output.includes('successfully installed'))
    throw new Error(`${file} was not installed:\n${output}`);
}

const entryOf = (installation) => path.join(installation, 'node_modules/code-server/out/node/entry.js');

/** What the server writes, and its own configuration, which is none. */
const foldersIn = (scratch) => [
  ...['--user-data-dir', path.join(scratch, 'data'), '--extensions-dir', path.join(scratch, 'extensions')],
  ...['--config', path.join(scratch, 'config.yaml')],
];

function environment(scratch, ownHome = false) {
  const home = path.join(scratch, 'home');
  return {
    ...withoutOuterTools(process.env),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    ...(!ownHome && {
      HOME: home,
      XDG_CONFIG_HOME: path.join(home, '.config'),
      XDG_DATA_HOME: path.join(home, '.local/share'),
    }),
  };
}

/** The scratch user's settings file; what is there already is a person's and stays. */
export async function writeSettings(folder, settings) {
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  await writeFile(path.join(folder, 'settings.json'), text, { flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/**
 * The address that opens a folder, a `.code-workspace` file or nothing, with the extension in the folder `extension`
 * loaded and, where `tests` names a bundle that exports `run`, with the tests running in the extension host.
 */
export function workbenchUrl(server, { workspace, extension, tests }) {
  const url = new URL(server.url);
  if (workspace) url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  else url.searchParams.set('ew', 'true'); // an empty window, not the folder opened last
  const remote = (file) => `vscode-remote://${url.host}${file}`;
  const payload = [];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (payload.length) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** npm and an outer VS Code put variables into the environment that the server would take for its own. */
const withoutOuterTools = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
const outer = /^(npm_|VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$|PASSWORD$|PORT$)/;

/** Resolves once the process printed the text; rejects with all it said when it ends or takes too long. */
function said(child, text, limit) {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => fail('did not start in time'), limit);
    const fail = (why) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${why}:\n${output}`));
    };
    const listen = (chunk) => {
      output = (output + chunk).slice(-20_000);
      if (text.test(output)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', (error) => fail(`could not be started (${error.message})`));
    child.on('exit', (code) => fail(`ended with ${code}`));
  });
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // all of it has ended already
  }
}

async function endGroup(child) {
  if (child.exitCode !== null || child.signalCode !== null) return signalGroup(child, 'SIGKILL');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
  signalGroup(child, 'SIGKILL');
}
