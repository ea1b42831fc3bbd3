import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { PaperPicker } from '../citing/picker.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { DetailsView } from '../details/view.ts';
import type { DocumentCitations } from '../language/documents.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { keyOfNote, keyUnderCursor } from '../notes/here.ts';
import { paperMeant } from './meant.ts';
import { isNode } from './model.ts';
import type { SelectedPapers } from './selected.ts';
import type { PapersView } from './view.ts';

export interface Browsing {
  readonly citations: DocumentCitations;
  readonly papers: Papers;
  readonly notes: Notes;
  readonly picker: PaperPicker;
  readonly selected: SelectedPapers;
  readonly view: PapersView;
  readonly details: DetailsView;
  readonly log: vscode.LogOutputChannel;
}

/** The commands that lead to a paper. */
export function registerBrowsing(browsing: Browsing): vscode.Disposable {
  const { log, picker, selected, view, details } = browsing;
  return vscode.Disposable.from(
    registerCommand(log, commands.findPaper, async () => {
      const picked = await picker.pick({
        title: vscode.l10n.t('Find Paper'),
        placeholder: vscode.l10n.t('Search by title, author, year, key, topic or words of the abstract'),
        many: false,
      });
      const [paper] = picked?.papers ?? [];
      if (!paper) return;
      await view.reveal(paper, true);
      await details.show(paper);
    }),
    registerCommand(log, commands.showPaper, async (...args) => {
      const given = await selected.given(args);
      const paper = given?.[0] ?? (await paperHere(browsing, args[0]));
      if (!paper) return;
      if (!isNode(args[0])) await view.reveal(paper); // who clicks in the tree sees it there
      await details.show(paper);
    }),
  );
}

/** The paper that was asked for by its key, or else the one cited under the cursor, or whose note is open. */
function paperHere(browsing: Browsing, asked: unknown): Promise<Paper | undefined> {
  const editor = vscode.window.activeTextEditor;
  const here = editor ? [keyUnderCursor(editor, browsing.citations), keyOfNote(editor.document, browsing.notes)] : [];
  return paperMeant(browsing, typeof asked === 'string' ? [asked] : here, {
    title: vscode.l10n.t('Show Paper'),
    search: vscode.l10n.t('Search the paper to show'),
  });
}
