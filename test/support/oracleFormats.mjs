// Writes what pandoc reads in the CSL fixtures beside them: `node test/support/oracleFormats.mjs`, in the top folder.
// The outputs that are committed are those of pandoc 2.17, which Debian 12 has.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join('test', 'fixtures', 'csl');
const inputFormats = { '.json': 'csljson', '.yaml': 'markdown', '.md': 'markdown' };

console.log(execFileSync('pandoc', ['--version'], { encoding: 'utf8' }).split('\n')[0]);
for (const name of readdirSync(folder)) {
  const from = inputFormats[path.extname(name)];
  if (!from || name.endsWith('.pandoc.json')) continue;
  const output = execFileSync('pandoc', ['-f', from, '-t', 'csljson', path.join(folder, name)], { encoding: 'utf8' });
  writeFileSync(path.join(folder, `${name}.pandoc.json`), `${output.trim()}\n`);
  console.log(`${name}: ${JSON.parse(output).length} items`);
}
