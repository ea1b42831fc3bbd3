// Writes beside each document in test/fixtures/citations/documents what pandoc cites in it: `node
// test/support/oracleDocuments.mjs`, in the top folder. What is committed is the answer of pandoc 2.17.
// With folders or files given, it compares instead: every Markdown file in them is read by pandoc and by this project's
// reader, and each that differs is printed, and nothing is written.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { pandocCitations, pandocVersion } from './pandocCitations.mjs';

const folder = path.join('test', 'fixtures', 'citations', 'documents');
console.log(await pandocVersion());
const given = process.argv.slice(2);
if (given.length) await compare(given.flatMap(documentsIn));
else await write();

async function write() {
  const documents = documentsIn(folder);
  let count = 0;
  for (const file of documents) {
    const found = await pandocCitations(readFileSync(file, 'utf8'));
    writeFileSync(file.replace(/\.md$/, '.json'), `${JSON.stringify(found, null, 2)}\n`);
    count += found.text.length + found.moved.length;
  }
  console.log(`${documents.length} documents, ${count} citations`);
}

function documentsIn(place) {
  if (!statSync(place).isDirectory()) return [place];
  const files = readdirSync(place, { recursive: true }).filter((name) => /\.(?:md|[qr]md|markdown)$/i.test(name));
  return files.map((name) => path.join(place, name)).filter((file) => statSync(file).isFile());
}

async function compare(files) {
  const { differenceFrom } = await loaded('test/support/pandocDifference.ts');
  const counts = { documents: 0, citations: 0, differing: 0, unreadable: 0 };
  for (const file of files.filter((name) => readFileSync(name).includes(64))) {
    const text = readFileSync(file, 'utf8');
    counts.documents++;
    try {
      const pandoc = await pandocCitations(text);
      counts.citations += pandoc.text.length + pandoc.moved.length;
      const difference = differenceFrom(pandoc, text);
      if (!difference) continue;
      counts.differing++;
      console.log(`${file}\n    ${difference}`);
    } catch (error) {
      counts.unreadable++;
      console.log(`${file}\n    ${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(
    Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(', '),
  );
}

async function loaded(source) {
  const place = mkdtempSync(path.join(tmpdir(), 'literature-oracle-'));
  try {
    const outfile = path.join(place, 'module.mjs');
    await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'esm', outfile });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(place, { recursive: true });
  }
}
