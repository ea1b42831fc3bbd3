import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { PaperPicker } from '../citing/picker.ts';
import { pickerKeys } from '../citing/picker.ts';
import type { LastEditor } from '../citing/target.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { DocumentCitations } from '../language/documents.ts';
import { paperMeant } from '../papers/meant.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import { keyUnderCursor } from './here.ts';
import { editorForNote, insertNotes } from './insertNote.ts';
import type { NoteKeeping } from './openNote.ts';
import { openNote } from './openNote.ts';

export interface NoteCommands extends NoteKeeping {
  readonly citations: DocumentCitations;
  readonly picker: PaperPicker;
  readonly lastEditor: LastEditor;
  readonly selected: SelectedPapers;
  readonly log: vscode.LogOutputChannel;
}

export function registerNoteCommands(deps: NoteCommands): vscode.Disposable {
  const { log, lastEditor, selected } = deps;
  return vscode.Disposable.from(
    registerCommand(log, commands.openNote, async (...args) => {
      const papers = (await selected.given(args)) ?? (await paperUnderCursor(deps));
      for (const paper of papers) await openNote(deps, paper, lastEditor.current);
    }),
    registerCommand(log, commands.insertNote, async (...args) => {
      const editor = editorForNote();
      if (!editor) return;
      const papers = (await selected.given(args)) ?? (await pickPapers(deps));
      if (papers.length) await insertNotes(deps, editor, papers);
    }),
  );
}

/** The paper of the citation under the cursor, or else one that the user picks. */
async function paperUnderCursor(deps: NoteCommands): Promise<readonly Paper[]> {
  const editor = vscode.window.activeTextEditor;
  const paper = await paperMeant(deps, [editor && keyUnderCursor(editor, deps.citations)], {
    title: vscode.l10n.t('Open Literature Note'),
    search: vscode.l10n.t('Search the paper whose note to open or create'),
  });
  return paper ? [paper] : [];
}

async function pickPapers({ picker }: NoteCommands): Promise<readonly Paper[]> {
  const picked = await picker.pick({
    title: vscode.l10n.t('Insert Note Template'),
    placeholder: vscode.l10n.t('Search papers · {0}: tick several', (await pickerKeys()).tick),
    many: true,
  });
  return picked?.papers ?? [];
}
