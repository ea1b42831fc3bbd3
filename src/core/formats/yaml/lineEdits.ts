import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { yamlList, yamlScalar } from '../yamlText.ts';

/*
 * Changes of small YAML files that people read and edit too: line by line, so that comments and whatever else they
 * wrote stay. Who calls these reads the text again, since not everything that YAML allows is understood in lines.
 */

interface Section {
  readonly start: number;
  /** Behind its last line that is not blank or a comment. */
  readonly end: number;
}

function sectionOf(lines: readonly string[], name: string): Section | undefined {
  const start = lines.findIndex((line) => new RegExp(`^${name}\\s*:`).test(line));
  if (start < 0) return undefined;
  let end = start + 1;
  for (let at = end; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    if (!/^(?:\s|- )/.test(line)) break;
    end = at + 1;
  }
  return { start, end };
}

/** Writes another list at the top of a YAML text, in its lines; items that stay keep theirs. */
export function editList(lines: string[], name: string, before: readonly string[], now: readonly string[]): void {
  if (before.join('\n') === now.join('\n')) return;
  const section = sectionOf(lines, name);
  if (!section) return append(lines, [`${name}: ${yamlList(now)}`]);
  const { start, end } = section;
  const own = lines.slice(start + 1, end);
  const items = own.map((line) => scalarOf(/^\s*- +(.*)$/.exec(line)?.[1]));
  const isBlock = own.length > 0 && items.every((item) => item !== undefined);
  if (!isBlock || !now.length) {
    const text = now.length ? [`${name}: ${yamlList(now)}${own.length ? '' : commentIn(lines[start] ?? '')}`] : [];
    lines.splice(start, end - start, ...text);
    return;
  }
  const dash = /^\s*- +/.exec(own[0] ?? '')?.[0] ?? '  - ';
  lines.splice(start + 1, own.length, ...now.map((item) => own[items.indexOf(item)] ?? `${dash}${yamlScalar(item)}`));
}

/** An entry of a section: its key and its lines. */
interface Line {
  readonly key: string;
  /** With indentation and colon. */
  readonly head: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Changes entries of a mapping at the top of a YAML text, in its lines: those that say the same stay as they are,
 * with their comments. New ones are put in by the order of their keys where the others are sorted. `within` may give
 * the lines of an entry that is written over several; else the entry becomes a line.
 */
export function editMap<T>(
  lines: string[],
  name: string,
  before: ReadonlyMap<string, T>,
  now: ReadonlyMap<string, T>,
  write: (value: T) => string,
  within?: (own: readonly string[], key: string) => readonly string[] | undefined,
): void {
  const isSame = (key: string) => {
    const [was, is] = [before.get(key), now.get(key)];
    return was !== undefined && is !== undefined && (was === is || write(was) === write(is));
  };
  const gone = new Set([...before.keys()].filter((key) => !now.has(key)));
  const fresh = [...now].filter(([key]) => !isSame(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (!gone.size && !fresh.length) return;
  const section = sectionOf(lines, name);
  if (!section) {
    if (fresh.length)
      append(lines, [`${name}:`, ...fresh.map(([key, value]) => `  ${yamlScalar(key)}: ${write(value)}`)]);
    return;
  }
  const entries = entriesIn(lines, section);
  const indent = /^\s+/.exec(entries[0]?.head ?? '')?.[0] ?? '  ';
  if (!now.size) {
    lines.splice(section.start, section.end - section.start);
    return;
  }
  if (/:\s*\{\s*\}/.test(lines[section.start] ?? '')) lines[section.start] = `${name}:`;
  // from the end, so that what stands before keeps its place
  const changes: { readonly at: number; readonly remove: number; readonly insert: readonly string[] }[] = [];
  for (const { key, start, end } of entries)
    if (gone.has(key)) changes.push({ at: start, remove: end - start, insert: [] });
  for (const [key, value] of fresh) {
    const own = entries.find((entry) => entry.key === key);
    if (own) {
      const isLine = own.end - own.start === 1;
      const comment = isLine ? commentIn(lines[own.start] ?? '') : '';
      const inPlace = isLine ? undefined : within?.(lines.slice(own.start, own.end), key);
      const insert = inPlace ?? [`${own.head} ${write(value)}${comment}`];
      changes.push({ at: own.start, remove: own.end - own.start, insert });
    } else {
      const next = isSorted(entries) ? entries.find((entry) => entry.key > key) : undefined;
      const at = next?.start ?? entries.at(-1)?.end ?? section.start + 1;
      changes.push({ at, remove: 0, insert: [`${indent}${yamlScalar(key)}: ${write(value)}`] });
    }
  }
  changes.reverse();
  changes.sort((a, b) => b.at - a.at || a.remove - b.remove);
  for (const { at, remove, insert } of changes) {
    if (remove) lines.splice(at, remove, ...insert);
  }
  insertInto(lines, changes);
}

/** Insertions come after what was removed and replaced, with their places as they are by then. */
function insertInto(
  lines: string[],
  changes: readonly { readonly at: number; readonly remove: number; readonly insert: readonly string[] }[],
): void {
  for (const { at, insert } of changes.filter(({ remove }) => !remove)) {
    const moved = changes.filter((change) => change.remove && change.at < at);
    const place = moved.reduce((now, change) => now + change.insert.length - change.remove, at);
    lines.splice(place, 0, ...insert);
  }
}

function isSorted(entries: readonly Line[]): boolean {
  return entries.every(({ key }, at) => at === 0 || (entries[at - 1]?.key ?? '') <= key);
}

function entriesIn(lines: readonly string[], { start, end }: Section): Line[] {
  const entries: Line[] = [];
  let indent: string | undefined;
  for (let at = start + 1; at < end; at++) {
    const found = /^(\s+)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#-][^#]*?)\s*:(?=\s|$)/.exec(lines[at] ?? '');
    if (!found) continue;
    const [head, space, written] = found;
    indent ??= space;
    const key = scalarOf(written);
    if (space !== indent || key === undefined) continue;
    let until = at + 1;
    for (let below = until; below < end; below++) {
      const line = lines[below] ?? '';
      if (/^\s*(?:#.*)?$/.test(line)) continue;
      if (!line.startsWith(`${indent} `) && !line.startsWith(`${indent}- `)) break;
      until = below + 1;
    }
    entries.push({ key, head, start: at, end: until });
  }
  return entries;
}

function scalarOf(written: string | undefined): string | undefined {
  // most keys are words, and there may be thousands
  if (written === undefined || /^[A-Za-z][\w.-]*$/.test(written)) return written;
  try {
    const value = load(written, { schema: FAILSAFE_SCHEMA });
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The comment at the end of a line, with the space before it. */
function commentIn(line: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'#]|(?<!\s)#)*?(\s#.*)$/.exec(line)?.[1] ?? '';
}

/** At the end of the text, before its last line end. */
function append(lines: string[], more: readonly string[]): void {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === '') end--;
  const isLast = end === lines.length;
  lines.splice(end, 0, ...more, ...(isLast ? [''] : []));
}
