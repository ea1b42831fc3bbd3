import { authorYear } from '../core/entry/paper.ts';
import { atOnce } from '../core/library/change.ts';
import { Library } from '../core/library/library.ts';
import type { SearchCommand } from './command.ts';
import { readFile, readSeeds } from './files.ts';
import type { Output } from './files.ts';

/** Searches the given files and the seed papers, which stand behind them where both have a paper. */
export function searchPapers({ query, libraries, limit, json }: SearchCommand, output: Output): number {
  const library = new Library();
  const given = libraries.map((file) => readFile(file, output));
  for (const file of given) if (file) library.put(file.reading);
  const seeds = readSeeds(output);
  atOnce(library.setTopics(seeds.topics));
  for (const { reading } of seeds.files) library.put({ ...reading, rank: 1 });
  const found = library.find(query, limit).flatMap(({ id, score }) => {
    const paper = library.paper(id);
    return paper ? [{ paper, score: Math.round(score * 10_000) / 10_000 }] : [];
  });
  if (json) {
    const hits = found.map(({ paper: { key, title }, score }) => ({ id: key, title, score }));
    output.out(`${JSON.stringify(hits, null, 2)}\n`);
  } else {
    output.out(found.map(({ paper }) => `${paper.key}\n    ${authorYear(paper)}. ${paper.title}\n`).join(''));
  }
  return given.includes(undefined) ? 1 : 0;
}
