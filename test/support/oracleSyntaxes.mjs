// Writes beside each document of test/fixtures/citations/latex and org what pandoc cites in it, as key and mode in the
// order of pandoc's tree: `node test/support/oracleSyntaxes.mjs`, in the top folder. Pandoc 2.17 gave what is committed.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const modes = {
  NormalCitation: 'normal',
  AuthorInText: 'author-in-text',
  SuppressAuthor: 'suppress-author',
};

for (const from of ['latex', 'org']) {
  const folder = path.join('test', 'fixtures', 'citations', from);
  for (const name of readdirSync(folder).filter((file) => /\.(?:tex|org)$/.test(file))) {
    const input = readFileSync(path.join(folder, name), 'utf8');
    const tree = JSON.parse(execFileSync('pandoc', ['-f', from, '-t', 'json'], { encoding: 'utf8', input }));
    const cited = { meta: citationsIn(tree.meta), blocks: citationsIn(tree.blocks) };
    const rows = Object.entries(cited).map(
      ([part, list]) => `"${part}": [\n${list.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]`,
    );
    writeFileSync(path.join(folder, `${name}.json`), `{\n${rows.join(',\n')}\n}\n`);
    console.log(`${name}: ${cited.meta.length + cited.blocks.length} citations`);
  }
}

/** In the order of the tree; what a note cites stands before or behind the citation that has the note. */
function citationsIn(node) {
  if (Array.isArray(node)) return node.flatMap(citationsIn);
  if (node === null || typeof node !== 'object') return [];
  if (node.t !== 'Cite') return Object.values(node).flatMap(citationsIn);
  return node.c[0].flatMap(({ citationId, citationMode, citationPrefix, citationSuffix }) => [
    ...citationsIn(citationPrefix),
    [citationId, modes[citationMode.t]],
    ...citationsIn(citationSuffix),
  ]);
}
