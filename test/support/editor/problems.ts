// What tests see of the Problems panel, and how they use its fixes.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './workbench.ts';

export const codeOf = ({ code }: vscode.Diagnostic): string =>
  typeof code === 'object' ? String(code.value) : String(code);
export const problemsIn = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Literature Notes');
/** Code and text of each problem, in the order of the document. */
export const problemTexts = (document: vscode.TextDocument): string[] =>
  problemsIn(document.uri)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map((problem) => `${codeOf(problem)} ${document.getText(problem.range)}`);
export const tells = (document: vscode.TextDocument, ...expected: readonly string[]): Promise<void> =>
  eventually(() => assert.deepEqual(problemTexts(document), expected));

export async function fixesAt(document: vscode.TextDocument, code: string): Promise<vscode.CodeAction[]> {
  const problem = problemsIn(document.uri).find((each) => codeOf(each) === code);
  assert.ok(problem, `${code} is told in ${problemTexts(document).join(', ')}`);
  const kind = vscode.CodeActionKind.QuickFix.value;
  const args = [document.uri, problem.range, kind, 20] as const;
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', ...args);
}

/** Does what a fix of this title says. */
export async function fix(document: vscode.TextDocument, code: string, title: string): Promise<void> {
  const fixes = await fixesAt(document, code);
  const action = fixes.find((each) => each.title === title);
  assert.ok(action, `"${title}" is among: ${fixes.map((each) => each.title).join(' · ')}`);
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command)
    await vscode.commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
}
