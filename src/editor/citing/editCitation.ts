import * as vscode from 'vscode';
import { composed } from '../../core/citations/edit/compose.ts';
import { editableAt } from '../../core/citations/edit/editable.ts';
import type { EditableCitation } from '../../core/citations/edit/editable.ts';
import { languageOf } from '../../core/citations/language.ts';
import { authorYear } from '../../core/entry/paper.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import { citingDocuments, rangeOf } from '../language/documents.ts';
import type { DocumentCitations } from '../language/documents.ts';
import type { Papers } from '../library/papers.ts';
import { citationForm } from './citationForm.ts';
import { citationSyntax, offerClipboard } from './insert.ts';
import { focusEditor, isComparedWith } from './target.ts';
import type { LastEditor } from './target.ts';

export interface EditingParts {
  readonly extensionUri: vscode.Uri;
  readonly papers: Papers;
  readonly documents: DocumentCitations;
  readonly lastEditor: LastEditor;
  readonly log: vscode.LogOutputChannel;
}

/** Where a citation stands that somebody points at, as a link in a hover says it. */
export interface CitationPlace {
  readonly uri: string;
  readonly offset: number;
}

function isPlace(value: unknown): value is CitationPlace {
  return (
    typeof value === 'object' &&
    value !== null &&
    'uri' in value &&
    typeof value.uri === 'string' &&
    'offset' in value &&
    typeof value.offset === 'number'
  );
}

/** The editor of a document that is on the screen, that with the cursor first. */
function editorOf({ uri }: CitationPlace): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const isOf = (editor: vscode.TextEditor | undefined) => editor?.document.uri.toString() === uri;
  return isOf(activeTextEditor) ? activeTextEditor : visibleTextEditors.find(isOf);
}

/** A citation as one form: locators, prefixes, order, authors; from the palette, and as a code action. */
export function registerEditCitation(parts: EditingParts): vscode.Disposable {
  const { documents, lastEditor, log } = parts;
  const title = vscode.l10n.t('Edit Citation…');
  return vscode.Disposable.from(
    registerCommand(log, commands.editCitation, async (place) => {
      const given = isPlace(place) ? place : undefined;
      const editor = (given && editorOf(given)) ?? lastEditor.current;
      if (editor) await editCitation(parts, editor, given && editor.document.positionAt(given.offset));
      else await vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a citation to edit it.'));
    }),
    vscode.languages.registerCodeActionsProvider(
      citingDocuments,
      {
        provideCodeActions(document, { start }) {
          if (!citationAtCursor(documents, document, start)) return [];
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
          const place: CitationPlace = { uri: document.uri.toString(), offset: document.offsetAt(start) };
          action.command = { command: commands.editCitation, title, arguments: [place] };
          return [action];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.RefactorRewrite] },
    ),
  );
}

async function editCitation(
  { extensionUri, papers, documents }: EditingParts,
  editor: vscode.TextEditor,
  position = editor.selection.active,
) {
  const { document } = editor;
  // asked before the form takes the focus
  const isReadOnly = isComparedWith(editor);
  const found = citationAtCursor(documents, document, position);
  if (!found) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a citation to edit it.'));
    return;
  }
  const { span, manner, now } = found;
  const before = document.getText(rangeOf(document, span));
  const cited = await Promise.all(now.papers.map(async ({ key }) => [key, await papers.cited(key, document)] as const));
  const names = Object.fromEntries(
    cited.map(([key, paper]) => [key, paper ? `${authorYear(paper)} · ${paper.title}` : key]),
  );
  const language = languageOf(document.getText(new vscode.Range(0, 0, 200, 0)), citationSyntax(document));
  const form = { citation: now, manner, names, ...(language === undefined ? {} : { language }) };
  // beside the form the lines break elsewhere, which moves the citation out of sight
  const written = await citationForm(extensionUri, form, () =>
    editor.revealRange(rangeOf(document, span), vscode.TextEditorRevealType.InCenterIfOutsideViewport),
  );
  const reason = vscode.l10n.t('{0} cannot be written to.', vscode.workspace.asRelativePath(document.uri));
  // what nobody changed stays to the letter, also where it would be written with other blanks today
  const isChanged = written !== undefined && written !== before && written !== composed(now, manner, language);
  if (isReadOnly) return isChanged ? offerClipboard(reason, written) : undefined;
  const shown = await focusEditor(editor);
  if (!isChanged) return;
  // the document may have changed meanwhile
  const place = placeOf(document, before, span.start);
  if (place === undefined) {
    await vscode.window.showWarningMessage(
      vscode.l10n.t('The citation has changed meanwhile, so it was left alone. The edited one: {0}', written),
    );
    return;
  }
  const range = rangeOf(document, { start: place, end: place + before.length });
  const version = document.version;
  await shown.edit((edit) => edit.replace(range, written));
  if (document.version === version) await offerClipboard(reason, written);
}

/** Where the text stands now, nearest to where it stood. */
function placeOf(document: vscode.TextDocument, written: string, start: number): number | undefined {
  const text = document.getText();
  if (text.startsWith(written, start)) return start;
  const places = [text.lastIndexOf(written, start), text.indexOf(written, start)].filter((place) => place >= 0);
  return places.sort((a, b) => Math.abs(a - start) - Math.abs(b - start))[0];
}

function citationAtCursor(
  documents: DocumentCitations,
  document: vscode.TextDocument,
  position: vscode.Position,
): EditableCitation | undefined {
  const reading = documents.of(document);
  const offset = document.offsetAt(position);
  return reading && editableAt(document.getText(), reading, offset, citationSyntax(document));
}
