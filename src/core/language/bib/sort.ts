import { creatorsOf, sortName, yearOf } from '../../entry/authors.ts';
import type { CslItem } from '../../entry/csl.ts';
import { fieldNamed } from '../../formats/bibtex/inherit.ts';
import type { RawEntry, RawFile } from '../../formats/bibtex/raw.ts';
import { scanBibSteps } from '../../formats/bibtex/scan.ts';
import { isLineBreak, lineEnd } from '../../formats/bibtex/syntax.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import type { TextEdit } from '../../text.ts';
import type { BibReading } from './reading.ts';
import { entryOf } from './reading.ts';

export const sortOrders = ['key', 'authorYear', 'year', 'type'] as const;
export type SortOrder = (typeof sortOrders)[number];

export type Sorted =
  | { readonly kind: 'sorted'; readonly change: TextEdit; readonly moved: number }
  | { readonly kind: 'inOrder' }
  /** Entries that are not closed would take along what comes after them. */
  | { readonly kind: 'refused'; readonly key: string; readonly span: Span };

/** Something that moves: an entry or a `@string`, with the comment before it and the one behind it. */
interface Block extends Span {
  readonly entries: readonly RawEntry[];
}

/**
 * The text with its entries in another order. Entries trade places; what stands between them, and
 * every character of theirs, stays. The comment right before an entry moves with it. `@string`s come
 * first, in their own order, since BibTeX wants them defined before they are used, and a `crossref`
 * parent comes after its last child, as BibTeX wants it ("BibTeXing", section 4).
 */
export function* sortBib(reading: BibReading, order: SortOrder): Steps<Sorted> {
  const { text, problems } = reading.raw;
  const open = problems.find(({ code }) => code === 'unclosedEntry' || code === 'unclosedBraces');
  if (open) return { kind: 'refused', key: open.facts?.['key'] ?? '', span: open.span };
  const blocks = blocksOf(reading);
  const [firstBlock] = blocks;
  const lastBlock = blocks.at(-1);
  if (!firstBlock || !lastBlock) return { kind: 'inOrder' };
  yield;
  const ordered = yield* inOrder(reading, blocks, order);
  const parts: string[] = [];
  let moved = 0;
  for (const [place, block] of ordered.entries()) {
    const old = blocks[place];
    const next = blocks[place + 1];
    if (!old) break;
    if (block !== old) moved++;
    parts.push(text.slice(block.start, block.end));
    if (next) parts.push(text.slice(old.end, next.start));
  }
  if (!moved) return { kind: 'inOrder' };
  const change = { start: firstBlock.start, end: lastBlock.end, text: parts.join('') };
  const sorted = text.slice(0, change.start) + change.text + text.slice(change.end);
  const again = yield* scanBibSteps(sorted);
  const stray = changedEntry(reading.raw, again);
  return stray ? { kind: 'refused', key: stray.key, span: stray.span } : { kind: 'sorted', change, moved };
}

/** An entry that is not the same one in the sorted text, since a broken one or a comment reaches elsewhere there. */
function changedEntry(before: RawFile, after: RawFile): RawEntry | undefined {
  const counts = new Map<string, number>();
  for (const { span } of after.entries) {
    const source = after.text.slice(span.start, span.end);
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const lost = before.entries.find(({ span }) => {
    const source = before.text.slice(span.start, span.end);
    const count = counts.get(source) ?? 0;
    counts.set(source, count - 1);
    return count < 1;
  });
  const isWhole = (['entries', 'stringSpans', 'preambles', 'comments'] as const).every(
    (part) => before[part].length === after[part].length,
  );
  return lost ?? (isWhole ? undefined : before.entries[0]);
}

function blocksOf({ raw }: BibReading): readonly Block[] {
  const { text, entries, stringSpans, preambles, comments } = raw;
  const pieces: { readonly span: Span; readonly entry?: RawEntry; readonly moves: boolean }[] = [
    ...entries.map((entry) => ({ span: entry.span, entry, moves: true })),
    ...stringSpans.map((span) => ({ span, moves: true })),
    ...[...preambles, ...comments].map((span) => ({ span, moves: false })),
  ].sort((one, other) => one.span.start - other.span.start);
  const blocks: Block[] = [];
  let before = 0;
  for (const [place, { span, entry, moves }] of pieces.entries()) {
    const limit = pieces[place + 1]?.span.start ?? text.length;
    const end = moves ? afterTrailing(text, span.end, limit) : span.end;
    if (moves) {
      const block = {
        start: Math.max(before, withComment(text, span.start, before)),
        end,
        entries: entry ? [entry] : [],
      };
      const last = blocks.at(-1);
      // two on one line, or what a comment or preamble shares a line with, stay together
      if (last && last.end === before && !/[\r\n]/.test(text.slice(last.end, block.start)))
        blocks[blocks.length - 1] = { start: last.start, end, entries: [...last.entries, ...block.entries] };
      else blocks.push(block);
    }
    before = end;
  }
  return blocks;
}

/** The start of the lines of text that stand right above, with no empty line between. */
function withComment(text: string, start: number, limit: number): number {
  let found = start;
  let line = lineStart(text, start, limit);
  if (text.slice(line, start).trim()) return start;
  while (line > limit) {
    const above = lineStart(text, breakBefore(text, line), limit);
    if (above >= line || !text.slice(above, line).trim()) break;
    // the rest of the line that something else ends on is no comment on this
    if (above === limit && limit > 0 && !isLineBreak(text.charCodeAt(limit - 1))) break;
    found = above;
    line = above;
  }
  return found;
}

function lineStart(text: string, from: number, limit: number): number {
  let at = from;
  while (at > limit && !isLineBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Where the line break ends at `at` starts. */
function breakBefore(text: string, at: number): number {
  return text.charCodeAt(at - 1) === 10 && text.charCodeAt(at - 2) === 13 ? at - 2 : at - 1;
}

/** After the comment behind an entry on its last line. */
function afterTrailing(text: string, end: number, limit: number): number {
  const stop = lineEnd(text, end, text.length);
  return stop < limit && /^[ \t]*%/.test(text.slice(end, stop)) ? stop : end;
}

interface Facts {
  readonly key: string;
  readonly type: string;
  readonly authors: string;
  readonly year: number;
  readonly title: string;
}

function* inOrder(reading: BibReading, blocks: readonly Block[], order: SortOrder): Steps<readonly Block[]> {
  const facts = new Map<Block, Facts>();
  for (const [place, block] of blocks.entries()) {
    const [first] = block.entries;
    if (!first) continue;
    const needsItem = order === 'authorYear' || order === 'year';
    facts.set(block, factsOf(first, needsItem ? entryOf(reading, first).item : undefined));
    if (place % 200 === 199) yield;
  }
  const compare = comparisons[order];
  const strings = blocks.filter((block) => !facts.has(block));
  const entries = [...facts].sort(([, one], [, other]) => compare(one, other)).map(([block]) => block);
  yield;
  return [...strings, ...parentsLast(reading, entries)];
}

function factsOf({ key, type }: RawEntry, item: CslItem | undefined): Facts {
  const authors = item ? creatorsOf(item).map(sortName).join('; ') : '';
  return { key, type, authors, year: (item && yearOf(item)) ?? Infinity, title: item?.title ?? '' };
}

const collator = new Intl.Collator('en', { numeric: true });
type Compare = (one: Facts, other: Facts) => number;
const byKey: Compare = (one, other) =>
  collator.compare(one.key, other.key) || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0);
/** Without an author, by title among the authors, as bibliographies do it. */
const byAuthors: Compare = (one, other) => collator.compare(one.authors || one.title, other.authors || other.title);
const oldestFirst: Compare = (one, other) => (one.year === other.year ? 0 : one.year - other.year);
const newestFirst: Compare = (one, other) => {
  if (one.year === other.year) return 0;
  return one.year === Infinity ? 1 : other.year === Infinity ? -1 : other.year - one.year;
};

const comparisons: Readonly<Record<SortOrder, Compare>> = {
  key: byKey,
  authorYear: (one, other) => byAuthors(one, other) || oldestFirst(one, other) || byKey(one, other),
  year: (one, other) => newestFirst(one, other) || byAuthors(one, other) || byKey(one, other),
  type: (one, other) => collator.compare(one.type, other.type) || byKey(one, other),
};

/** Entries of one key; more of them are a mistake of another kind. */
const mostAlike = 10;

/** Each parent after the last of its children, at once; in a circle of parents the order is as before. */
function parentsLast({ file }: BibReading, blocks: readonly Block[]): readonly Block[] {
  const blocksOfKey = new Map<string, Block[]>();
  for (const block of blocks) {
    for (const { key } of block.entries)
      blocksOfKey.set(key, [...(blocksOfKey.get(key) ?? []).slice(0, mostAlike), block]);
  }
  const parentsOf = new Map<Block, Set<Block>>();
  const waitingFor = new Map<Block, number>();
  for (const block of blocks) {
    for (const entry of block.entries) {
      const link = fieldNamed(entry.fields, 'crossref');
      const keys = (link && file.links.get(link)?.keys) ?? [];
      for (const parent of keys.flatMap((key) => blocksOfKey.get(key) ?? [])) {
        if (parent === block) continue;
        const parents = parentsOf.get(block) ?? new Set();
        if (!parents.has(parent)) waitingFor.set(parent, (waitingFor.get(parent) ?? 0) + 1);
        parentsOf.set(block, parents.add(parent));
      }
    }
  }
  const done = new Set<Block>();
  const held = new Set<Block>();
  const emit = (first: Block) => {
    for (const ready = [first]; ready.length;) {
      const block = ready.shift();
      if (!block || done.has(block)) continue;
      done.add(block);
      for (const parent of parentsOf.get(block) ?? []) {
        const left = (waitingFor.get(parent) ?? 0) - 1;
        waitingFor.set(parent, left);
        if (left <= 0 && held.has(parent)) ready.push(parent);
      }
    }
  };
  for (const block of blocks) {
    if ((waitingFor.get(block) ?? 0) > 0) held.add(block);
    else emit(block);
  }
  for (const block of held) done.add(block);
  return [...done];
}
