import { readFrontMatter } from '../formats/frontMatter.ts';
import { text } from '../formats/values.ts';

/** Text to put in at an offset, nothing taken out. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** A rendered note taken apart: the lines between its fences, and what follows them. */
interface NoteParts {
  readonly yaml: string;
  readonly body: string;
  readonly key?: string;
}

/**
 * Where rendered notes go in a document with the cursor at `offset`. Nothing that stands there
 * is changed or moved but by what is put in.
 *
 * - An empty document takes one note whole, front matter and all, and so becomes that note.
 * - At the top of a document with text, one note's front matter is merged: fields the document
 *   has stay as they are, missing ones are added, and the body follows the front matter.
 * - Anywhere else, for several notes, or where the document is another paper's note or its
 *   front matter cannot be read, the bodies alone go in.
 */
export function noteInsertions(document: string, offset: number, notes: readonly string[]): Insertion[] {
  const parts = notes.map(takeApart);
  const [only] = parts;
  const matter = readFrontMatter(document);
  const isTop = matter.yaml ? offset <= matter.bodyStart : !document.slice(0, offset).trim();
  if (parts.length === 1 && only && notes[0] !== undefined && isTop) {
    if (!matter.yaml) return atStart(document, notes[0]);
    const merged = merge(document, only);
    if (merged) return [merged, bodyAt(document, matter.bodyStart, only.body)];
  }
  const place = matter.yaml ? Math.max(offset, matter.bodyStart) : offset;
  return [bodyAt(document, place, parts.map((part) => part.body.trim()).join('\n\n'))];
}

function takeApart(note: string): NoteParts {
  const { yaml, body, data } = readFrontMatter(note);
  const key = text(data['citekey']);
  return { yaml: yaml ? note.slice(yaml.start, yaml.end) : '', body, ...(key ? { key } : {}) };
}

function atStart(document: string, note: string): Insertion[] {
  const start = document.startsWith('\uFEFF') ? 1 : 0;
  return [{ offset: start, text: document.slice(start).trim() ? `${note.trimEnd()}\n\n` : note }];
}

/**
 * The note's fields that the document's front matter lacks, put in before its closing fence.
 * Nothing where the document is another paper's note, or where lines cannot simply be added.
 */
function merge(document: string, note: NoteParts): Insertion | undefined {
  const { data, yaml, problems } = readFrontMatter(document);
  if (!yaml || problems.length) return undefined;
  const owner = text(data['citekey']);
  if (owner !== undefined && owner !== note.key) return undefined;
  const missing = fieldsOf(note.yaml).filter(({ name }) => !(name in data));
  const added = missing.map(({ lines }) => lines).join('');
  const last = document.slice(yaml.start, yaml.end);
  const glue = last && !/[\n\r]$/.test(last) ? '\n' : '';
  const merged = readFrontMatter(`${document.slice(0, yaml.end)}${glue}${added}${document.slice(yaml.end)}`);
  const isWhole =
    !merged.problems.length &&
    [...Object.keys(data), ...missing.map(({ name }) => name)].every((name) => name in merged.data);
  return isWhole ? { offset: yaml.end, text: glue + added } : undefined;
}

/** The top-level fields of YAML text, each with its lines as written. */
function fieldsOf(yaml: string): { readonly name: string; readonly lines: string }[] {
  const starts = [...yaml.matchAll(/^([^\s#:"'][^:\n\r]*):(?=[ \t\r\n]|$)/gm)];
  return starts.map((start, place) => {
    const lines = yaml.slice(start.index, starts[place + 1]?.index ?? yaml.length);
    return { name: start[1] ?? '', lines: /\n$/.test(lines) ? lines : `${lines}\n` };
  });
}

/** A body on lines of its own, a blank line on each side where text stands. */
function bodyAt(document: string, offset: number, body: string): Insertion {
  const before = document.slice(0, offset).replace(/\r\n?/g, '\n');
  const after = document.slice(offset);
  return { offset, text: leadAfter(before) + body.trim() + (/^[ \t]*(?:\r|\n|$)/.test(after) ? '\n' : '\n\n') };
}

/** The line ends that put what follows `before` after a blank line; a fence of front matter needs one too. */
function leadAfter(before: string): string {
  if (!before) return '';
  if (!before.endsWith('\n')) return '\n\n';
  return before.endsWith('\n\n') ? '' : '\n';
}
