import * as vscode from 'vscode';
import { positionAt } from '../../core/text.ts';
import type { Papers } from './papers.ts';
import { problemText } from './problemTexts.ts';
import type { Seeds } from './seeds.ts';

/** Writes into the log what was loaded, and why anything was not, with file and line. */
export function logLoading(log: vscode.LogOutputChannel, papers: Papers, seeds: Seeds, milliseconds: number): void {
  log.info(`${papers.size} papers from the ${seeds.sources.length} seed files, in ${Math.round(milliseconds)} ms`);
  for (const { file, reason } of seeds.failures) log.warn(`seeds/${file} could not be read: ${reason}`);
  const texts = new Map(seeds.sources.map(({ uri, text }) => [uri, text]));
  for (const problem of papers.problems) {
    const { line, character } = positionAt(texts.get(problem.uri) ?? '', problem.span.start);
    log.warn(`${vscode.Uri.parse(problem.uri).fsPath}:${line + 1}:${character + 1}: ${problemText(problem)}`);
  }
}
