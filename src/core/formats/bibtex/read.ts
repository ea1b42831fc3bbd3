import type { Entry, Problem, ReadResult } from '../../entry/entry.ts';
import type { BibFile } from './bibEntry.ts';
import { BibEntry } from './bibEntry.ts';
import { keysIn } from './fields.ts';
import { isLink, linkProblems } from './linkProblems.ts';
import type { RawEntry, RawField, RawFile } from './raw.ts';
import { nameSpan } from './raw.ts';
import { atOnce, scanBibSteps } from './scan.ts';
import type { Macros } from './value.ts';
import { macroText, texOfValue } from './value.ts';

/** A file that is all errors need not fill the memory with them. */
const mostProblems = 20_000;
/** Entries taken in between two chances for others to run. */
const step = 1000;

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

/** `readBib` in steps of about a millisecond. What looks at every entry a moment only is one step for each kind. */
export function* readBibSteps(text: string, uri: string): Generator<void, ReadResult> {
  const raw = yield* scanBibSteps(text);
  const macros = macrosOf(raw);
  const file: BibFile = { uri, text, macros, ...(yield* tablesOf(raw, macros)) };
  const entries: Entry[] = [];
  const problems: Problem[] = [...raw.problems];
  for (const [place, entry] of raw.entries.entries()) {
    if (place % step === step - 1) yield;
    for (const field of doubled(entry.fields))
      problems.push({ code: 'duplicateField', span: nameSpan(field), facts: { key: entry.key, field: field.name } });
    if (entry.type !== 'xdata') entries.push(entryOf(file, entry));
  }
  for (const { start, end, key, field } of raw.undefinedMacros)
    problems.push({
      code: 'undefinedString',
      span: { start, end },
      facts: { key, field, name: text.slice(start, end) },
    });
  yield;
  for (const problem of yield* linkProblems(raw.entries, file)) problems.push(problem);
  yield;
  return { entries, problems: sorted(problems) };
}

function macrosOf({ text, strings }: RawFile): Macros {
  const macros = new Map<string, string>();
  for (const [name, { start, end }] of strings) macros.set(name, macroText(text, start, end, macros));
  return macros;
}

/** Entries by key, after them by their aliases, which stand back; and the keys that links name. */
function* tablesOf({ text, entries }: RawFile, macros: Macros): Generator<void, Pick<BibFile, 'byKey' | 'links'>> {
  const byKey = new Map<string, RawEntry>();
  const links = new Map<RawField, readonly string[]>();
  const aliases: (readonly [string, RawEntry])[] = [];
  for (const [place, entry] of entries.entries()) {
    if (place % step === step - 1) yield;
    if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
    for (const field of entry.fields) {
      if (isLink(field)) links.set(field, keysOf(text, field, macros));
      else if (field.name === 'ids') for (const alias of keysOf(text, field, macros)) aliases.push([alias, entry]);
    }
  }
  for (const [alias, entry] of aliases) if (!byKey.has(alias)) byKey.set(alias, entry);
  return { byKey, links };
}

function keysOf(text: string, { start, end }: RawField, macros: Macros): readonly string[] {
  return keysIn(texOfValue(text, start, end, macros));
}

function entryOf(file: BibFile, raw: RawEntry): BibEntry {
  const entry = new BibEntry(file, raw);
  for (const field of raw.fields) {
    if (field.name === 'ids') Object.assign(entry, { aliases: keysOf(file.text, field, file.macros) });
    else if (field.name === 'related') Object.assign(entry, { related: keysOf(file.text, field, file.macros) });
  }
  return entry;
}

/** Fields whose name the entry has already; few entries have any. */
function doubled(fields: readonly RawField[]): readonly RawField[] {
  if (fields.length > 40) {
    const names = new Set<string>();
    return fields.filter(({ name }) => names.has(name) || !names.add(name));
  }
  return fields.filter(({ name }, index) => {
    for (let before = 0; before < index; before++) if (fields[before]?.name === name) return true;
    return false;
  });
}

/** In the order of the text, the first ones if there are too many. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  const ordered = problems.toSorted((one, other) => one.span.start - other.span.start);
  if (ordered.length <= mostProblems) return ordered;
  const kept = ordered.slice(0, mostProblems);
  const span = ordered[mostProblems]?.span ?? { start: 0, end: 0 };
  return [...kept, { code: 'moreProblems', span, facts: { count: String(ordered.length - mostProblems) } }];
}
