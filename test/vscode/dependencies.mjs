// What `npm test` and `npm start` need before anything else, on a fresh clone too.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { npm, root } from './install.mjs';

/** Installs the packages of the lockfile unless they are there. */
export async function installDependencies() {
  const wanted = await packagesOf('package-lock.json');
  const there = await packagesOf('node_modules/.package-lock.json').catch(() => ({}));
  const missing = Object.entries(wanted).some(([name, { version, optional, devOptional }]) => {
    if (name === '') return false; // the project itself
    return there[name] ? there[name].version !== version : !optional && !devOptional;
  });
  if (!missing) return;
  console.log('Installing the packages of package-lock.json …');
  await npm(['ci'], root);
}

const packagesOf = async (lockfile) => JSON.parse(await readFile(path.join(root, lockfile), 'utf8')).packages;

/** Runs a script with this Node in the top folder; true if it ended well. */
export async function node(...args) {
  const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'close');
  return code === 0;
}

/** Builds everything into `dist/`. */
export const build = () => node('esbuild.config.mjs');
