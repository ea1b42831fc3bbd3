// The licences of the packages that the bundles contain, as ThirdPartyNotices.txt states them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folders of the packages whose files went into the bundles, from the metafiles of esbuild. */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = inputs.map((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  const packages = [...new Set(folders)].filter(Boolean).map(describe);
  return [...packages, ...packages.filter(({ name }) => name === 'pdfjs-dist').map(characterMaps)].sort(byName);
}

/** The character maps of Adobe's that lie beside the reader of PDFs came with it. */
function characterMaps({ folder, version }) {
  const text = readFileSync(path.join(folder, 'cmaps/LICENSE'), 'utf8')
    .replace(/^%%Copyright: ?/gm, '')
    .trim();
  return { name: 'Adobe CMap resources in pdfjs-dist', version, license: 'BSD-3-Clause', text };
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)\b/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file: state its licence by hand in ${import.meta.filename}`);
  return {
    folder,
    name,
    version,
    license,
    text: readFileSync(path.join(folder, file), 'utf8').replaceAll('\r', '').trim(),
  };
}

/** The whole text; each package has a heading `name version (licence)`. */
export function noticesOf(packages) {
  const line = '-'.repeat(80);
  const sections = packages.map(
    ({ name, version, license, text }) => `${line}\n${name} ${version} (${license})\n${line}\n\n${text}\n`,
  );
  return [
    'Literature Notes contains the following packages, each under its own licence.',
    'Titles and abstracts of the papers in seeds/ belong to their authors.\n',
    sections.join('\n'),
  ].join('\n');
}
