import type { Problem } from '../../entry/entry.ts';
import { readFrontMatter } from '../../formats/frontMatter.ts';
import type { NewBlock, OwnedBlock } from '../edit/blocks.ts';
import { blockEdit, blocksAt, blocksOut, ownedBlocks } from '../edit/blocks.ts';
import type { FieldChange } from '../edit/fields.ts';
import { fieldEdits } from '../edit/fields.ts';
import type { TextEdit } from '../../text.ts';
import type { Baseline } from './baseline.ts';
import { firstBaseline } from './baseline.ts';
import type { Side } from './mergeParts.ts';
import { blockDecision, fieldDecision } from './mergeParts.ts';
import type { OwnedParts } from './parts.ts';

/** A note, what was last written into it if that is known, and what its template makes of the library now. */
export interface NoteVersions {
  readonly text: string;
  readonly base: Pick<Baseline, 'fields' | 'blocks'> | undefined;
  readonly wanted: OwnedParts;
}

/** A field or block that an update is about. */
export interface NotePart {
  readonly kind: 'field' | 'block';
  readonly name: string;
}

/** What an update does to a note. */
export interface NoteMerge {
  /** In the order of the text. */
  readonly edits: readonly TextEdit[];
  readonly changed: readonly NotePart[];
  /** What both the user and the library changed. The edits take the side that was asked for. */
  readonly conflicts: readonly NotePart[];
  /** Blocks that are left alone, since their markers cannot be trusted. */
  readonly problems: readonly Problem[];
  /** What counts as last written once the edits are made; of parts in conflict still what it was. */
  readonly base: Pick<Baseline, 'fields' | 'blocks'>;
  /** The same once the conflicts are decided. */
  readonly decidedBase: Pick<Baseline, 'fields' | 'blocks'>;
}

/** Marks of a conflict that git left in a text. */
const conflictMarks = /^(?:<{7} |>{7} |={7}$)/m;

/**
 * The three-way merge of a note with the library. Only fields and blocks that the template owns change; everything
 * else stays to the byte. What the user changed and the library did not stays, and what the user took out stays out.
 * Without a base, every part that differs is in conflict and missing blocks are not added: what the note has in
 * their place may be the user's.
 */
export function mergeNote(
  { text, base, wanted }: NoteVersions,
  side: Side = 'mine',
): NoteMerge | { readonly refused: Problem } {
  const marks = conflictMarks.exec(text);
  if (marks && /^<{7} /m.test(text) && /^>{7} /m.test(text))
    return { refused: { code: 'noteConflicted', span: { start: marks.index, end: marks.index + 7 } } };
  const changed: NotePart[] = [];
  const conflicts: NotePart[] = [];

  const fields = mergedFields(text, { base, wanted }, side, changed, conflicts);
  if ('refused' in fields) return fields;
  const blocks = mergedBlocks(text, { base, wanted }, side, changed, conflicts);

  const edits = [...fields.edits, ...blocks.edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const decidedBase = firstBaseline(wanted, { date: '', selectedText: '' });
  const { problems } = blocks;
  const left = problems.map(({ facts }) => ({ kind: 'block' as const, name: facts?.['name'] ?? '' }));
  const before = undecided(base, decidedBase, left);
  return { edits, changed, conflicts, problems, base: undecided(base, before, conflicts), decidedBase: before };
}

type Base = NoteMerge['base'];

/** The base as it is to be, with that of parts that nothing was decided about as it was. */
function undecided(base: Base | undefined, decided: Base, conflicts: readonly NotePart[]): Base {
  const keep = <T>(kind: NotePart['kind'], now: ReadonlyMap<string, T>, before: ReadonlyMap<string, T> | undefined) => {
    const kept = new Map(now);
    for (const { kind: one, name } of conflicts) {
      if (one !== kind) continue;
      const old = before?.get(name);
      if (old === undefined) kept.delete(name);
      else kept.set(name, old);
    }
    return kept;
  };
  return {
    fields: keep('field', decided.fields, base?.fields),
    blocks: keep('block', decided.blocks, base?.blocks),
  };
}

function mergedFields(
  text: string,
  { base, wanted }: Pick<NoteVersions, 'base' | 'wanted'>,
  side: Side,
  changed: NotePart[],
  conflicts: NotePart[],
): { readonly edits: readonly TextEdit[] } | { readonly refused: Problem } {
  const { data } = readFrontMatter(text);
  const changes = new Map<string, FieldChange>();
  for (const name of new Set([...wanted.fields.keys(), ...(base?.fields.keys() ?? [])])) {
    const values = {
      base: base?.fields.get(name),
      mine: data[name],
      theirs: wanted.fields.get(name),
      has: { base: base?.fields.has(name) ?? false, mine: Object.hasOwn(data, name) },
    };
    const { change, isConflict, isRemoved } = fieldDecision(values, side, !base);
    if (isConflict) conflicts.push({ kind: 'field', name });
    if (change === undefined && !isRemoved) continue;
    changes.set(name, change);
    if (!isConflict) changed.push({ kind: 'field', name });
  }
  return fieldEdits(text, changes);
}

function mergedBlocks(
  text: string,
  { base, wanted }: Pick<NoteVersions, 'base' | 'wanted'>,
  side: Side,
  changed: NotePart[],
  conflicts: NotePart[],
): { readonly edits: readonly TextEdit[]; readonly problems: readonly Problem[] } {
  const { blocks, problems } = ownedBlocks(text);
  const here = new Map(blocks.map((block) => [block.name, block]));
  const odd = new Set(problems.map(({ facts }) => facts?.['name']));
  const edits: TextEdit[] = [];
  const removed: OwnedBlock[] = [];
  for (const name of new Set([...wanted.blocks.keys(), ...(base?.blocks.keys() ?? [])])) {
    const block = here.get(name);
    // another marker of that name makes it doubtful which text the block is
    if (!block || odd.has(name)) continue;
    const theirs = wanted.blocks.get(name)?.content;
    const { change, isConflict, isRemoved } = blockDecision(text, block, base?.blocks.get(name), theirs, side, !base);
    if (isConflict) conflicts.push({ kind: 'block', name });
    if (isRemoved) removed.push(block);
    const edit = change === undefined ? undefined : blockEdit(text, name, change);
    if (edit) edits.push(edit);
    if (isRemoved || (edit && !isConflict)) changed.push({ kind: 'block', name });
  }
  const fresh = base ? newBlocks(text, here, wanted, (name) => base.blocks.has(name) || odd.has(name)) : [];
  for (const [place, list] of fresh) {
    const edit = blocksAt(text, place, list);
    if (!edit) continue;
    edits.push(edit);
    changed.push(...list.map(({ name }) => ({ kind: 'block' as const, name })));
  }
  const known = (name: string | undefined) => name !== undefined && (wanted.blocks.has(name) || base?.blocks.has(name));
  return {
    edits: [...edits, ...blocksOut(text, removed)],
    problems: problems.filter(({ facts }) => known(facts?.['name'])),
  };
}

/** New blocks by the place that they are put at: after the one before them in the template, else at the end. */
function newBlocks(
  text: string,
  here: ReadonlyMap<string, OwnedBlock>,
  wanted: OwnedParts,
  isKnown: (name: string) => boolean,
): Map<number, NewBlock[]> {
  const fresh = new Map<number, NewBlock[]>();
  let place = text.length;
  for (const [name, { content, attributes }] of wanted.blocks) {
    const block = here.get(name);
    if (block) place = block.span.end;
    else if (!isKnown(name)) fresh.set(place, [...(fresh.get(place) ?? []), { name, content, attributes }]);
  }
  return fresh;
}
