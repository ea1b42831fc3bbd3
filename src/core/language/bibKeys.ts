import { scanBibSteps } from '../formats/bibtex/scan.ts';
import type { RawEntry } from '../formats/bibtex/raw.ts';
import { atOnce } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { Span } from '../text.ts';

/** A key in a BibTeX file: an entry's own, or in a field that names entries. */
export interface BibKey extends Span {
  readonly key: string;
  /** The field, in small letters; missing for an entry's own key. */
  readonly field?: string;
}

/** Fields that hold keys (BibLaTeX manual, 2.2.3 "Special Fields"). */
const namesKeys = new Set(['crossref', 'xref', 'xdata', 'related', 'ids', 'entryset']);
/** A longer file is scanned only where the key stands. */
const longestWhole = 1_000_000;
/** Characters searched in one step. */
const stretch = 500_000;
const keyInValue = /[^\s,{}"](?:[^,{}"]*[^\s,{}"])?/g;

/** Every place of a key in a BibTeX file, in the order of the text. In steps. */
export function* placesOfKey(text: string, key: string): Steps<BibKey[]> {
  const found: BibKey[] = [];
  for (let at = yield* placeOf(key, text, 0); key && at >= 0; at = yield* placeOf(key, text, at)) {
    const piece = text.length <= longestWhole ? { start: 0, end: text.length } : entryAround(text, at);
    for (const entry of yield* entriesIn(text, piece)) found.push(...keysOf(text, entry, (each) => each === key));
    at = Math.max(piece.end, at + 1);
    yield;
  }
  return found;
}

/** Where a key stands next, -1 for nowhere. In steps. */
function* placeOf(key: string, text: string, from: number): Steps<number> {
  for (let at = from; at < text.length; at += stretch) {
    const found = text.slice(at, at + stretch + key.length - 1).indexOf(key);
    if (found >= 0) return at + found;
    yield;
  }
  return -1;
}

/** The key that a place in a BibTeX file speaks of: one in a field, or the entry's own in the line it begins with. */
export function bibKeyAt(text: string, offset: number): BibKey | undefined {
  for (const entry of atOnce(entriesIn(text, entryAround(text, offset)))) {
    const { span, keySpan, key } = entry;
    if (span.start <= offset && offset <= keySpan.end && keySpan.end > keySpan.start) return { ...keySpan, key };
    if (offset > span.end) continue;
    const named = keysOf(text, entry, () => true).find(
      ({ start, end, field }) => field && start <= offset && offset <= end,
    );
    if (named) return named;
  }
  return undefined;
}

function keysOf(text: string, { key, keySpan, fields }: RawEntry, isWanted: (key: string) => boolean): BibKey[] {
  const found: BibKey[] = keySpan.end > keySpan.start && isWanted(key) ? [{ ...keySpan, key }] : [];
  for (const { name, start, end } of fields) {
    if (!namesKeys.has(name)) continue;
    for (const hit of text.slice(start, end).matchAll(keyInValue)) {
      const from = start + hit.index;
      if (isWanted(hit[0])) found.push({ key: hit[0], start: from, end: from + hit[0].length, field: name });
    }
  }
  return found;
}

/** The entries of a piece of the text that begins where one does. */
function* entriesIn(text: string, { start, end }: Span): Steps<RawEntry[]> {
  const move = (span: Span) => ({ start: span.start + start, end: span.end + start });
  const { entries } = yield* scanBibSteps(text.slice(start, end));
  if (!start) return [...entries];
  return entries.map((entry) => ({
    ...entry,
    span: move(entry.span),
    keySpan: move(entry.keySpan),
    fields: entry.fields.map((field) => ({
      ...field,
      nameStart: field.nameStart + start,
      start: field.start + start,
      end: field.end + start,
    })),
  }));
}

/** From the line that begins an entry, at or before the place, to the next such line. */
function entryAround(text: string, offset: number): Span {
  const begins = (at: number) => /^@[A-Za-z]+\s*[{(]/.test(text.slice(at, at + 60));
  let start = text.lastIndexOf('\n@', offset - 1);
  while (start >= 0 && !begins(start + 1)) start = start ? text.lastIndexOf('\n@', start - 1) : -1;
  let end = text.indexOf('\n@', offset);
  while (end >= 0 && !begins(end + 1)) end = text.indexOf('\n@', end + 1);
  return { start: start + 1, end: end < 0 ? text.length : end + 1 };
}
