import * as vscode from 'vscode';
import type { PlacedProblem, Range } from '../../worker/protocol.ts';
import type { BoardProblem, ProblemBoard } from '../language/problemBoard.ts';
import type { Papers } from './papers.ts';
import { problemText } from './problemTexts.ts';

/** Shows what is wrong in bibliography files in the Problems panel; what came with the extension goes to the log. */
export function registerSourceProblems(
  papers: Papers,
  board: ProblemBoard,
  extensionUri: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const own = `${extensionUri.toString()}/`;
  return papers.onDidChangeProblems(({ uri, problems }) => {
    if (!uri.startsWith(own)) return board.put('sources', vscode.Uri.parse(uri), problems.map(boardProblem));
    for (const problem of problems) {
      const { line, character } = problem.range.start;
      log.warn(`${vscode.Uri.parse(uri).fsPath}:${line + 1}:${character + 1}: ${problemText(problem)}`);
    }
  });
}

export function boardProblem({ code, facts, range, related, relatedRange }: PlacedProblem): BoardProblem {
  return {
    code,
    ...(facts ? { facts } : {}),
    range: rangeOf(range),
    ...(related && relatedRange
      ? { related: new vscode.Location(vscode.Uri.parse(related.uri), rangeOf(relatedRange)) }
      : {}),
  };
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
