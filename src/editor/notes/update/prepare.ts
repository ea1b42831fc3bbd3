import * as vscode from 'vscode';
import type { Entry, Problem } from '../../../core/entry/entry.ts';
import { readFrontMatter } from '../../../core/formats/frontMatter.ts';
import { isSameValue } from '../../../core/notes/edit/sameValue.ts';
import type { Baseline } from '../../../core/notes/update/baseline.ts';
import { tellsOfUpdate } from '../../../core/notes/update/baseline.ts';
import type { NoteMerge } from '../../../core/notes/update/mergeNote.ts';
import { mergeNote } from '../../../core/notes/update/mergeNote.ts';
import type { OwnedParts } from '../../../core/notes/update/parts.ts';
import { ownedParts } from '../../../core/notes/update/parts.ts';
import { edited } from '../../../core/text.ts';
import { problemText } from '../../library/problemTexts.ts';
import type { TemplateKnowledge } from '../templateContext.ts';
import { today } from '../templateContext.ts';
import { baselineKey } from './baselines.ts';
import type { Baselines } from './baselines.ts';
import { isReadOnly, lostText, noteText, readOnlyText } from './noteText.ts';
import type { Making } from './rendering.ts';
import { rendered } from './rendering.ts';

export interface UpdateParts extends TemplateKnowledge {
  readonly baselines: Baselines;
}

/** A note that is to be updated, and its paper. */
export interface NoteOfPaper {
  readonly uri: vscode.Uri;
  readonly key: string;
}

/** What an update would do to a note, worked out on `text`. */
export interface Prepared extends NoteOfPaper {
  readonly kind: 'prepared';
  readonly text: string;
  readonly isUnsaved: boolean;
  /** Nothing was known of what had been written into it. */
  readonly isFirst: boolean;
  readonly merge: NoteMerge;
  /** The note with the library's side of every conflict. */
  readonly theirs: string;
  /** Where its baseline is kept, and what that was. */
  readonly baselineKey: string;
  readonly before: Baseline | undefined;
  readonly making: Making;
}

/** Why a note is left as it is. */
export interface Refused extends NoteOfPaper {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Works out what an update does to a note as it is now. `given` is the text to take in the place of that. */
export async function prepare(
  parts: UpdateParts,
  note: NoteOfPaper,
  entry: Entry | undefined,
  given?: string,
): Promise<Prepared | Refused> {
  const refuse = (reason: string): Refused => ({ ...note, kind: 'refused', reason });
  if (!vscode.workspace.getWorkspaceFolder(note.uri))
    return refuse(vscode.l10n.t('It lies outside of the workspace. Open its folder to update it.'));
  if (!entry) return refuse(vscode.l10n.t('"{0}" is no paper of the library.', note.key));
  const read = await noteText(note.uri);
  if (!read) return refuse(vscode.l10n.t('It is not there any more, or cannot be read.'));
  if (await isReadOnly(note.uri)) return refuse(readOnlyText());
  if (read.isUnsaved && (await parts.baselines.standing.isLost(note.uri))) return refuse(lostText());
  const text = given ?? read.text;
  const key = baselineKey(text, note.key);
  const kept = await parts.baselines.of(note.uri, key);
  const before = tellsOfUpdate(kept) ? kept : undefined;
  const making: Making = before ?? { date: today(), selectedText: '' };
  const fresh = await rendered(parts, entry, note.uri, making).catch((error: unknown) => ({ error }));
  if (typeof fresh !== 'string') return refuse(sentenceOf(fresh.error));
  const made = ownedParts(fresh);
  if ('refused' in made) return refuse(templateText(made.refused));
  const { wanted, date } = before
    ? { wanted: made, date: making.date }
    : await unlessMadeOnce(made, text, () => rendered(parts, entry, note.uri, { ...making, date: '1000-01-01' }));
  const versions = { text, base: before, wanted };
  const merge = mergeNote(versions, 'mine');
  if ('refused' in merge) return refuse(problemText(merge.refused));
  const other = mergeNote(versions, 'theirs');
  if ('refused' in other) return refuse(problemText(other.refused));
  const { template, selectedText } = making;
  return {
    ...note,
    kind: 'prepared',
    text,
    isUnsaved: read.isUnsaved,
    isFirst: !before,
    merge,
    theirs: edited(text, other.edits),
    baselineKey: key,
    before: kept,
    making: { ...(template === undefined ? {} : { template }), date, selectedText },
  };
}

/** A template that cannot be used says why. */
function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function templateText(problem: Problem): string {
  return vscode.l10n.t('The template gives front matter for it that cannot be used: {0}', problemText(problem));
}

/**
 * What is wanted of a note of which nothing is known, without the fields that say when it was made: those are written
 * once, and the note has them. Gives the date that they say as well.
 */
async function unlessMadeOnce(
  made: OwnedParts,
  text: string,
  renderAnotherDay: () => Promise<string>,
): Promise<{ readonly wanted: OwnedParts; readonly date: string }> {
  const another = ownedParts(await renderAnotherDay());
  if ('refused' in another) return { wanted: made, date: today() };
  const { data } = readFrontMatter(text);
  const fields = new Map(made.fields);
  let date = today();
  for (const [name, { value }] of made.fields) {
    const isMadeOnce = !isSameValue(value, another.fields.get(name)?.value);
    if (!isMadeOnce || !Object.hasOwn(data, name)) continue;
    fields.delete(name);
    date = /\d{4}-\d\d-\d\d/.exec(String(data[name]))?.[0] ?? date;
  }
  return { wanted: { fields, blocks: made.blocks }, date };
}

/** What counts as last written once the note is updated; `isDecided`: the user chose in every conflict. */
export function baselineAfter({ merge, making, before }: Prepared, isDecided: boolean): Baseline {
  const imported = before?.marks ? { marks: before.marks } : {};
  return { ...making, ...(isDecided ? merge.decidedBase : merge.base), ...imported };
}

/** Whether there is nothing to write into the note. */
export function isUpToDate({ merge }: Prepared): boolean {
  return !merge.edits.length && !merge.conflicts.length;
}
