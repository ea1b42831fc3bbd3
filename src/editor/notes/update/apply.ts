import * as vscode from 'vscode';
import type { Entry } from '../../../core/entry/entry.ts';
import type { Baseline } from '../../../core/notes/update/baseline.ts';
import type { TextEdit } from '../../../core/text.ts';
import { edited } from '../../../core/text.ts';
import { rangeOf } from '../../language/documents.ts';
import { nameOf } from '../../sources/texts.ts';
import { differsFromFile } from './noteText.ts';
import type { NoteOfPaper, Prepared, UpdateParts } from './prepare.ts';
import { baselineAfter, prepare } from './prepare.ts';

/** What became of notes that were to be updated. */
export interface Applied {
  readonly done: readonly NoteOfPaper[];
  /** Those that were left as they are, or that could not be saved, with the reason. */
  readonly left: readonly { readonly uri: vscode.Uri; readonly reason: string }[];
}

const savedAtOnce = 16;

interface Ready {
  readonly document: vscode.TextDocument;
  readonly prepared: Prepared;
  readonly wasDirty: boolean;
}

/**
 * Updates the notes as one step that can be undone, and saves those that had no unsaved changes. Each is looked at
 * again right before: one that changed meanwhile is worked out anew, or left out and told.
 */
export async function apply(
  parts: UpdateParts,
  notes: readonly Prepared[],
  entryOf: (key: string) => Promise<Entry | undefined>,
): Promise<Applied> {
  const left: { uri: vscode.Uri; reason: string }[] = [];
  const ready: Ready[] = [];
  for (const note of notes) {
    const one = await readyFor(parts, note, entryOf);
    if ('reason' in one) left.push({ uri: note.uri, reason: one.reason });
    else ready.push(one);
  }
  const current = ready.filter(({ document, prepared }) => document.getText() === prepared.text);
  for (const { document } of ready.filter((one) => !current.includes(one)))
    left.push({ uri: document.uri, reason: changedMeanwhile() });
  const changes = current.map(({ document, prepared }) => ({ document, edits: prepared.merge.edits }));
  if (changes.some(({ edits }) => edits.length) && !(await applied(changes)))
    return { done: [], left: notes.map(({ uri }) => ({ uri, reason: vscode.l10n.t('VS Code refused the change.') })) };
  // VS Code reports success for documents too that it does not let change
  const isChanged = ({ document, prepared }: Ready) =>
    document.getText() === edited(prepared.text, prepared.merge.edits);
  const done = current.filter(isChanged);
  for (const { document } of current.filter((one) => !isChanged(one)))
    left.push({ uri: document.uri, reason: vscode.l10n.t('{0} cannot be written to.', nameOf(document.uri)) });
  const failed = await saved(done.filter(({ wasDirty, prepared }) => !wasDirty && prepared.merge.edits.length > 0));
  left.push(...failed);
  const unsaved = new Set(failed.map(({ uri }) => uri));
  for (const { document, prepared, wasDirty } of done) {
    const isSaved = !wasDirty && !unsaved.has(document.uri);
    const reason = await keep(parts, document, prepared, baselineAfter(prepared, false), isSaved);
    if (reason) left.push({ uri: document.uri, reason });
  }
  return { done: done.map(({ prepared }) => prepared), left };
}

/** The note with its document as it is now; worked out again where it is not what it was. */
async function readyFor(
  parts: UpdateParts,
  note: Prepared,
  entryOf: (key: string) => Promise<Entry | undefined>,
): Promise<Ready | { readonly reason: string }> {
  const document = await opened(note.uri);
  if (!document) return { reason: vscode.l10n.t('It is not there any more, or cannot be read.') };
  const difference = await differsFromFile(document);
  if (difference) return { reason: differenceText(difference) };
  const wasDirty = document.isDirty;
  if (document.getText() === note.text) return { document, prepared: note, wasDirty };
  const again = await prepare(parts, note, await entryOf(note.key), document.getText());
  if (again.kind === 'refused') return again;
  // what nobody was asked about is not done
  if (again.isFirst && !note.isFirst) return { reason: changedMeanwhile() };
  return { document, prepared: again, wasDirty };
}

async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function changedMeanwhile(): string {
  return vscode.l10n.t('It changed meanwhile. Update it again.');
}

export function differenceText(difference: 'changed' | 'gone' | 'lineEnds'): string {
  switch (difference) {
    case 'changed':
      return changedMeanwhile();
    case 'gone':
      return vscode.l10n.t('It is not there any more, or cannot be read.');
    case 'lineEnds':
      return vscode.l10n.t(
        'It mixes line ends, which VS Code would make the same when it saves. Save it once with one kind of them, then update it.',
      );
  }
}

/** Makes the changes as one step. */
export async function applied(
  changes: readonly { readonly document: vscode.TextDocument; readonly edits: readonly TextEdit[] }[],
): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, edits } of changes)
    edit.set(
      document.uri,
      edits.map((each) => vscode.TextEdit.replace(rangeOf(document, each), each.text)),
    );
  return vscode.workspace.applyEdit(edit);
}

/** Saves the notes; those that cannot be saved stay changed in their editors. */
export async function saved(
  notes: readonly { readonly document: vscode.TextDocument }[],
): Promise<{ readonly uri: vscode.Uri; readonly reason: string }[]> {
  const failed: { uri: vscode.Uri; reason: string }[] = [];
  const queue = [...notes];
  const worker = async () => {
    for (let note = queue.pop(); note; note = queue.pop()) {
      const { document } = note;
      const isSaved = await Promise.resolve(document.save()).catch(() => false);
      if (!isSaved || document.isDirty)
        failed.push({
          uri: document.uri,
          reason: vscode.l10n.t('It was updated and could not be saved. It is open with its changes: save it again.'),
        });
    }
  };
  await Promise.all(Array.from({ length: savedAtOnce }, worker));
  return failed;
}

/** Keeps what was written into a note; gives the reason where that could not be. */
export async function keep(
  { baselines }: UpdateParts,
  document: vscode.TextDocument,
  { baselineKey, text, before }: Prepared,
  after: Baseline,
  isSaved: boolean,
): Promise<string | undefined> {
  try {
    await baselines.changed(document, { key: baselineKey, textBefore: text, before, after }, isSaved);
    return undefined;
  } catch (error) {
    return vscode.l10n.t(
      'What was written into it could not be kept in .literature ({0}). The next update asks again.',
      error instanceof Error ? error.message : String(error),
    );
  }
}

/** Keeps the library's values as last written also for notes that have them already, without opening these. */
export async function keepUnchanged({ baselines }: UpdateParts, notes: readonly Prepared[]): Promise<void> {
  for (const note of notes) {
    // what is not saved may yet be undone
    if (!note.isUnsaved) await baselines.keep(note.uri, note.baselineKey, baselineAfter(note, false));
  }
}
