import { cslJsonOf } from '../core/entry/entry.ts';
import type { Entry } from '../core/entry/entry.ts';
import { authorYear, paperOf } from '../core/entry/paper.ts';
import { toCslJson } from '../core/formats/csl/write.ts';
import type { EntriesCommand } from './command.ts';
import { readFile, readSeeds } from './files.ts';
import type { Output } from './files.ts';

/** Lists the entries of files in their order, each as it stands there. */
export function listEntries({ files, json }: EntriesCommand, output: Output): number {
  const read = files.length ? files.map((file) => readFile(file, output)) : readSeeds(output).files;
  const entries = read.flatMap((file) => file?.reading.entries ?? []);
  output.out(json ? toCslJson(entries.map(cslJsonOf)) : entries.map(lineOf).join(''));
  return read.every((file) => file !== undefined) ? 0 : 1;
}

function lineOf(entry: Entry): string {
  const paper = paperOf(entry);
  return `${paper.key}\n    ${authorYear(paper)}. ${paper.title}\n`;
}
