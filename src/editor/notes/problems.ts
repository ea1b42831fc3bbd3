import * as vscode from 'vscode';
import { positionAt } from '../../core/text.ts';
import { problemText } from '../library/problemTexts.ts';
import type { Notes } from './notes.ts';

/** Shows what is wrong with notes in the Problems panel, at the place where it is wrong. */
export function registerNoteProblems(notes: Notes): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('literatureNotes');
  const listener = notes.onDidRead(({ uri, text, problems }) => {
    if (!problems.length) return collection.delete(uri);
    const at = (offset: number) => {
      const { line, character } = positionAt(text, offset);
      return new vscode.Position(line, character);
    };
    collection.set(
      uri,
      problems.map((problem) => {
        const range = new vscode.Range(at(problem.span.start), at(problem.span.end));
        const diagnostic = new vscode.Diagnostic(range, problemText(problem), vscode.DiagnosticSeverity.Warning);
        diagnostic.source = 'Literature Notes';
        diagnostic.code = problem.code;
        return diagnostic;
      }),
    );
  });
  return vscode.Disposable.from(collection, listener);
}
