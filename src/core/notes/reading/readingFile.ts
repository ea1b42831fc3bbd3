import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Problem } from '../../entry/entry.ts';
import { editMap } from '../../formats/yaml/lineEdits.ts';
import { yamlList, yamlScalar } from '../../formats/yamlText.ts';

/** What the file of the reading list says of one paper: the fields of `readingState`, and whatever else stands there. */
export type ReadingEntry = Readonly<Record<string, unknown>>;

/** Entries by citation key. */
export type ReadingEntries = ReadonlyMap<string, ReadingEntry>;

/** What a new file of the reading list begins with. */
export const readingHead = `# Papers of the reading list that have no note. Literature Notes writes this file, and you can edit it
# too: what you change counts at once, and your comments stay. When a paper gets a note, its line moves there.
#
# papers:
#   citationKey: {status: to-read, priority: high, rating: 4, started: 2026-01-31, tags: [method]}
`;

/** What a file says, or why it cannot be read; then there is no entry. */
export interface ReadReading {
  readonly entries: ReadingEntries;
  readonly problems: readonly Problem[];
}

/** Whoever changes the file reads it before and after, and so does who follows it. */
let last: { readonly text: string; readonly read: ReadReading } | undefined;

/** Reads the file. */
export function readReadingFile(text: string): ReadReading {
  if (last?.text !== text) last = { text, read: readAnew(text) };
  return last.read;
}

function readAnew(text: string): ReadReading {
  const entries = new Map<string, ReadingEntry>();
  if (!/^\uFEFF?[^#\s]/m.test(text)) return { entries, problems: [] };
  const invalid = (reason: string, at = 0): Problem[] => [
    { code: 'readingInvalid', span: { start: at, end: at }, facts: { reason } },
  ];
  let data: unknown;
  try {
    data = load(text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    const known = error instanceof YAMLException;
    const at = Math.min(known ? (error.mark?.position ?? 0) : 0, text.length);
    return { entries, problems: invalid(known ? error.reason : String(error), at) };
  }
  if (!isMapping(data)) return { entries, problems: invalid('not a mapping') };
  const papers = data['papers'];
  if (papers === undefined || papers === '') return { entries, problems: [] };
  const at = Math.max(0, text.search(/^papers:/m));
  if (!isMapping(papers)) return { entries, problems: invalid('papers is not a mapping', at) };
  for (const [key, value] of Object.entries(papers)) if (isMapping(value)) entries.set(key, value);
  return { entries, problems: [] };
}

/**
 * The text with other entries in the place of some; `undefined` takes one out. Everything else stays as it is, comments
 * included. Nothing where the file is written in a way that cannot be changed without losing something.
 */
export function readingTextWith(
  text: string,
  changes: ReadonlyMap<string, ReadingEntry | undefined>,
): string | undefined {
  const { entries: before, problems } = readReadingFile(text);
  if (problems.length) return undefined;
  const now = new Map(before);
  for (const [key, entry] of changes) {
    if (entry && Object.keys(entry).length) now.set(key, entry);
    else now.delete(key);
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  editMap(lines, 'papers', before, now, writeEntry, (own, key) => entryLines(own, before.get(key), now.get(key)));
  const edited = lines.join(eol);
  const again = readReadingFile(edited);
  return !again.problems.length && saysSame(again.entries, now) ? edited : undefined;
}

/** The lines of an entry that somebody wrote over several, changed field by field. */
function entryLines(
  own: readonly string[],
  before: ReadingEntry | undefined,
  now: ReadingEntry | undefined,
): readonly string[] | undefined {
  if (!before || !now || !/:\s*(?:#.*)?$/.test(own[0] ?? '')) return undefined;
  const indent = /^\s*/.exec(own[0] ?? '')?.[0] ?? '';
  const inner = own.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  const name = 'entry';
  const [head = '', ...below] = inner;
  const lines = [`${name}:`, ...below];
  editMap(lines, name, new Map(Object.entries(before)), new Map(Object.entries(now)), writeValue);
  return [head, ...lines.slice(1)].map((line) => (line.trim() ? indent + line : line));
}

function writeEntry(entry: ReadingEntry): string {
  return `{${Object.entries(entry)
    .map(([name, value]) => `${yamlScalar(name)}: ${writeValue(value)}`)
    .join(', ')}}`;
}

/** Dates and numbers need no quotes where every scalar is read as text. */
const bare = /^(?:\d{4}(?:-\d\d){0,2}|\d(?:\.5)?)$/;

function writeValue(value: unknown): string {
  if (Array.isArray(value)) {
    return value.every((each) => typeof each === 'string') ? yamlList(value) : `[${value.map(writeValue).join(', ')}]`;
  }
  if (isMapping(value)) return writeEntry(value);
  const text = typeof value === 'string' ? value : '';
  return bare.test(text) ? text : yamlScalar(text);
}

function saysSame(some: ReadingEntries, others: ReadingEntries): boolean {
  if (some.size !== others.size) return false;
  for (const [key, entry] of some) {
    const other = others.get(key);
    if (!other || (entry !== other && !isSameEntry(entry, other))) return false;
  }
  return true;
}

function isSameEntry(a: ReadingEntry, b: ReadingEntry): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(
      (name) => Object.hasOwn(b, name) && (a[name] === b[name] || writeValue(a[name]) === writeValue(b[name])),
    )
  );
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
