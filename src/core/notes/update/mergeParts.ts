import { blockContent, containedContent } from '../edit/blocks.ts';
import type { OwnedBlock } from '../edit/blocks.ts';
import type { FieldChange, WrittenValue } from '../edit/fields.ts';
import { isSameValue } from '../edit/sameValue.ts';
import { merged, mergedList } from './lines.ts';
import type { Outcome } from './lines.ts';

/** Whose value counts where both changed a part. */
export type Side = 'mine' | 'theirs';

/** What becomes of a part of the note: what it changes to, whether that is in conflict, or that it stays. */
export interface Decision<T> {
  readonly change?: T;
  readonly isConflict?: true;
  /** The part goes out of the note. */
  readonly isRemoved?: true;
}

const stays = {};

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** A value as it was, is in the note, and is to be; `has` tells which of them there are. */
export interface ThreeValues {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: WrittenValue | undefined;
  readonly has: { readonly base: boolean; readonly mine: boolean };
}

/**
 * What becomes of a field. Of one that somebody took out nothing is put back, and one that the note has on its own
 * stays. `isFirst`: nothing is known of how it was, so that every difference is in conflict.
 */
export function fieldDecision(
  { base, mine, theirs, has }: ThreeValues,
  side: Side,
  isFirst: boolean,
): Decision<FieldChange> {
  if (!theirs) return has.mine && has.base && isSameValue(mine, base) ? { isRemoved: true } : stays;
  if (!has.mine) return has.base ? stays : { change: theirs };
  if (isSameValue(mine, theirs.value)) return stays;
  if (!has.base) return isFirst ? conflict(side, changeTo(mine, theirs.value, theirs)) : stays;
  const outcome = mergedValue(mine, base, theirs.value);
  if ('conflict' in outcome) return conflict(side, changeTo(mine, theirs.value, theirs));
  return isSameValue(outcome.value, mine) ? stays : { change: changeTo(mine, outcome.value, theirs) };
}

function conflict<T>(side: Side, change: T): Decision<T> {
  return side === 'theirs' ? { change, isConflict: true } : { isConflict: true };
}

/** Texts and lists of texts take the note's own style, everything else the template's. */
function changeTo(mine: unknown, value: unknown, theirs: WrittenValue): FieldChange {
  if (typeof value === 'string' && typeof mine === 'string') return value;
  return isTexts(value) && isTexts(mine) ? value : theirs;
}

function mergedValue(mine: unknown, base: unknown, theirs: unknown): Outcome<unknown> {
  if (isSameValue(theirs, base)) return { value: mine };
  if (isSameValue(mine, base)) return { value: theirs };
  return isTexts(mine) && isTexts(base) && isTexts(theirs) ? mergedList(mine, base, theirs) : { conflict: true };
}

/** What becomes of the content of a block; by lines, of which only those are in conflict that both changed. */
export function blockDecision(
  text: string,
  block: OwnedBlock,
  base: string | undefined,
  theirs: string | undefined,
  side: Side,
  isFirst: boolean,
): Decision<string> {
  const mine = blockContent(text, block);
  if (theirs === undefined) return base !== undefined && mine === base ? { isRemoved: true } : stays;
  const wanted = containedContent(theirs);
  if (mine === wanted) return stays;
  if (base === undefined) return isFirst ? conflict(side, wanted) : stays;
  if (mine === base) return { change: wanted };
  if (wanted === base) return stays;
  const stretches = merged(mine.split('\n'), base.split('\n'), wanted.split('\n'));
  const isConflict = stretches.some((stretch) => 'mine' in stretch);
  const lines = stretches.flatMap((stretch) => ('settled' in stretch ? stretch.settled : stretch[side]));
  const content = lines.join('\n');
  const change = containedContent(content) === mine ? {} : { change: content };
  return isConflict ? { ...change, isConflict: true } : change;
}
