import type { Problem, ReadResult } from '../../entry/entry.ts';
import { LongMap } from '../../longMap.ts';
import type { BibFile, Links, NamedKeys } from './bibEntry.ts';
import { BibEntry } from './bibEntry.ts';
import { inOrder } from '../drafts.ts';
import { keysIn } from './fields.ts';
import { linkProblems } from './linkProblems.ts';
import type { RawEntry, RawField, RawFile } from './raw.ts';
import { nameSpan } from './raw.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import { scanBibSteps } from './scan.ts';
import type { Macros } from './value.ts';
import { macroText, texOfValue } from './value.ts';

/** A file that is all errors need not fill the memory with them. */
const mostProblems = 20_000;
/** Entries taken in between two chances for others to run. */
const step = 500;

/**
 * Reads a BibTeX or BibLaTeX file: its places at once, its values when they are asked for. It
 * never throws, and takes time in proportion to the text. Entries of the type `xdata` only hold
 * fields for others and are none of the result. Codes of problems, with facts beside the key:
 *
 * - of the text: `strayAt`, `unclosedEntry`, `unclosedBraces`, `extraBrace`, `missingKey`,
 *   `missingComma`, `missingEquals`, `missingValue`, `unexpectedText`;
 * - of the meaning: `duplicateField`, `undefinedString` (`name`), `missingParent` (`parent`),
 *   `cyclicParent` (`parent`), and `moreProblems` (`count`) where there are too many to list.
 */
export function readBib(text: string, uri: string): ReadResult {
  return atOnce(readBibSteps(text, uri));
}

/** `readBib` in steps of less than a millisecond. */
export function* readBibSteps(text: string, uri: string): Generator<void, ReadResult> {
  const raw = yield* scanBibSteps(text);
  const { file, keyFields } = yield* bibFileSteps(raw, uri);
  const entries: BibEntry[] = [];
  const problems: Problem[] = [...raw.problems];
  for (const [place, entry] of raw.entries.entries()) {
    if (place % step === step - 1) yield;
    for (const field of doubled(entry.fields))
      problems.push({ code: 'duplicateField', span: nameSpan(field), facts: { key: entry.key, field: field.name } });
    if (entry.type !== 'xdata') entries.push(new BibEntry(file, entry, namedBy(entry, keyFields)));
  }
  for (const [place, { start, end, key, field }] of raw.undefinedMacros.entries()) {
    if (place % step === step - 1) yield;
    const facts = { key, field, name: text.slice(start, end) };
    problems.push({ code: 'undefinedString', span: { start, end }, facts });
  }
  for (const problem of yield* linkProblems(file)) problems.push(problem);
  yield;
  return { entries, problems: yield* firstInOrder(problems) };
}

/** What the entries of a scanned file share: what it takes to make a `BibEntry` of any of them. */
export function* bibFileSteps(raw: RawFile, uri: string): Generator<void, { file: BibFile; keyFields: KeyFields }> {
  const macros = macrosOf(raw);
  const keyFields = yield* keyFieldsOf(raw, macros);
  const byKey = yield* keyTable(raw.entries, keyFields);
  return { file: { uri, text: raw.text, macros, byKey, links: linksOf(keyFields) }, keyFields };
}

function macrosOf({ text, strings }: RawFile): Macros {
  const macros = new Map<string, string>();
  for (const [name, { start, end }] of strings) macros.set(name, macroText(text, start, end, macros));
  return macros;
}

/** A field that names entries, and the keys in it. */
interface KeyField {
  readonly field: RawField;
  readonly keys: readonly string[];
}

type KeyFields = ReadonlyMap<RawEntry, readonly KeyField[]>;

const namesKeys = new Set(['crossref', 'xdata', 'ids', 'related']);

/** The fields that name entries, by the entry they stand in; few entries have any. */
function* keyFieldsOf({ text, entries }: RawFile, macros: Macros): Generator<void, KeyFields> {
  const found = new Map<RawEntry, readonly KeyField[]>();
  for (const [place, entry] of entries.entries()) {
    if (place % step === step - 1) yield;
    for (const field of entry.fields) {
      if (!namesKeys.has(field.name)) continue;
      const keys = keysIn(texOfValue(text, field.start, field.end, macros));
      found.set(entry, [
        ...(found.get(entry) ?? []).filter((other) => other.field.name !== field.name),
        { field, keys },
      ]);
    }
  }
  return found;
}

/** Entries by key, of several the first; after them by their aliases, which stand back. */
function* keyTable(entries: readonly RawEntry[], keyFields: KeyFields): Generator<void, ReadonlyMap<string, RawEntry>> {
  const table = new LongMap<string, RawEntry>();
  for (const [place, entry] of entries.entries()) {
    if (place % step === step - 1) yield;
    if (!table.has(entry.key)) table.set(entry.key, entry);
  }
  for (const [entry, fields] of keyFields)
    for (const alias of keysNamed(fields, 'ids') ?? []) if (!table.has(alias)) table.set(alias, entry);
  return table;
}

function linksOf(keyFields: KeyFields): Links {
  const links = new Map<RawField, { entry: RawEntry; keys: readonly string[] }>();
  for (const [entry, fields] of keyFields)
    for (const { field, keys } of fields)
      if (field.name === 'crossref' || field.name === 'xdata') links.set(field, { entry, keys });
  return links;
}

function namedBy(entry: RawEntry, keyFields: KeyFields): NamedKeys {
  const fields = keyFields.get(entry);
  if (!fields) return {};
  const aliases = keysNamed(fields, 'ids');
  const related = keysNamed(fields, 'related');
  return { ...(aliases ? { aliases } : {}), ...(related ? { related } : {}) };
}

function keysNamed(fields: readonly KeyField[], name: string): readonly string[] | undefined {
  return fields.find(({ field }) => field.name === name)?.keys;
}

/** Fields whose name the entry has already; few entries have any, so the usual case makes no table. */
function doubled(fields: readonly RawField[]): readonly RawField[] {
  if (fields.length <= longestPlain && !hasDoubled(fields)) return [];
  const names = new Set<string>();
  return fields.filter(({ name }) => names.has(name) || !names.add(name));
}

const longestPlain = 40;

function hasDoubled(fields: readonly RawField[]): boolean {
  for (let index = 1; index < fields.length; index++) {
    const name = fields[index]?.name;
    for (let before = 0; before < index; before++) if (fields[before]?.name === name) return true;
  }
  return false;
}

/** In the order of the text, the first ones if there are too many. */
function* firstInOrder(problems: readonly Problem[]): Steps<readonly Problem[]> {
  const ordered = yield* inOrder(problems);
  if (ordered.length <= mostProblems) return ordered;
  const kept = ordered.slice(0, mostProblems);
  const span = ordered[mostProblems]?.span ?? { start: 0, end: 0 };
  return [...kept, { code: 'moreProblems', span, facts: { count: String(ordered.length - mostProblems) } }];
}
