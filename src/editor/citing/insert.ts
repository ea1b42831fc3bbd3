import * as vscode from 'vscode';
import { snippetText } from '../../core/citations/snippet.ts';
import { spacingAround } from '../../core/citations/spacing.ts';
import type { Syntax } from '../../core/citations/syntax.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { CitationForm } from '../../core/citations/write.ts';
import { citationSnippet, citationText } from '../../core/citations/write.ts';
import { focusEditor } from './target.ts';

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
  const snippet = citationSnippet(form, keys, syntax);
  const { lead, tail } = blanksAround(document, range, snippet);
  return new vscode.SnippetString(lead + snippet + tail);
}

function blanksAround(document: vscode.TextDocument, { start, end }: vscode.Range, snippet: string) {
  const before = document.lineAt(start.line).text.slice(0, start.character);
  const after = document.lineAt(end.line).text.slice(end.character);
  return spacingAround(before, after, snippetText(snippet));
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
  const shown = await focusEditor(editor);
  if (await insertAtCursors(shown, citationSnippet(form, keys, syntax))) return true;
  const name = vscode.workspace.asRelativePath(document.uri);
  await offerClipboard(vscode.l10n.t('{0} cannot be written to.', name), citationText(form, keys, syntax));
  return false;
}

/**
 * One snippet for all cursors, so that its tab stops work at each. Where the cursors need different
 * blanks, these go in first, within the same undo step. Edits of the workspace would do both at
 * once, but write to a read-only document as well.
 */
async function insertAtCursors(editor: vscode.TextEditor, snippet: string): Promise<boolean> {
  const { document, selections } = editor;
  const version = document.version;
  const places = selections.map((range) => ({ range, ...blanksAround(document, range, snippet) }));
  const [first = { lead: '', tail: '' }] = places;
  const isAlike = places.every(({ lead, tail }) => lead === first.lead && tail === first.tail);
  const ranges = isAlike ? selections : await insertBlanks(editor, places);
  // VS Code reports success for a read-only document too; only the document tells
  if (!isAlike && document.version === version) return false;
  const text = isAlike ? first.lead + snippet + first.tail : snippet;
  await editor.insertSnippet(new vscode.SnippetString(text), ranges, { undoStopBefore: isAlike, undoStopAfter: true });
  return document.version !== version;
}

interface Place {
  readonly range: vscode.Range;
  readonly lead: string;
  readonly tail: string;
}

/** Puts the blanks around each place and tells where the places are then. */
async function insertBlanks(editor: vscode.TextEditor, places: readonly Place[]): Promise<vscode.Range[]> {
  const { document } = editor;
  const moved = new Map<Place, readonly [start: number, end: number]>();
  let added = 0;
  for (const place of [...places].sort((a, b) => a.range.start.compareTo(b.range.start))) {
    added += place.lead.length;
    const { start, end } = place.range;
    moved.set(place, [document.offsetAt(start) + added, document.offsetAt(end) + added]);
    added += place.tail.length;
  }
  await editor.edit(
    (edit) => {
      for (const { range, lead, tail } of places) {
        if (range.isEmpty) edit.insert(range.start, lead + tail);
        else {
          edit.insert(range.start, lead);
          edit.insert(range.end, tail);
        }
      }
    },
    { undoStopBefore: true, undoStopAfter: false },
  );
  return places.map((place) => {
    const [start, end] = moved.get(place) ?? [0, 0];
    return new vscode.Range(document.positionAt(start), document.positionAt(end));
  });
}

async function offerClipboard(reason: string, citation: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Citation');
  const choice = await vscode.window.showWarningMessage(
    `${reason} ${vscode.l10n.t('You can copy the citation instead: {0}', citation)}`,
    copy,
  );
  if (choice === copy) await vscode.env.clipboard.writeText(citation);
}
