import { keysIn } from '../../formats/bibtex/fields.ts';
import { isPartOfBook } from '../../formats/bibtex/types.ts';
import type { RawEntry } from '../../formats/bibtex/raw.ts';
import { code, lineEnd, skipBlanks } from '../../formats/bibtex/syntax.ts';
import { texOfValue } from '../../formats/bibtex/value.ts';
import type { Span } from '../../text.ts';
import { entryTypes, fieldOf, generalFields, keyFields, missingFields } from './entryTypes.ts';
import type { BibPlace } from './place.ts';
import { placeAt } from './place.ts';
import type { BibReading } from './reading.ts';

export interface BibCompletion {
  readonly kind: 'type' | 'required' | 'optional' | 'general' | 'string' | 'month' | 'key' | 'keyword';
  readonly label: string;
  /** What is put in: a snippet for types and fields. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** A string's value, or how often a keyword is used; nothing where the editor says more on demand. */
  readonly detail?: string;
  readonly entry?: RawEntry;
  /** Whether there is something to choose from for its value. */
  readonly hasChoices?: boolean;
}

export interface BibCompletions {
  /** What is replaced. */
  readonly span: Span;
  /** Best first. */
  readonly items: readonly BibCompletion[];
  /** Whether there are more. */
  readonly isCut: boolean;
}

const most = 200;
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const commands = ['string', 'preamble', 'comment'];

/** What may be typed at a place. */
export function bibCompletions(reading: BibReading, offset: number): BibCompletions | undefined {
  const place = placeAt(reading, offset);
  if (place.kind === 'outside' || place.kind === 'key') return undefined;
  const typed = reading.raw.text.slice(place.span.start, offset).toLowerCase();
  const found = [...itemsAt(reading, place, offset)];
  const fits = found.length > most ? found.filter(({ label }) => label.toLowerCase().includes(typed)) : found;
  return fits.length ? { span: place.span, items: fits.slice(0, most), isCut: found.length > most } : undefined;
}

type Place = Exclude<BibPlace, { readonly kind: 'outside' | 'key' }>;

function itemsAt(reading: BibReading, place: Place, offset: number): Iterable<BibCompletion> {
  switch (place.kind) {
    case 'type':
      return types(reading, place.span);
    case 'field':
      return fields(reading, place.entry, place.span);
    case 'macro':
      return macros(reading, place.field);
    case 'text':
      if (place.depth !== 1) return [];
      // an alias is a key that no entry has
      if (place.field === 'ids') return [];
      if (keyFields.has(place.field)) return keys(reading, place.field, place.entry, place.span);
      return fieldOf(place.field) === 'keywords' ? keywords(reading, place.entry, place.span, offset) : [];
  }
}

function* types(reading: BibReading, { end }: Span): Generator<BibCompletion> {
  const { text } = reading.raw;
  const isOpen = /^\s*[{(]/.test(text.slice(end, end + 20));
  const classic = isClassic(reading);
  for (const { name, required } of entryTypes.values()) {
    const names = required.map((choices) => written(choices, classic));
    const lines = names.map((field, place) => `\t${field} = {$${place + 2}},\n`);
    const snippet = `${name}{\${1:key},\n${lines.join('')}}$0`;
    yield { kind: 'type', label: name, insert: isOpen ? name : snippet, isSnippet: !isOpen, detail: names.join(', ') };
  }
  for (const name of commands) {
    const body = name === 'string' ? '{${1:name} = {$2}}$0' : '{$1}$0';
    yield { kind: 'type', label: name, insert: isOpen ? name : name + body, isSnippet: !isOpen };
  }
}

/** Of several fields that will do, the one the file would have. */
function written(choices: readonly string[], classic: boolean): string {
  return (classic ? choices.find((name) => classicNames.has(name)) : undefined) ?? choices[0] ?? '';
}

const classicNames = new Set(['journal', 'year', 'school', 'address']);
const modernNames = new Set(['journaltitle', 'date', 'location']);
/** So many entries tell which names a file has. */
const looked = 500;

/** Whether the file has BibTeX's names for fields, which BibLaTeX reads too, rather than BibLaTeX's. */
function isClassic({ raw }: BibReading): boolean {
  let balance = 0;
  for (const { fields } of raw.entries.slice(0, looked))
    for (const { name } of fields) balance += classicNames.has(name) ? 1 : modernNames.has(name) ? -1 : 0;
  return balance >= 0;
}

function* fields(reading: BibReading, entry: RawEntry, span: Span): Generator<BibCompletion> {
  const { text } = reading.raw;
  const own = entry.fields.filter(({ nameStart }) => nameStart !== span.start).map(({ name }) => name);
  const has = new Set(own.map(fieldOf));
  const classic = isClassic(reading);
  const type = entryTypes.get(entry.type);
  const missing = missingFields(entry.type, own).map((choices) => [
    written(choices, classic),
    ...choices.filter((name) => name !== written(choices, classic)),
  ]);
  const lists = [
    ['required', missing.flatMap((choices) => choices.slice(0, 1))],
    ['optional', [...missing.flatMap((choices) => choices.slice(1)), ...(type?.optional ?? [])]],
    ['general', [...(isPartOfBook(entry.type) ? ['crossref'] : []), ...generalFields]],
  ] as const;
  const hasValue = text.charCodeAt(skipBlanks(text, span.end, text.length)) === code.equals;
  const line = text.slice(span.end, lineEnd(text, span.end, text.length)).trimStart();
  const comma = line.startsWith(',') ? '' : ',';
  const offered = new Set<string>();
  for (const [kind, names] of lists) {
    for (const field of names) {
      const name = kind === 'required' ? field : classic ? classicName(field) : field;
      if (offered.has(name) || (has.has(fieldOf(name)) && !missing.flat().includes(name))) continue;
      offered.add(name);
      const value = name === 'month' ? '$1' : '{$1}';
      const insert = hasValue ? name : `${name} = ${value}${comma}$0`;
      yield { kind, label: name, insert, isSnippet: !hasValue, hasChoices: !hasValue && choices.has(name) };
    }
  }
}

/** Fields whose values can be completed. */
const choices = new Set([...keyFields, 'keywords', 'month']);

/** BibTeX's name of a field. */
function classicName(field: string): string {
  return field === 'location' ? 'address' : field;
}

function* macros({ raw, file }: BibReading, field: string): Generator<BibCompletion> {
  if (field === 'month')
    for (const name of months) yield { kind: 'month', label: name, insert: name, isSnippet: false };
  for (const name of raw.strings.keys())
    yield { kind: 'string', label: name, insert: name, isSnippet: false, detail: file.macros.get(name) ?? '' };
}

/** For `xdata` the entries that hold data, for others those that do not; none that is there already. */
function* keys({ raw }: BibReading, field: string, own: RawEntry, span: Span): Generator<BibCompletion> {
  const there = new Set(listed(raw.text, own, field, span));
  for (const entry of raw.entries) {
    if (entry === own || there.has(entry.key) || (entry.type === 'xdata') !== (field === 'xdata')) continue;
    yield { kind: 'key', label: entry.key, insert: entry.key, isSnippet: false, entry };
  }
}

/** The keywords of the file, those that are used most first. */
function keywords({ raw, file }: BibReading, own: RawEntry, span: Span, offset: number): BibCompletion[] {
  const counts = new Map<string, number>();
  for (const { fields } of raw.entries) {
    for (const { name, start, end } of fields) {
      if (name !== 'keywords' && name !== 'keyword') continue;
      // what is being typed is none of them
      if (start <= offset && offset <= end) continue;
      for (const word of texOfValue(raw.text, start, end, file.macros).split(/[,;]/)) {
        const keyword = word.trim().replace(/\s+/g, ' ');
        if (keyword) counts.set(keyword, (counts.get(keyword) ?? 0) + 1);
      }
    }
  }
  const there = new Set(listed(raw.text, own, 'keywords', span));
  return [...counts]
    .filter(([keyword]) => !there.has(keyword))
    .sort(([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1))
    .map(([label, count]) => ({ kind: 'keyword', label, insert: label, isSnippet: false, detail: String(count) }));
}

/** The items of an entry's list, without the one at a place. */
function listed(text: string, { fields }: RawEntry, name: string, { start, end }: Span): readonly string[] {
  const field = fields.find((each) => each.name === name && each.start <= start && end <= each.end);
  return field ? keysIn(`${text.slice(field.start + 1, start)},${text.slice(end, field.end - 1)}`) : [];
}
