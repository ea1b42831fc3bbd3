import type { Entry, FieldSource, Problem } from '../../entry/entry.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import type { BadIdentifier } from './identifiers.ts';
import { checkArxiv, checkDoi, checkIsbn, checkIssn } from './identifiers.ts';
import { missingFields } from './requiredFields.ts';

/** What is looked for in the entries of a file, beside identifiers. */
export interface EntryChecks {
  /** Whether entries have to be complete: where documents name the file. */
  readonly completeness: boolean;
  /** Whether any document cites a key; missing where nobody asks. */
  readonly isCited?: (key: string) => boolean;
}

/** The file that entries stand in, as far as they refer to each other. */
export interface EntryFile {
  readonly text: string;
  /** The entry of a key in the same file. */
  readonly entry: (key: string) => Entry | undefined;
}

/** Entries looked at in one step. */
const step = 10;
/** Parents of parents, which biber follows without end. */
const deepest = 5;

/**
 * What is wrong with entries that could be read: `badDoi`, `badIsbn`, `badIssn`, `badArxiv`, `missingField` (BibTeX
 * only) and `unusedEntry`. In steps.
 */
export function* entryProblems(entries: Iterable<Entry>, file: EntryFile, checks: EntryChecks): Steps<Problem[]> {
  const problems: Problem[] = [];
  let count = 0;
  for (const entry of entries) {
    if (++count % step === 0) yield;
    const fields = entry.source.fields ?? [];
    problems.push(...identifierProblems(entry.key, fields, file.text));
    const type = typeOf(entry, file.text);
    if (checks.completeness && type !== undefined) {
      const problem = incomplete(entry, type, fields, file);
      if (problem) problems.push(problem);
    }
    if (checks.isCited && type !== 'xdata' && ![entry.key, ...(entry.aliases ?? [])].some(checks.isCited))
      problems.push({ code: 'unusedEntry', span: keySpan(entry), facts: { key: entry.key } });
  }
  return problems;
}

/** Characters looked through for keys in one step, or one entry where that is longer. */
const stretch = 100_000;

/** Keys that entries of a BibTeX file speak of, which are used although nobody cites them. In steps. */
export function* referredKeys(text: string): Steps<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\n@', at + stretch);
    const end = next < 0 ? text.length : next;
    for (const [, braced, quoted] of text
      .slice(at, end)
      .matchAll(/(?<![\w-])(?:crossref|xref|xdata|related|entryset)\s*=\s*(?:\{([^{}]*)\}|"([^"]*)")/gi))
      for (const key of (braced ?? quoted ?? '').split(',')) if (key.trim()) keys.add(key.trim());
    at = end;
    yield;
  }
  return keys;
}

/** The type of a BibTeX entry in small letters. */
export function typeOf({ source: { span } }: Entry, text: string): string | undefined {
  return /^@\s*([^\s{(]{1,100})/.exec(text.slice(span.start, span.start + 120))?.[1]?.toLowerCase();
}

function incomplete(entry: Entry, type: string, fields: readonly FieldSource[], file: EntryFile): Problem | undefined {
  const names = namesWith(fields, file, deepest);
  const missing = missingFields(type, (name) => names.has(name));
  if (!missing.length) return undefined;
  // a file that says `year` and `journal` goes on doing so
  const usual = namesIn(file);
  const proposed = missing.map((choice) => choice.find((name) => usual.has(name)) ?? choice[0] ?? '');
  return {
    code: 'missingField',
    span: keySpan(entry),
    facts: {
      key: entry.key,
      type,
      fields: missing.map((choice) => choice.join('/')).join(', '),
      proposed: proposed.join(','),
    },
  };
}

const knownNames = new WeakMap<EntryFile, ReadonlySet<string>>();

/** Names of fields that a file uses at its start, with whatever else it has before "=". */
function namesIn(file: EntryFile): ReadonlySet<string> {
  const known = knownNames.get(file);
  if (known) return known;
  const names = new Set(
    [...file.text.slice(0, 100_000).matchAll(/([\w-]{1,50})[ \t]*=/g)].map(([, name = '']) => name.toLowerCase()),
  );
  knownNames.set(file, names);
  return names;
}

/** The fields with a value, those of parents among them; what a parent's title becomes in its child is taken to be there. */
function namesWith(fields: readonly FieldSource[], file: EntryFile, depth: number): Set<string> {
  const names = new Set<string>();
  for (const field of fields) {
    const value = valueOf(field, file.text).text;
    if (!value) continue;
    names.add(field.name);
    if (depth <= 0 || !/^(?:crossref|xdata|xref)$/.test(field.name)) continue;
    const isCrossref = field.name === 'crossref';
    for (const key of value.split(',')) {
      const parent = file.entry(key.trim());
      // a parent in another file may have everything
      if (!parent) return new Set([...names, ...everything]);
      for (const name of namesWith(parent.source.fields ?? [], file, depth - 1)) {
        names.add(name);
        if (isCrossref && name === 'title') names.add('booktitle').add('journaltitle').add('maintitle');
      }
    }
  }
  return names;
}
const everything = 'author editor title booktitle journaltitle date institution type number url'.split(' ');

/** A longer value is no identifier, and no list of them. */
const longestValue = 1000;

/** Field names of all formats, in small letters, that hold an identifier; in RIS `DO`. */
const checks: Readonly<Record<string, readonly [code: string, check: (written: string) => BadIdentifier | undefined]>> =
  {
    doi: ['badDoi', checkDoi],
    do: ['badDoi', checkDoi],
    isbn: ['badIsbn', checkIsbn],
    issn: ['badIssn', checkIssn],
    arxiv: ['badArxiv', checkArxiv],
    arxivid: ['badArxiv', checkArxiv],
  };

function* identifierProblems(key: string, fields: readonly FieldSource[], text: string): Generator<Problem> {
  for (const field of fields) {
    const name = field.name.toLowerCase();
    const isEprint = name === 'eprint' && isOfArxiv(fields, text);
    const [code, check] = (isEprint ? checks['arxiv'] : Object.hasOwn(checks, name) ? checks[name] : undefined) ?? [];
    if (!code || !check) continue;
    const value = valueOf(field, text);
    // macros, concatenations and TeX commands say what only TeX knows
    if (!value.text || !value.isPlain || value.text.length > longestValue) continue;
    for (const part of code === 'badIsbn' || code === 'badIssn' ? numbersIn(value) : [value]) {
      const bad = check(part.text);
      if (!bad) continue;
      const { reason, fixed } = bad;
      const facts = { key, field: field.name, value: part.text, reason, ...(fixed === undefined ? {} : { fixed }) };
      yield { code, span: { start: part.start, end: part.end }, facts };
    }
  }
}

function isOfArxiv(fields: readonly FieldSource[], text: string): boolean {
  return fields.some(
    (field) => /^(?:eprinttype|archiveprefix)$/i.test(field.name) && /^arxiv$/i.test(valueOf(field, text).text),
  );
}

interface Value extends Span {
  readonly text: string;
}

/** A value without its delimiters and the blanks within them. */
function valueOf({ span }: FieldSource, text: string): Value & { readonly isPlain: boolean } {
  let { start, end } = span;
  const trim = () => {
    while (start < end && /\s/.test(text.charAt(start))) start++;
    while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  };
  trim();
  const [open, close] = [text.charAt(start), text.charAt(end - 1)];
  const isEnclosed = end - start >= 2 && ((open === '{' && close === '}') || (/["']/.test(open) && open === close));
  if (isEnclosed) {
    start++;
    end--;
    trim();
  }
  const value = text.slice(start, end);
  const isMacro = !isEnclosed && /^[^\d"'{]/.test(value) && /[{}#]/.test(value);
  return { start, end, text: value, isPlain: !isMacro && !/[\\{}"#\n\r]/.test(value) };
}

/** Several numbers of one field: between commas, semicolons or words such as "(pbk.)"; blanks may group the digits of one. */
function numbersIn({ text, start }: Value): Value[] {
  const parts = [...text.matchAll(/[^,;()]+/g)]
    .filter((hit) => text.charAt(hit.index + hit[0].length) !== ')')
    .flatMap((hit) => {
      // two whole numbers with a blank between them
      const words = /^\s*\S+(?:\s+\S+)+\s*$/.test(hit[0]) && hit[0].split(/\s+/).filter(isWholeNumber).length > 1;
      return words
        ? [...hit[0].matchAll(/\S+/g)].map((word) => ({ 0: word[0], index: hit.index + word.index }))
        : [hit];
    })
    .map(({ 0: part, index }) => {
      const from = start + index + (part.length - part.trimStart().length);
      return { text: part.trim(), start: from, end: from + part.trim().length };
    })
    .filter((part) => part.text);
  return parts;
}

function isWholeNumber(word: string): boolean {
  return /^[\dXx]{8,13}$/.test(word.replace(/[-\u2010-\u2015]/g, ''));
}

function keySpan({ source }: Entry): Span {
  return source.keySpan ?? source.span;
}
