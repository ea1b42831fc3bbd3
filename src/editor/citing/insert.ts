import * as vscode from 'vscode';
import type { Syntax } from '../../core/citations/syntax.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { snippetText } from '../../core/citations/snippet.ts';
import { carryOut, planFor } from './atCursors.ts';
import type { Written } from './atCursors.ts';
import { focusEditor, isComparedWith } from './target.ts';

/** The syntax that citations have in a document; where nothing tells, it is Markdown's. */
export function citationSyntax(document: vscode.TextDocument): Syntax {
  return syntaxOf(document.languageId, document.uri.path) ?? 'markdown';
}

/**
 * Cites the papers at every cursor, in one undo step, and gives the focus back to the editor. Within
 * a group they join it. Where nothing can be cited, in code, in a document that cannot be written to,
 * or without any, it says so and offers the clipboard.
 */
export async function insertCitation(
  editor: vscode.TextEditor | undefined,
  written: Written,
  keys: readonly string[],
  syntax: Syntax,
): Promise<boolean> {
  const citation = snippetText(written.snippet);
  if (!editor) {
    await offerClipboard(vscode.l10n.t('No text editor is open to cite in.'), citation);
    return false;
  }
  const { document } = editor;
  const shown = await focusEditor(editor);
  const plan = planFor(document, shown.selections, written, keys, syntax, { wordsStay: true });
  if (plan.excluded === shown.selections.length) {
    await offerClipboard(vscode.l10n.t('The cursor is in code, math or a comment, where nothing is cited.'), citation);
    return false;
  }
  if (!isComparedWith(shown) && (await carryOut(shown, plan))) return true;
  const name = vscode.workspace.asRelativePath(document.uri);
  await offerClipboard(vscode.l10n.t('{0} cannot be written to.', name), citation);
  return false;
}

/** Says why nothing was written, and offers the citation for the clipboard. */
export async function offerClipboard(reason: string, citation: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Citation');
  const choice = await vscode.window.showWarningMessage(
    `${reason} ${vscode.l10n.t('You can copy the citation instead: {0}', citation)}`,
    copy,
  );
  if (choice === copy) await vscode.env.clipboard.writeText(citation);
}
