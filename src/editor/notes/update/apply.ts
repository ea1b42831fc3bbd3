import * as vscode from 'vscode';
import type { Entry } from '../../../core/entry/entry.ts';
import type { Baseline } from '../../../core/notes/update/baseline.ts';
import type { TextEdit } from '../../../core/text.ts';
import { edited } from '../../../core/text.ts';
import { rangeOf } from '../../language/documents.ts';
import { lastingDifference, lostText, readOnlyText } from './noteText.ts';
import type { Prepared, UpdateParts } from './prepare.ts';
import { baselineAfter, prepare } from './prepare.ts';

/** What became of notes that were to be updated. */
export interface Applied {
  /** As they were right before. */
  readonly done: readonly Prepared[];
  /** Those that were left as they are, or that could not be saved, with the reason. */
  readonly left: readonly Left[];
}

const atOnce = 16;
/** A note that changes while it is updated is worked out anew so often before it is left out. */
const mostTries = 3;

type EntryOf = (key: string) => Promise<Entry | undefined>;

/** A document with what is to be done to it; the text of `prepared` is the one that it has. */
interface Ready {
  readonly document: vscode.TextDocument;
  readonly prepared: Prepared;
}

interface Left {
  readonly uri: vscode.Uri;
  readonly reason: string;
}

/**
 * Updates the notes as one step that can be undone, and saves those that had no unsaved changes. Each is looked at
 * again right before: one that changed meanwhile is worked out anew, or left out and told.
 */
export async function apply(parts: UpdateParts, notes: readonly Prepared[], entryOf: EntryOf): Promise<Applied> {
  for (let tries = 1; ; tries++) {
    const { ready, left } = await readied(parts, notes, entryOf);
    const dirty = new Set(ready.map(({ document }) => document).filter(({ isDirty }) => isDirty));
    const changes = ready.map(({ document, prepared }) => ({ document, edits: prepared.merge.edits }));
    if (!changes.some(({ edits }) => edits.length) || (await applied(changes)))
      return finished(parts, ready, dirty, left);
    // nothing was changed, for one of them changed on the way
    if (ready.every(isCurrent) || tries === mostTries)
      return {
        done: [],
        left: notes.map(({ uri }) => ({ uri, reason: vscode.l10n.t('VS Code refused the change.') })),
      };
  }
}

/** Saves what was changed, and keeps what was written. `dirty` had unsaved changes before. */
async function finished(
  parts: UpdateParts,
  ready: readonly Ready[],
  dirty: ReadonlySet<vscode.TextDocument>,
  leftBefore: readonly Left[],
): Promise<Applied> {
  // VS Code reports success for documents too that it does not let change
  const isChanged = ({ document, prepared }: Ready) =>
    document.getText() === edited(prepared.text, prepared.merge.edits);
  const done = ready.filter(isChanged);
  const locked = ready
    .filter((one) => !isChanged(one))
    .map(({ document: { uri } }) => ({ uri, reason: readOnlyText() }));
  const failed = await saved(
    done.filter(({ document, prepared }) => !dirty.has(document) && prepared.merge.edits.length > 0),
  );
  const left: Left[] = [...leftBefore, ...locked, ...failed];
  const unsaved = new Set(failed.map(({ uri }) => uri));
  for (const { document, prepared } of done) {
    const isSaved = !dirty.has(document) && !unsaved.has(document.uri);
    const reason = await keep(parts, document, prepared, baselineAfter(prepared, false), isSaved);
    if (reason) left.push({ uri: document.uri, reason });
  }
  return { done: done.map(({ prepared }) => prepared), left };
}

/** The notes as they are at one moment, after which nothing was waited for. */
async function readied(
  parts: UpdateParts,
  notes: readonly Prepared[],
  entryOf: EntryOf,
): Promise<{ readonly ready: readonly Ready[]; readonly left: readonly Left[] }> {
  const left: Left[] = [];
  let ready: Ready[] = [];
  let waiting = notes;
  for (let tries = 1; waiting.length; tries++) {
    for (let first = 0; first < waiting.length; first += atOnce) {
      const some = waiting.slice(first, first + atOnce);
      for (const one of await Promise.all(some.map((note) => readyFor(parts, note, entryOf))))
        if ('reason' in one) left.push(one);
        else ready.push(one);
    }
    const stale = ready.filter((one) => !isCurrent(one));
    ready = ready.filter(isCurrent);
    if (tries === mostTries) {
      left.push(...stale.map(({ document: { uri } }) => ({ uri, reason: changedMeanwhile() })));
      break;
    }
    waiting = stale.map(({ prepared }) => prepared);
  }
  return { ready, left };
}

function isCurrent({ document, prepared }: Ready): boolean {
  return document.getText() === prepared.text;
}

/** The note with its document as it is now; worked out again where it is not what it was. */
async function readyFor(parts: UpdateParts, note: Prepared, entryOf: EntryOf): Promise<Ready | Left> {
  const { uri } = note;
  const document = await opened(uri);
  if (!document) return { uri, reason: differenceText('gone') };
  const difference = await lastingDifference(document);
  if (difference) return { uri, reason: differenceText(difference) };
  if (document.isDirty && (await parts.baselines.standing.isLost(uri))) return { uri, reason: lostText() };
  if (document.getText() === note.text) return { document, prepared: note };
  const again = await prepare(parts, note, await entryOf(note.key), document.getText());
  if (again.kind === 'refused') return again;
  // what nobody was asked about is not done
  if (again.isFirst && !note.isFirst) return { uri, reason: changedMeanwhile() };
  return { document, prepared: again };
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
export async function saved(notes: readonly { readonly document: vscode.TextDocument }[]): Promise<Left[]> {
  const failed: Left[] = [];
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
  await Promise.all(Array.from({ length: atOnce }, worker));
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
