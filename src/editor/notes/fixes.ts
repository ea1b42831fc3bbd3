import * as vscode from 'vscode';
import { keyInName } from '../../core/notes/identity.ts';
import { noteKeyEdits } from '../../core/notes/noteKey.ts';
import type { PaperPicker } from '../citing/picker.ts';
import { registerCommand } from '../command.ts';
import { commands, innerCommands } from '../ids.ts';
import { rangeOf } from '../language/documents.ts';
import type { BoardProblem } from '../language/problemBoard.ts';
import type { Fix } from '../language/problemFixes.ts';
import type { Papers } from '../library/papers.ts';
import { problemText } from '../library/problemTexts.ts';
import type { ChosenNotes } from './chosen.ts';
import type { Notes } from './notes.ts';

/** Ways to put right whose note a file is. */
export async function fixesOfNote(
  document: vscode.TextDocument,
  { code, facts }: BoardProblem,
  papers: Papers,
): Promise<Fix[]> {
  const key = facts?.['key'] ?? '';
  const other = facts?.['other'] ?? '';
  if (code === 'noteKeyDiffers') return changes(document, [other]);
  if (code === 'noteWithoutPaper') {
    const near = await papers.ask('nearKeys', { key, uris: [] });
    return [
      ...changes(document, near),
      command(vscode.l10n.t('Choose the paper…'), innerCommands.choosePaperOfNote, document.uri.toString()),
      command(vscode.l10n.t('Add the paper…'), commands.addPaper),
      ...removal(document),
    ];
  }
  const uri = document.uri.toString();
  const name = vscode.workspace.asRelativePath(vscode.Uri.parse(other));
  const isFirst = facts?.['isFirst'] === 'yes';
  return [
    command(vscode.l10n.t('Open {0}', name), 'vscode.open', vscode.Uri.parse(other)),
    ...(isFirst
      ? []
      : [command(vscode.l10n.t('Make this the note of "{0}"', key), innerCommands.chooseNote, key, uri)]),
    command(vscode.l10n.t('Keep all notes of "{0}"', key), innerCommands.chooseNote, key),
    ...removal(document),
  ];
}

export interface NoteFixing {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly chosen: ChosenNotes;
  readonly picker: PaperPicker;
  readonly log: vscode.LogOutputChannel;
}

/** What fixes run that are more than an edit. */
export function registerNoteFixes({ notes, chosen, picker, log }: NoteFixing): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(log, innerCommands.chooseNote, async (key, uri) => {
      const first = typeof uri === 'string' ? uri : notes.of(String(key))?.uri;
      if (first !== undefined) await chosen.choose(String(key), first);
    }),
    registerCommand(log, innerCommands.choosePaperOfNote, async (uri) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(String(uri)));
      const picked = await picker.pick({
        title: vscode.l10n.t('Paper of the Note'),
        placeholder: vscode.l10n.t('Search the paper that {0} is about', vscode.workspace.asRelativePath(document.uri)),
        many: false,
      });
      const [paper] = picked?.papers ?? [];
      if (paper) await writeKey(document, paper.key);
    }),
  );
}

/** Writes the key into the front matter of the note, which is saved unless it had unsaved changes. */
async function writeKey(document: vscode.TextDocument, key: string): Promise<void> {
  const edit = editOf(document, key);
  if (typeof edit === 'string') throw new Error(edit);
  const wasSaved = !document.isDirty;
  if ((await vscode.workspace.applyEdit(edit)) && wasSaved) await document.save();
}

/** The edit that makes the note name a key or none, or why that cannot be. */
function editOf(document: vscode.TextDocument, key: string | undefined): vscode.WorkspaceEdit | string {
  const result = noteKeyEdits(document.getText(), key);
  if ('refused' in result) return problemText(result.refused);
  const edit = new vscode.WorkspaceEdit();
  for (const each of result.edits) edit.replace(document.uri, rangeOf(document, each), each.text);
  return edit;
}

function changes(document: vscode.TextDocument, keys: readonly string[]): Fix[] {
  return keys.flatMap((key, at) => {
    const edit = editOf(document, key);
    return typeof edit === 'string'
      ? []
      : [{ title: vscode.l10n.t('Change to "{0}"', key), edit, isPreferred: at === 0 }];
  });
}

/** Without a key the file is no note; one that is named after the paper would still be. */
function removal(document: vscode.TextDocument): Fix[] {
  const result = noteKeyEdits(document.getText(), undefined);
  if ('refused' in result || !result.edits.length || keyInName(document.uri.toString()) !== undefined) return [];
  const edit = editOf(document, undefined);
  return typeof edit === 'string' ? [] : [{ title: vscode.l10n.t('Remove the key from the front matter'), edit }];
}

function command(title: string, id: string, ...args: readonly unknown[]): Fix {
  return { title, command: { title, command: id, arguments: [...args] } };
}
