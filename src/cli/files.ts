import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../core/entry/entry.ts';
import { decodeText } from '../core/formats/decode.ts';
import { formatOf } from '../core/formats/sniff.ts';
import type { FormatId } from '../core/formats/sniff.ts';
import { readSource } from '../core/library/readSource.ts';
import type { SourceReading } from '../core/library/library.ts';
import type { Topic } from '../core/library/topic.ts';

/** The folder above that of the bundle. */
export const extensionFolder = path.join(__dirname, '..');

/** Where a command writes to. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** A file that was read, as it was named. */
export interface ReadFile {
  readonly name: string;
  readonly text: string;
  readonly format: FormatId;
  readonly reading: SourceReading;
}

/** The text of a file in whatever encoding; throws what the operating system says. */
export function textOfFile(name: string): string {
  return decodeText(readFileSync(name)).text;
}

/** The text of a file; tells why where it cannot be read. */
export function readText(name: string, output: Output): string | undefined {
  try {
    return textOfFile(name);
  } catch (error) {
    output.error(`${name}:1:1: ${reasonOf(error)}\n`);
    return undefined;
  }
}

/** Reads a file and tells what is wrong in it; nothing where it could not be read at all. */
export function readFile(name: string, output: Output): ReadFile | undefined {
  const text = readText(name, output);
  if (text === undefined) return undefined;
  const uri = pathToFileURL(path.resolve(name)).href;
  const format = formatOf(name, text);
  if (!format) {
    output.error(`${name}:1:1: no bibliography format that is known\n`);
    return undefined;
  }
  const reading = readSource({ uri, text, format });
  tell(name, text, reading.problems, output);
  return { name, text, format, reading };
}

/** The seed papers, which stand beside the bundle, and their topics. */
export function readSeeds(output: Output): { readonly topics: readonly Topic[]; readonly files: readonly ReadFile[] } {
  const folder = path.join(extensionFolder, 'seeds');
  const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as {
    readonly topics: readonly Topic[];
    readonly papers: readonly string[];
  };
  const files = index.papers.map((name) => readFile(path.join(folder, name), output));
  return { topics: index.topics, files: files.filter((file) => file !== undefined) };
}

/** A command's own words for what the operating system refused. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'no such file';
    case 'EISDIR':
      return 'this is a folder, not a file';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read this file';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Each problem on a line of its own: file:line:column, counted from 1, and what it is. */
function tell(name: string, text: string, problems: readonly Problem[], output: Output): void {
  const starts = problems.length ? lineStarts(text) : [];
  for (const { code, span, facts } of problems) {
    const line = lineAt(starts, span.start);
    const column = span.start - (starts[line] ?? 0);
    output.error(`${name}:${line + 1}:${column + 1}: ${wordsOf(code)}${detailsOf(facts)}\n`);
  }
}

/** Where lines start, which end at LF, CRLF or a lone CR. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return starts;
}

/** The last line that starts at or before an offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `missingComma` as "missing comma": codes are made to be read. */
export function wordsOf(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function detailsOf(facts: Problem['facts']): string {
  const details = Object.entries(facts ?? {}).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return details.length ? ` (${details.join(', ')})` : '';
}
