import * as vscode from 'vscode';
import { spacingAround } from '../../core/citations/spacing.ts';
import type { Syntax } from '../../core/citations/syntax.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { CitationForm } from '../../core/citations/write.ts';
import { citationSnippet, citationText } from '../../core/citations/write.ts';

/** The syntax that citations have in a document; where nothing tells, it is Markdown's. */
export function citationSyntax(document: vscode.TextDocument): Syntax {
  return syntaxOf(document.languageId, document.uri.path) ?? 'markdown';
}

/** The citation as a snippet for one place of a document, with the blanks it needs there. */
export function insertionSnippet(
  document: vscode.TextDocument,
  range: vscode.Range,
  form: CitationForm,
  keys: readonly string[],
  syntax: Syntax,
): vscode.SnippetString {
  const line = document.lineAt(range.start.line).text;
  const endLine = document.lineAt(range.end.line).text;
  const { lead, tail } = spacingAround(line.slice(0, range.start.character), endLine.slice(range.end.character));
  return new vscode.SnippetString(lead + citationSnippet(form, keys, syntax) + tail);
}

/**
 * Cites the papers at every cursor, in one undo step, and gives the focus back to the editor.
 * Where the document cannot be written to, or none is there, it says so and offers the clipboard.
 */
export async function insertCitation(
  editor: vscode.TextEditor | undefined,
  form: CitationForm,
  keys: readonly string[],
  syntax: Syntax,
): Promise<boolean> {
  if (!editor) {
    await offerClipboard(vscode.l10n.t('No text editor is open to cite in.'), citationText(form, keys, syntax));
    return false;
  }
  const { document } = editor;
  const shown = await vscode.window.showTextDocument(document, { preserveFocus: false, ...columnOf(editor) });
  const snippets = editor.selections.map((range) => ({
    range,
    snippet: insertionSnippet(document, range, form, keys, syntax),
  }));
  if (await insertSnippets(shown, snippets)) return true;
  const name = vscode.workspace.asRelativePath(document.uri);
  await offerClipboard(vscode.l10n.t('{0} cannot be written to.', name), citationText(form, keys, syntax));
  return false;
}

/**
 * Cursors with the same blanks around them share one snippet, so that tab stops work at each.
 * VS Code reports success for a read-only document too; only the document tells.
 */
async function insertSnippets(
  editor: vscode.TextEditor,
  snippets: readonly { readonly range: vscode.Range; readonly snippet: vscode.SnippetString }[],
): Promise<boolean> {
  const { document } = editor;
  const before = document.version;
  const values = new Set(snippets.map(({ snippet }) => snippet.value));
  if (values.size === 1 && snippets[0]) {
    await editor.insertSnippet(
      snippets[0].snippet,
      snippets.map(({ range }) => range),
    );
  } else {
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      document.uri,
      snippets.map(({ range, snippet }) => new vscode.SnippetTextEdit(range, snippet)),
    );
    await vscode.workspace.applyEdit(edit);
  }
  return document.version !== before;
}

async function offerClipboard(reason: string, citation: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Citation');
  const choice = await vscode.window.showWarningMessage(
    `${reason} ${vscode.l10n.t('You can copy the citation instead: {0}', citation)}`,
    copy,
  );
  if (choice === copy) await vscode.env.clipboard.writeText(citation);
}

function columnOf({ viewColumn }: vscode.TextEditor): vscode.TextDocumentShowOptions {
  return viewColumn === undefined ? {} : { viewColumn };
}
