import * as vscode from 'vscode';
import { logged } from '../../logged.ts';
import type { ProblemBoard } from '../../language/problemBoard.ts';
import type { Papers } from '../../library/papers.ts';
import type { TemplateDocuments } from './documents.ts';
import type { TemplatePreviews } from './preview.ts';

/** Milliseconds without a change until a template is checked. */
const quiet = 200;

export interface TemplateChecking {
  readonly papers: Papers;
  readonly documents: TemplateDocuments;
  readonly previews: TemplatePreviews;
  readonly board: ProblemBoard;
  readonly log: vscode.LogOutputChannel;
}

/** Shows what is wrong with the templates that are open, as they are in their editors. */
export function registerTemplateChecks({
  papers,
  documents,
  previews,
  board,
  log,
}: TemplateChecking): vscode.Disposable {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const clear = (uri: vscode.Uri) => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
    board.put('templates', uri, []);
  };
  const forget = (input: unknown) => {
    if (input instanceof vscode.TabInputText && !isInTab(input.uri)) clear(input.uri);
  };
  const check = async (document: vscode.TextDocument) => {
    const { version, uri } = document;
    const paper = await previews.entry();
    const { checkTemplate } = await import('./check.ts'); // with the template engine
    const isStale = () => document.isClosed || document.version !== version;
    if (isStale()) return;
    const found = await checkTemplate(document.getText(), paper, papers, uri, isStale);
    if (!found) return;
    board.put(
      'templates',
      uri,
      found.map(({ code, facts, span }) => ({
        code,
        ...(facts ? { facts } : {}),
        range: new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
      })),
    );
  };
  const look = (document: vscode.TextDocument, wait = quiet) => {
    if (!documents.has(document)) return;
    clearTimeout(timers.get(document.uri.toString()));
    timers.set(
      document.uri.toString(),
      setTimeout(() => logged(log, 'Checking a template', check(document)), wait),
    );
  };
  const all = () => vscode.workspace.textDocuments.forEach((document) => look(document));
  all();
  return vscode.Disposable.from(
    { dispose: () => timers.forEach(clearTimeout) },
    documents.onDidAdopt((document) => look(document, 0)),
    previews.onDidChoosePaper(all),
    vscode.workspace.onDidOpenTextDocument((document) => look(document, 0)),
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && look(editor.document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    // VS Code keeps the text of a closed editor for a while
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => closed.forEach(({ input }) => forget(input))),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => clear(uri)),
  );
}

function isInTab(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}
