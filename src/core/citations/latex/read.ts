import type { Span } from '../../text.ts';
import type { Citation, CitationReading, Part } from '../citation.ts';
import { CitationCollector } from '../collect.ts';
import { readNote } from '../note.ts';
import type { ListedKey } from './arguments.ts';
import { Arguments } from './arguments.ts';
import type { CitationCommand } from './commands.ts';
import { citationCommand } from './commands.ts';
import { hiddenBy } from './hidden.ts';

/** Commands, comments, and the chunks of code in R and Julia that knitr and Weave run. */
const marks = /\\(?:([A-Za-z]+)(\*?)|[^])|%[^\n\r]*|^<<[^\n\r]*>>=[^\n\r]*/gm;
const chunkEnd = /^@(?=[ \t]*(?:%|$))/gm;
/** What makes a command: the one behind it cites nothing there. */
const defining =
  /^(?:(?:re)?newcommand|providecommand|Declare\w*Command|(?:New|Renew|Provide)(?:Expandable)?DocumentCommand|[gex]?def|let|newrobustcmd)$/;
const toDefined = /\s*[{\\]?/y;

/** One list of keys with its notes: `[see][12]{a,b}`. */
interface Group {
  readonly end: number;
  readonly isClosed: boolean;
  readonly keys: readonly ListedKey[];
  readonly pre?: Span;
  readonly post?: Span;
  readonly volume?: Span;
}

/**
 * The citations of a LaTeX document, with natbib, biblatex or plain LaTeX (natbib manual, "Citation commands"; biblatex
 * manual, "Citation Commands"), except where TeX shows text as it is or skips it.
 */
export function readLatex(text: string): CitationReading {
  const found = new CitationCollector(text);
  const reader = new Arguments(text);
  let defined = -1;
  marks.lastIndex = 0;
  for (let hit = marks.exec(text); hit; hit = marks.exec(text)) {
    const [mark, name, star] = hit;
    const end = marks.lastIndex;
    if (name === undefined) {
      if (mark.startsWith('\\')) continue;
      if (mark.startsWith('<')) marks.lastIndex = pastChunk(text, end);
      found.exclude(hit.index, marks.lastIndex);
    } else if (name === 'end' && text.startsWith('{document}', end)) {
      found.exclude(end + '{document}'.length, text.length);
      break;
    } else if (defining.test(name)) {
      toDefined.lastIndex = end;
      toDefined.test(text);
      defined = toDefined.lastIndex - (text[toDefined.lastIndex - 1] === '\\' ? 1 : 0);
    } else if (hit.index !== defined) {
      const hiddenEnd = hiddenBy(text, name, end);
      if (hiddenEnd !== undefined) {
        found.exclude(hit.index, hiddenEnd);
        marks.lastIndex = hiddenEnd;
      }
      const command = citationCommand(name, star === '*');
      // what stands in the notes is read on its own: a note may cite
      if (command) readCommand(hit.index, end, command, found, reader);
    }
  }
  return found.finish();
}

function pastChunk(text: string, at: number): number {
  chunkEnd.lastIndex = at;
  return chunkEnd.test(text) ? chunkEnd.lastIndex : text.length;
}

function readCommand(start: number, at: number, command: CitationCommand, found: CitationCollector, reader: Arguments) {
  const citations: Citation[] = [];
  let end = at;
  let shared: { readonly pre?: Span | undefined; readonly post?: Span | undefined } = {};
  if (command.isMany) {
    const first = noteAt(reader, end, '(');
    const second = first && noteAt(reader, first.end + 1, '(');
    end = (second ?? first)?.end ?? end;
    if (first) end++;
    shared = second ? { pre: first, post: second } : { post: first };
  }
  const groups: Group[] = [];
  do {
    const group = readGroup(end, command, reader);
    if (!group) break;
    groups.push(group);
    end = group.end;
    if (!group.isClosed) break;
  } while (command.isMany);
  const [first, last] = [groups[0], groups.at(-1)];
  for (const group of groups) {
    const pre = partOf(found, group.pre) ?? (group === first ? partOf(found, shared.pre) : undefined);
    const post = partOf(found, group.post) ?? (group === last ? partOf(found, shared.post) : undefined);
    citations.push(...citationsOf(group, command, { pre, post }, found));
  }
  found.citeTogether({ start, end }, citations);
}

/** `[post]{a}`, `[pre][post]{a}`, `[pre]{volume}[post]{a}`. */
function readGroup(at: number, command: CitationCommand, reader: Arguments): Group | undefined {
  const first = noteAt(reader, at, '[');
  let end = first ? first.end + 1 : at;
  let volume: Span | undefined;
  if (command.hasVolume) {
    volume = reader.plain(reader.pastBlanks(end));
    if (!volume) return undefined;
    end = volume.end + 1;
  }
  const second = first || volume ? noteAt(reader, end, '[') : undefined;
  if (second) end = second.end + 1;
  const list = reader.keys(reader.pastBlanks(end));
  if (!list) return undefined;
  const pre = volume ? first : second && first;
  const post = volume ? second : (second ?? first);
  // in the command of a definition a parameter stands for the key
  const keys = list.keys.filter(({ key }) => !/#[1-9]/.test(key) && (command.isKnown || !/\s/.test(key)));
  return { ...list, keys, ...(pre ? { pre } : {}), ...(post ? { post } : {}), ...(volume ? { volume } : {}) };
}

/** The note before belongs to the first key, the one behind to the last. */
function citationsOf(
  { keys, volume }: Group,
  { kind, mode }: CitationCommand,
  { pre, post }: { readonly pre: Part | undefined; readonly post: Part | undefined },
  found: CitationCollector,
): Citation[] {
  return keys.map(({ key, keyAt }, place) => {
    const isLast = place === keys.length - 1;
    const note = isLast && post ? readNote(found.text, post.start, post.end) : {};
    const value = isLast && volume ? found.part(volume.start, volume.end) : undefined;
    return {
      key,
      keyAt,
      start: keyAt.start,
      end: keyAt.end,
      kind,
      mode,
      ...(place === 0 && pre ? { prefix: pre } : {}),
      ...(value ? { locator: { label: 'volume', value, start: value.start, end: value.end } as const } : {}),
      ...note,
    };
  });
}

function noteAt(reader: Arguments, at: number, open: '[' | '('): Span | undefined {
  return reader.note(reader.pastBlanks(at), open);
}

function partOf(found: CitationCollector, span: Span | undefined): Part | undefined {
  return span && found.part(span.start, span.end);
}
