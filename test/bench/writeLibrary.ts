/** Writes a large library: `node writeLibrary.mjs ENTRIES FILE`. */
import { writeFileSync } from 'node:fs';
import { bibLibrary } from './generate.ts';

const [, , entries = '100000', file = 'large.bib'] = process.argv;
writeFileSync(file, bibLibrary({ entries: Number(entries) }));
