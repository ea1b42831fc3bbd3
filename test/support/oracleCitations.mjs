// Writes beside test/fixtures/citations/lines.md and keys.txt what pandoc finds in them, each line taken as a document
// of its own: `node test/support/oracleCitations.mjs`, in the top folder. What is committed is the answer of pandoc 2.17.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join('test', 'fixtures', 'citations');
const linesOf = (name) => readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
console.log(execFileSync('pandoc', ['--version'], { encoding: 'utf8' }).split('\n')[0]);

const lines = linesOf('lines.md').map((line) => [line, citationsOf(line)]);
const keys = linesOf('keys.txt').map((key) => {
  const isRead = (text) => citationsOf(text).join() === key;
  return [key, { bare: isRead(`As [see @${key}, p. 3].`), braced: isRead(`As [see @{${key}}, p. 3].`) }];
});
writeFileSync(path.join(folder, 'pandoc.json'), `{\n"lines": ${json(lines)},\n"keys": ${json(keys)}\n}\n`);
console.log(`${lines.length} lines, ${keys.length} keys`);

/** The keys that pandoc cites, in the order of the text. */
function citationsOf(text) {
  const from = ['-f', 'markdown', '-t', 'json'];
  return citationsIn(JSON.parse(execFileSync('pandoc', from, { encoding: 'utf8', input: text })).blocks);
}

function citationsIn(node) {
  if (Array.isArray(node)) return node.flatMap(citationsIn);
  if (node === null || typeof node !== 'object') return [];
  if (node.t !== 'Cite') return Object.values(node).flatMap(citationsIn);
  return node.c[0].flatMap(({ citationId, citationPrefix, citationSuffix }) => [
    ...citationsIn(citationPrefix),
    citationId,
    ...citationsIn(citationSuffix),
  ]);
}

function json(rows) {
  return `{\n${rows.map((row) => `  ${row.map((part) => JSON.stringify(part)).join(': ')}`).join(',\n')}\n}`;
}
