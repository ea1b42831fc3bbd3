import type { Citation } from '../core/citations/citation.ts';
import { readCitations } from '../core/citations/read.ts';
import { syntaxOfFile } from '../core/citations/syntax.ts';
import type { Position } from '../core/text.ts';
import type { CitationsCommand } from './command.ts';
import { lineAt, lineStarts, readText } from './files.ts';
import type { Output } from './files.ts';
import { readingOptions } from './project.ts';

/** Lists what a document cites, in the order of its text. A name that does not tell its syntax is taken for Markdown. */
export function listCitations({ file, json }: CitationsCommand, output: Output): number {
  const text = readText(file, output);
  if (text === undefined) return 1;
  const { citations } = readCitations(text, syntaxOfFile(file) ?? 'markdown', readingOptions(file, text));
  const starts = lineStarts(text);
  const positionOf = (offset: number): Position => {
    const line = lineAt(starts, offset);
    return { line, character: offset - (starts[line] ?? 0) };
  };
  if (json) {
    const rows = citations.map((citation) => JSON.stringify(jsonOf(citation, positionOf)));
    output.out(rows.length ? `[\n  ${rows.join(',\n  ')}\n]\n` : '[]\n');
  } else {
    output.out(citations.map((citation) => lineOf(file, citation, positionOf)).join(''));
  }
  return 0;
}

function jsonOf(
  { key, mode, prefix, locator, suffix, group, keyAt }: Citation,
  positionOf: (offset: number) => Position,
): object {
  return {
    key,
    mode,
    prefix: prefix?.text ?? null,
    locator: locator?.value.text ?? null,
    label: locator?.label ?? null,
    suffix: suffix?.text ?? null,
    group: group ?? null,
    range: { start: positionOf(keyAt.start), end: positionOf(keyAt.end) },
  };
}

/** `file:line:column: key`, counted from 1, and what is said beside the key. */
function lineOf(
  file: string,
  { key, mode, prefix, locator, suffix, keyAt }: Citation,
  positionOf: (offset: number) => Position,
): string {
  const { line, character } = positionOf(keyAt.start);
  const details = [
    mode === 'normal' ? '' : mode,
    prefix ? `prefix ${onOneLine(prefix.text)}` : '',
    locator ? `${locator.label} ${onOneLine(locator.value.text)}` : '',
    suffix ? `suffix ${onOneLine(suffix.text)}` : '',
  ].filter(Boolean);
  return `${file}:${line + 1}:${character + 1}: ${key}${details.length ? ` (${details.join(', ')})` : ''}\n`;
}

function onOneLine(text: string): string {
  return JSON.stringify(text.replace(/\s+/g, ' '));
}
