import { readFrontMatter } from '../formats/frontMatter.ts';
import type { FrontMatter } from '../formats/frontMatter.ts';
import { yamlItems } from '../formats/yaml/items.ts';
import { keyInFields } from './noteFile.ts';

/** Text to put in at an offset, nothing taken out. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * Where rendered notes go in a document with the cursor at `offset`. Nothing that stands there
 * is changed or moved but by what is put in, and lines end as the document's first one does.
 *
 * - An empty document takes one note whole, front matter and all, and so becomes that note.
 * - At the top of a document with text, one note's front matter is merged: fields the document
 *   has stay as they are, missing ones are added, and the body follows the front matter.
 * - Anywhere else, for several notes, or where the document is another paper's note or its
 *   front matter cannot be read, the bodies alone go in, without the comments around what a template
 *   owns: only in the paper's own note is it kept as the library has it.
 */
export function noteInsertions(document: string, offset: number, notes: readonly string[]): Insertion[] {
  const matter = readFrontMatter(document);
  const lineEnd = /\r\n|\n|\r/.exec(document)?.[0] ?? '\n';
  return insertions(document, matter, offset, notes)
    .filter(({ text }) => text)
    .map((insertion) => ({ ...insertion, text: insertion.text.replace(/\r\n|\n|\r/g, lineEnd) }));
}

function insertions(document: string, matter: FrontMatter, offset: number, notes: readonly string[]): Insertion[] {
  const isTop = offset <= matter.bodyStart || (!matter.yaml && !document.slice(0, offset).trim());
  const [only, ...others] = notes;
  if (only !== undefined && !others.length && isTop) {
    if (!matter.yaml) return atStart(document, matter.bodyStart, only);
    const note = readFrontMatter(only);
    const merged = merge(document, matter, only, note);
    if (merged) return [merged, ...bodyAt(document, matter.bodyStart, note.body)];
  }
  const bodies = notes.map((note) => withoutMarkers(readFrontMatter(note).body).trim()).filter(Boolean);
  return bodyAt(document, Math.max(offset, matter.bodyStart), bodies.join('\n\n'));
}

function atStart(document: string, start: number, note: string): Insertion[] {
  return [{ offset: start, text: document.slice(start).trim() ? `${note.trimEnd()}\n\n` : note }];
}

/**
 * The note's fields that the document's front matter lacks, put in before its closing fence.
 * Nothing where the document is another paper's note, or where lines cannot simply be added.
 */
function merge(
  document: string,
  { data, yaml, problems }: FrontMatter,
  text: string,
  note: FrontMatter,
): Insertion | undefined {
  if (!yaml || problems.length || note.problems.length) return undefined;
  const owner = keyInFields(data);
  if (owner !== undefined && owner !== keyInFields(note.data)) return undefined;
  const fields = note.yaml ? yamlItems(text, note.yaml).items : [];
  const missing = fields.filter(({ name }) => name !== undefined && !Object.hasOwn(data, name));
  const added = missing.map(({ span }) => `${text.slice(span.start, span.end)}\n`).join('');
  const glue = added && yaml.end > yaml.start && !/[\n\r]/.test(document.charAt(yaml.end - 1)) ? '\n' : '';
  const lines = `${document.slice(yaml.start, yaml.end)}${glue}${added}`;
  const merged = readFrontMatter(`---\n${lines}---\n`);
  const isWhole =
    !merged.problems.length &&
    missing.every(({ name = '' }) => Object.hasOwn(merged.data, name)) &&
    Object.entries(data).every(([name, value]) => isKept(value, merged.data[name]));
  return isWhole ? { offset: yaml.end, text: glue + added } : undefined;
}

/** Whether a field says what it said; of a list or mapping, which an anchor may make endless, only its size counts. */
function isKept(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || before === null) return before === after;
  return typeof after === 'object' && after !== null && Object.keys(before).length === Object.keys(after).length;
}

/** A body on lines of its own, a blank line on each side where text stands. */
function bodyAt(document: string, offset: number, body: string): Insertion[] {
  const text = body.trim();
  if (!text) return [];
  const before = document
    .slice(Math.max(0, offset - 4), offset)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  const isAtEnd = /^[ \t]*(?:\r|\n|$)/.test(document.slice(offset));
  return [{ offset, text: leadAfter(before) + text + (isAtEnd ? '\n' : '\n\n') }];
}

/** The line ends that put what follows `before` after a blank line; a fence of front matter needs one too. */
function leadAfter(before: string): string {
  if (!before) return '';
  if (!before.endsWith('\n')) return '\n\n';
  return before === '\n' || before.endsWith('\n\n') ? '' : '\n';
}

function withoutMarkers(body: string): string {
  return body.replace(/^[ \t]*<!--\s*\/?\s*literature:[\w-]+\s*-->[ \t]*(?:\r\n|\n|\r|$)/gm, '');
}
