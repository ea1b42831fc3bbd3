// `npm run package`: makes the .vsix, says what is in it, and fails when it is too large.
//
// It is made from a copy in dist/package, which holds what `files` in package.json names and bundles of
// its own, so that small bundles without source maps do not take the place of those under test.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { node } from '../vscode/dependencies.mjs';
import { root } from '../vscode/install.mjs';
import { bundledPackages, noticesOf } from './notices.mjs';

/** In bytes. */
const limit = 2_500_000;

/**
 * Makes the file `out`.
 * @returns {Promise<{ size: number, files: { name: string, size: number }[], packages: { name: string }[] }>}
 *   its size in bytes, what it holds, and the packages that are part of its bundles
 */
export async function makePackage(out) {
  const copy = path.join(root, 'dist/package');
  const metafile = path.join(root, 'dist/package-metafile.json');
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  const built = await node('esbuild.config.mjs', '--production', '--out', 'dist/package/dist', '--metafile', metafile);
  if (!built) throw new Error('the bundles could not be built');
  const packages = bundledPackages(JSON.parse(await readFile(metafile, 'utf8')));
  await writeFile(path.join(root, 'ThirdPartyNotices.txt'), noticesOf(packages));

  const { files: named } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const name of ['package.json', ...named]) {
    if (name !== 'dist/') await cp(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  await pack(copy, out);
  return { size: (await stat(out)).size, files: await filesBelow(copy), packages };
}

/** Everything is bundled, so there are no dependencies to look for; what vsce prints matters when it complains. */
async function pack(folder, out) {
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', out];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, 'package', ...options], {
    cwd: folder,
    encoding: 'utf8',
  });
  const complaints = stderr.trim();
  if (complaints) console.log(complaints);
  if (status !== 0) throw new Error(`vsce ended with ${status}:\n${stdout}`);
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const files = paths.map(async (file) => ({
    name: path.relative(folder, file).split(path.sep).join('/'),
    size: (await stat(file)).size,
  }));
  return (await Promise.all(files)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const inKilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;

/** Throws when the package is larger than a package of this kind should be. */
export function checkSize(size) {
  if (size >= limit)
    throw new Error(`the package is ${inKilobytes(size)}, and should stay below ${inKilobytes(limit)}`);
}

if (process.argv[1] === import.meta.filename) {
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const out = path.join(root, `${name}-${version}.vsix`);
  const { size, files } = await makePackage(out);
  for (const file of files) console.log(`${inKilobytes(file.size).padStart(10)}  ${file.name}`);
  console.log(`${path.relative(root, out)}: ${files.length} files, ${inKilobytes(size)}`);
  checkSize(size);
}
