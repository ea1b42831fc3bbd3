import type { Typed } from './typed.ts';
import { endOf, labelStart, longestLookBack, typedKey, typedLocator } from './typed.ts';

/** A comment, up to the end of its line; `\%` is none. */
const comment = /(?<!\\)(?:\\\\)*%[^\r\n]*/g;
/** Names with "cite" that define or change something and cite nothing. */
const noCitation = /^(?:At|Declare|bib|if|new|provide|renew|set)|(?:style|reset|setup|command|delim|count\w*|hook)$/i;
/** The postnote or prenote up to the cursor, in which a label starts: at its beginning or after a comma. */
const inNote = new RegExp(`\\[(?:[^[\\]{}\\\\]{0,200},\\s+)?${labelStart}`, 'u');
const restOfKey = /[^\s,{}%\\]*/y;
const pairs: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(', '>': '<' };

/** What is being typed at a place in LaTeX: a key in the list of a command, or the label of its note. */
export function typedInLatex(text: string, offset: number): Typed | undefined {
  const from = Math.max(0, offset - longestLookBack);
  const written = text.slice(from, offset);
  const before = written.replace(comment, (found) => ' '.repeat(found.length));
  if (/\S/.test(written.slice(-1)) && before.at(-1) !== written.at(-1)) return undefined;
  // the last line may end in a comment, in which blanks are typed
  const line = written.slice(written.lastIndexOf('\n') + 1);
  if (/(?<!\\)(?:\\\\)*%/.test(line)) return undefined;
  const open = Math.max(before.lastIndexOf('{'), before.lastIndexOf('}'));
  return inList(text, before, open, from, offset) ?? inNotes(before, from, offset);
}

function inList(text: string, before: string, open: number, from: number, offset: number): Typed | undefined {
  if (before[open] !== '{') return undefined;
  const list = before.slice(open + 1);
  if (/[[\]\\]|\n\s*\n/.test(list)) return undefined;
  const command = commandBefore(before, open);
  if (!command || !takesKeys(command.name, command.groups)) return undefined;
  const query = list.slice(list.lastIndexOf(',') + 1).trimStart();
  const end = endOf(restOfKey, text, offset);
  return typedKey(text, { mark: from + command.start, start: offset - query.length, offset, end }, 'plain');
}

function inNotes(before: string, from: number, offset: number): Typed | undefined {
  const hit = inNote.exec(before.slice(-400));
  if (!hit) return undefined;
  const command = commandBefore(before, before.length - hit[0].length);
  if (!command || !isCitation(command.name)) return undefined;
  if (command.groups > 0 && !takesKeys(command.name, command.groups)) return undefined;
  return typedLocator(hit[1] ?? '', from + command.start, offset, 'latex');
}

interface Command {
  readonly name: string;
  readonly start: number;
  /** How many groups in braces stand between its name and the place. */
  readonly groups: number;
}

/** The command whose arguments go on at a place, over its other arguments. */
function commandBefore(text: string, place: number): Command | undefined {
  let at = place;
  for (let groups = 0; ;) {
    while (at > 0 && /\s/.test(text.charAt(at - 1))) at--;
    if (/\n\s*\n/.test(text.slice(at, place))) return undefined;
    const closing = text.charAt(at - 1);
    const opening = pairs[closing];
    if (opening === undefined) {
      const name = /\\([A-Za-z]{1,60})\*?$/.exec(text.slice(Math.max(0, at - 70), at));
      return name ? { name: name[1] ?? '', start: at - name[0].length, groups } : undefined;
    }
    const start = openingOf(text, at - 1, opening, closing);
    if (start === undefined) return undefined;
    if (closing === '}') groups++;
    at = start;
  }
}

function openingOf(text: string, end: number, opening: string, closing: string): number | undefined {
  let depth = 0;
  for (let at = end; at >= 0; at--) {
    const letter = text[at];
    if (letter === closing) depth++;
    else if (letter === opening && --depth === 0) return at;
  }
  return undefined;
}

/** natbib's and biblatex's commands all hold "cite"; `\bibentry` is natbib's, too. */
function isCitation(name: string): boolean {
  return name === 'bibentry' || (/cite/i.test(name) && !noCitation.test(name));
}

/**
 * Whether the group in braces that follows so many others holds keys: the first; in `\cites{a}{b}` every one, and in
 * `\volcite{volume}{key}` every second (biblatex manual, "Qualified Citation Lists", "Volume Citation Commands").
 */
function takesKeys(name: string, groups: number): boolean {
  if (!isCitation(name)) return false;
  const isMany = /cites$/i.test(name);
  if (/volcites?$/i.test(name)) return groups === 1 || (isMany && groups % 2 === 1);
  return groups === 0 || isMany;
}
