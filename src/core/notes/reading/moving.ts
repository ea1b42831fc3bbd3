import type { ReadingEdits } from './changes.ts';
import type { ReadingEntry } from './readingFile.ts';

/** The fields of an entry that a note with these fields does not have, as far as a note can have them. */
export function fieldsForNote(
  entry: ReadingEntry,
  note: Readonly<Record<string, unknown>>,
): Map<string, string | readonly string[]> {
  const fields = new Map<string, string | readonly string[]>();
  for (const [name, value] of Object.entries(entry)) {
    if (Object.hasOwn(note, name) && !isBlank(note[name])) continue;
    if (typeof value === 'string' || isTexts(value)) fields.set(name, value);
  }
  return fields;
}

/** What stays of an entry in the file when it has moved into a note: what no field of a note can say. */
export function leftOf(entry: ReadingEntry): ReadingEntry | undefined {
  const left = Object.entries(entry).filter(([, value]) => typeof value !== 'string' && !isTexts(value));
  return left.length ? Object.fromEntries(left) : undefined;
}

/** An entry with fields written and taken out; nothing where it then says nothing. `today` is when a new one came. */
export function entryWith(
  entry: ReadingEntry | undefined,
  fields: ReadingEdits,
  today: string,
): ReadingEntry | undefined {
  const now: Record<string, unknown> = entry ? { ...entry } : {};
  for (const [name, value] of fields) {
    if (value === undefined) delete now[name];
    else now[name] = value;
  }
  if (Object.keys(now).every((name) => name === 'added')) return undefined;
  return entry ? now : { ...now, added: today };
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
