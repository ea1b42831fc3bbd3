import * as vscode from 'vscode';
import type { Paper } from '../../../core/entry/paper.ts';
import { identified } from '../../../core/notes/identified.ts';
import { readNoteFile } from '../../../core/notes/noteFile.ts';
import { kindOf } from '../../sources/files.ts';
import { workspaceFolderFor } from '../folder.ts';
import type { NoteKeeping } from '../openNote.ts';
import type { RenderedNote } from '../render.ts';
import { makingOf } from '../update/rendering.ts';
import { FreeNames } from './freeNames.ts';

/** So many entries are asked for at once. */
const atOnce = 100;
const lookersAtOnce = 16;
/** Fewer notes are made at once, so that nobody could cancel. */
const fewest = 30;
/** Milliseconds of work before others have their turn. */
const slice = 8;

interface Draft {
  readonly key: string;
  readonly uri: vscode.Uri;
  readonly text: string;
  /** As its template gave it. */
  readonly note: RenderedNote;
}

/**
 * Makes notes for all papers that have none, as one step to undo, after the user has seen how many. Notes that are
 * there stay as they are; nothing is written before all of them are known, so that a wrong template makes none.
 */
export async function createNotes(keeping: NoteKeeping, papers: readonly Paper[]): Promise<void> {
  const each = [...new Map(papers.map((paper) => [paper.key, paper])).values()];
  const missing = await withoutNote(keeping, each);
  if (!missing.length) {
    const text = each.length
      ? vscode.l10n.t('All of these papers have a note ({0}).', each.length)
      : vscode.l10n.t('There are no papers to make notes for.');
    return void vscode.window.showInformationMessage(text);
  }
  const folder = await workspaceFolderFor(vscode.window.activeTextEditor?.document);
  if (!folder || !(await isWanted(missing.length, each.length - missing.length))) return;
  // the template engine is loaded when the first note is made, not when the extension starts
  const { withTemplateHelp } = await import('../templates/help.ts');
  const made = await withTemplateHelp(async () => make(keeping, missing, folder));
  if (made === 'cancelled')
    return void vscode.window.showInformationMessage(vscode.l10n.t('Cancelled: no note was created.'));
  if (made) await tell(made, each.length - made.length);
}

function make(
  keeping: NoteKeeping,
  missing: readonly Paper[],
  folder: vscode.WorkspaceFolder,
): Thenable<readonly Draft[] | 'cancelled'> {
  const { Notification, Window } = vscode.ProgressLocation;
  const location = missing.length > fewest ? Notification : Window;
  return vscode.window.withProgress(
    { location, title: vscode.l10n.t('Creating notes'), cancellable: location === Notification },
    async (progress, token) => {
      const drawn = await draw(keeping, missing, folder, token, (share) => progress.report({ increment: share * 100 }));
      if (!drawn || token.isCancellationRequested) return 'cancelled';
      if (drawn.length) await write(drawn, keeping);
      await Promise.all(drawn.map(({ key, uri, note }) => keeping.baselines.made(uri, key, note.text, makingOf(note))));
      await keeping.notes.readAll(); // VS Code tells of new files later
      return drawn;
    },
  );
}

/** Looks at the files themselves: one may have been deleted a moment ago. */
async function withoutNote({ notes }: NoteKeeping, papers: readonly Paper[]): Promise<readonly Paper[]> {
  const without = new Set(papers.filter(({ key }) => !notes.of(key)));
  const queue = papers.filter((paper) => !without.has(paper));
  const looker = async () => {
    for (let paper = queue.pop(); paper; paper = queue.pop()) {
      const note = notes.of(paper.key);
      const isThere = note && (await kindOf(vscode.Uri.parse(note.uri))) === 'file';
      // it may only have been moved
      if (!isThere && !(await notes.find(paper.key))) without.add(paper);
    }
  };
  await Promise.all(Array.from({ length: lookersAtOnce }, looker));
  return papers.filter((paper) => without.has(paper));
}

/** Asks whether so many notes are to be made, beside those that there are. */
export async function isWanted(count: number, kept: number): Promise<boolean> {
  const one = vscode.l10n.t('Create 1 Note');
  const label = count === 1 ? one : vscode.l10n.t('Create {0} Notes', count);
  const detail =
    kept === 0
      ? vscode.l10n.t('None of the papers has a note yet.')
      : vscode.l10n.t('Of the other papers, {0} have a note already, which stays as it is.', kept);
  const create: vscode.QuickPickItem = { label, detail };
  const cancel: vscode.QuickPickItem = { label: vscode.l10n.t('Cancel') };
  const title = vscode.l10n.t('Create Notes');
  return (await vscode.window.showQuickPick([create, cancel], { title, ignoreFocusOut: true })) === create;
}

/** The notes that are to be made, each under a name of its own; nothing when the user cancels. */
async function draw(
  keeping: NoteKeeping,
  missing: readonly Paper[],
  folder: vscode.WorkspaceFolder,
  token: vscode.CancellationToken,
  report: (share: number) => void,
): Promise<Draft[] | undefined> {
  const { papers, newNotes } = keeping;
  const { notePath, renderedNote } = await import('../render.ts');
  const names = new FreeNames(folder.uri);
  const drafts: Draft[] = [];
  let pause = performance.now() + slice;
  for (let from = 0; from < missing.length; from += atOnce) {
    const some = missing.slice(from, from + atOnce);
    for (const entry of await papers.entries(some.map(({ key }) => key))) {
      if (token.isCancellationRequested) return undefined;
      const path = notePath(papers, entry, folder.uri);
      const there = await names.there(path);
      const owner = there && readNoteFile(await textAt(there), there.toString()).key;
      // as for one note: a file that nobody else owns is the note
      if (!there || (owner !== undefined && owner !== entry.key)) {
        const { key } = entry;
        const note = await renderedNote(keeping, entry, folder.uri);
        const uri = await names.take(path);
        const text = identified(newNotes?.textFor(key, note.text) ?? note.text, uri.toString(), key);
        drafts.push({ key, uri, text, note });
      }
      if (performance.now() < pause) continue;
      await new Promise((resolve) => setTimeout(resolve));
      pause = performance.now() + slice;
    }
    report(some.length / missing.length);
  }
  return drafts;
}

async function textAt(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Creates the files, and fails rather than replace one that came in between. */
async function write(drafts: readonly Draft[], { newNotes }: NoteKeeping): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, text } of drafts)
    edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents: new TextEncoder().encode(text) });
  const keys = drafts.map(({ key }) => key);
  const done = await newNotes?.making(edit, keys);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(
      vscode.l10n.t(
        'The notes could not be written. Those that are there are complete; run the command again for the others.',
      ),
    );
  await done?.();
}

async function tell(drafts: readonly Draft[], kept: number): Promise<void> {
  const [first] = drafts;
  const made =
    drafts.length === 1
      ? vscode.l10n.t('1 note was created.')
      : vscode.l10n.t('{0} notes were created.', drafts.length);
  const text = kept ? `${made} ${vscode.l10n.t('{0} were there already.', kept)}` : made;
  const show = vscode.l10n.t('Show');
  const choice = await vscode.window.showInformationMessage(text, ...(first ? [show] : []));
  if (first && choice === show) await vscode.commands.executeCommand('revealInExplorer', first.uri);
}
