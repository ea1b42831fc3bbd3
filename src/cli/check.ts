import { syntaxOf } from '../core/citations/syntax.ts';
import type { Problem } from '../core/entry/entry.ts';
import type { Severity } from '../core/language/problems/severity.ts';
import { severities, severityOf } from '../core/language/problems/severity.ts';
import { Bibliographies } from './bibliographies.ts';
import type { CheckCommand } from './command.ts';
import { checkDocument } from './checkDocument.ts';
import type { Output } from './files.ts';
import { lineAt, lineStarts, reasonOf, textOfFile } from './files.ts';
import { messageOf } from './problemTexts.ts';
import { report } from './reports.ts';

/** A place in a file, lines and characters from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A problem of a file, as it is told. */
export interface ToldProblem {
  readonly file: string;
  readonly range: { readonly start: Place; readonly end: Place };
  readonly severity: Exclude<Severity, 'off'>;
  readonly code: string;
  readonly message: string;
}

/** What was found in one file. */
export interface FileProblems {
  readonly file: string;
  readonly text: string;
  /** `atMost`: it matters no more than this. */
  readonly problems: readonly (Problem & { readonly atMost?: Severity })[];
}

/** Checks documents, and the bibliographies that they name; a file that is a bibliography itself is checked as one. */
export function check({ files, libraries, format }: CheckCommand, output: Output, version: string): number {
  const bibliographies = new Bibliographies();
  const documents: { readonly name: string; readonly text: string }[] = [];
  let isWhole = true;
  const read = (name: string): string | undefined => {
    try {
      return textOfFile(name);
    } catch (error) {
      isWhole = false;
      output.error(`${name}:1:1: ${reasonOf(error)}\n`);
      return undefined;
    }
  };
  for (const name of libraries) {
    const text = read(name);
    if (text !== undefined) bibliographies.add(name, text, { isLibrary: true });
  }
  for (const name of files) {
    const text = read(name);
    if (text === undefined) continue;
    if (syntaxOf('', name)) documents.push({ name, text });
    else bibliographies.add(name, text, { isNamed: true });
  }
  const found: FileProblems[] = [];
  // all files are read before the first is checked: one document may be a part of another
  const checks = documents.map(({ name, text }) => checkDocument(name, text, bibliographies));
  for (const finish of checks) found.push(finish());
  found.push(...bibliographies.problems());
  const told = found.flatMap(toldIn);
  output.out(report(told, format, version));
  return isWhole && !told.some(({ severity }) => severity === 'error') ? 0 : 1;
}

function toldIn({ file, text, problems }: FileProblems): ToldProblem[] {
  const starts = problems.length ? lineStarts(text) : [];
  const placeOf = (offset: number): Place => {
    const line = lineAt(starts, offset);
    return { line, character: offset - (starts[line] ?? 0) };
  };
  return [...problems]
    .sort((a, b) => a.span.start - b.span.start)
    .flatMap((problem) => {
      const { code, span, atMost = 'error' } = problem;
      const usual = severityOf(code);
      const severity = severities[Math.max(severities.indexOf(usual), severities.indexOf(atMost))] ?? usual;
      if (severity === 'off') return [];
      const range = { start: placeOf(span.start), end: placeOf(span.end) };
      return [{ file, range, severity, code, message: messageOf(problem) }];
    });
}
