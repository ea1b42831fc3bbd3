// Makes the expected CSL-JSON of test/fixtures/bibtex again: `npm run oracle`. Needs Debian's pandoc
// (2.17.1.1); other versions read some fields differently, so the version is checked.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const expectedVersion = '2.17.1.1';
const folder = path.join(import.meta.dirname, '..', 'fixtures', 'bibtex');
/** Read as classic BibTeX; everything else as BibLaTeX. */
const classic = new Set(['classic.bib']);

const version = /\d+(\.\d+)+/.exec(execFileSync('pandoc', ['--version'], { encoding: 'utf8' }))?.[0];
if (version !== expectedVersion) {
  console.error(`pandoc ${expectedVersion} is the oracle, and this is ${version}`);
  process.exit(1);
}

for (const name of readdirSync(folder).filter((file) => file.endsWith('.bib'))) {
  const from = classic.has(name) ? 'bibtex' : 'biblatex';
  const json = execFileSync('pandoc', ['-f', from, '-t', 'csljson', path.join(folder, name)], { encoding: 'utf8' });
  writeFileSync(path.join(folder, name.replace(/\.bib$/, '.json')), json);
  console.log(`${name}: ${JSON.parse(json).length} entries`);
}
