import * as vscode from 'vscode';
import { noteInsertions } from '../../core/notes/insertion.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { focusEditor } from '../citing/target.ts';
import type { NoteKeeping } from './openNote.ts';
import { makingOf } from './update/rendering.ts';

/** The active editor where a note can be put in; anything else is said, with what to do. */
export function editorForNote(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && syntaxOf(editor.document.languageId, editor.document.uri.path) === 'markdown') return editor;
  void vscode.window.showWarningMessage(
    editor
      ? vscode.l10n.t(
          'A note template is inserted into Markdown files. Open or create one, and run the command again there.',
        )
      : vscode.l10n.t(
          'No editor is active. Open the Markdown file that the note template goes into, and run the command again.',
        ),
  );
  return undefined;
}

/** Puts the rendered notes into the document, as one step to undo. */
export async function insertNotes(
  keeping: NoteKeeping,
  editor: vscode.TextEditor,
  chosen: readonly Paper[],
): Promise<void> {
  const { document } = editor;
  const { papers, notes, newNotes, baselines } = keeping;
  const entries = await papers.entries(chosen.map(({ id }) => id));
  const selectedText = document.getText(editor.selection);
  const { renderedNote } = await import('./render.ts');
  const { withTemplateHelp } = await import('./templates/help.ts');
  const rendered = await withTemplateHelp(() =>
    Promise.all(entries.map((entry) => renderedNote(keeping, entry, document.uri, { selectedText }))),
  );
  if (!rendered) return;
  const texts = rendered.map(({ text }, at) => newNotes?.textFor(entries[at]?.key ?? '', text) ?? text);
  const shown = await focusEditor(editor);
  const insertions = noteInsertions(document.getText(), document.offsetAt(shown.selection.active), texts);
  if (!insertions.length) {
    const message = vscode.l10n.t(
      'There is nothing to insert: the document has these fields, and the template no text.',
    );
    return void vscode.window.showInformationMessage(message);
  }
  const before = document.version;
  const textBefore = document.getText();
  await shown.edit((edit) => {
    for (const { offset, text } of insertions) edit.insert(document.positionAt(offset), text);
  });
  // VS Code reports success for a read-only document too
  if (document.version !== before) {
    notes.look(document);
    const [entry, ...others] = entries;
    const [note] = rendered;
    if (entry && note && !others.length && !textBefore.trim())
      await baselines.becameNote(document, entry.key, textBefore, note.text, makingOf(note));
  } else
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot be written to.', vscode.workspace.asRelativePath(document.uri)),
    );
}
