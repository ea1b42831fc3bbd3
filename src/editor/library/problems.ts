import * as vscode from 'vscode';
import type { PlacedProblem, Range } from '../../worker/protocol.ts';
import type { Papers } from './papers.ts';
import { problemText } from './problemTexts.ts';

/** Shows what is wrong in bibliography files in the Problems panel; what came with the extension goes to the log. */
export function registerSourceProblems(
  papers: Papers,
  extensionUri: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('literatureNotes.sources');
  const own = `${extensionUri.toString()}/`;
  const listener = papers.onDidChangeProblems(({ uri, problems }) => {
    if (!uri.startsWith(own)) return collection.set(vscode.Uri.parse(uri), problems.map(diagnosticOf));
    for (const problem of problems) {
      const { line, character } = problem.range.start;
      log.warn(`${vscode.Uri.parse(uri).fsPath}:${line + 1}:${character + 1}: ${problemText(problem)}`);
    }
  });
  return vscode.Disposable.from(collection, listener);
}

function diagnosticOf(problem: PlacedProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(problem.range),
    problemText(problem),
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Literature Notes';
  diagnostic.code = problem.code;
  const { related, relatedRange } = problem;
  if (related && relatedRange) {
    const place = new vscode.Location(vscode.Uri.parse(related.uri), rangeOf(relatedRange));
    diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(place, vscode.l10n.t('The other place'))];
  }
  return diagnostic;
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
