import type { BlockReader } from './blocks.ts';
import { isBlankFrom, lineEnd, nextLine } from './chars.ts';
import { Pieces } from './mapped.ts';

/** The end of a block of metadata that starts with the line `---`, that of its last line; -1 where it is none. */
export function metadataEnd(text: string, start: number): number {
  if (!text.startsWith('---', start) || !isBlankFrom(text, start + 3)) return -1;
  const first = nextLine(text, start);
  if (first >= text.length || isBlankFrom(text, first)) return -1;
  let isMapping: boolean | undefined;
  for (let line = first; line < text.length; line = nextLine(text, line)) {
    if ((text.startsWith('---', line) || text.startsWith('...', line)) && isBlankFrom(text, line + 3)) {
      return isMapping === false ? -1 : nextLine(text, line);
    }
    if (isMapping === undefined && !isBlankFrom(text, line))
      isMapping = isKeyLine(text.slice(line, lineEnd(text, line)));
    if (isMapping === false) return -1;
  }
  return -1;
}

/** Whether the first line of YAML makes it a mapping; a comment does not say. */
function isKeyLine(line: string): boolean | undefined {
  if (/^\s*#/.test(line)) return undefined;
  return /^\s*(?:\{|"(?:[^"\\]|\\.)*"\s*:|'[^']*'\s*:|[^\s"'{[#&*!|>%@`-][^#]*?:(?:\s|$)|-[^\s][^#]*?:(?:\s|$)|\?\s)/.test(
    line,
  );
}

/**
 * Reads the values of metadata, which are Markdown each (pandoc manual, "Extension:
 * yaml_metadata_block"): plain, in quotation marks, or in blocks after `|` and `>`. Names of fields
 * and comments are not; fields whose names end in `_` are ignored by pandoc. Goes by lines, so that
 * YAML that is not yet right is read as well.
 */
export function readMetadata(reader: BlockReader, start: number, end: number): void {
  const { text, document } = reader;
  const kind = document.kind;
  let ignoredBelow = -1;
  for (let line = start; line < end;) {
    const next = nextLine(text, line);
    const indent = indentOf(text, line);
    if (isBlankFrom(text, line) || /^(?:#|---|\.\.\.)/.test(text.slice(line + indent, line + indent + 3))) {
      line = next;
      continue;
    }
    const value = valueStart(text, line + indent, lineEnd(text, line));
    if (indent === 0 && value.name !== undefined) {
      document.kind = value.name === 'nocite' ? 'nocite' : kind;
    }
    if (ignoredBelow >= 0 && indent <= ignoredBelow) ignoredBelow = -1;
    if (value.name?.endsWith('_')) ignoredBelow = indent;
    const stop = valueEnd(
      text,
      next,
      end,
      value.indent,
      isBlockScalar(text, value.at),
      isOpenQuote(text, value.at, next),
    );
    if (ignoredBelow < 0 && reader.isInteresting(value.at, stop)) readValue(reader, value.at, stop);
    line = stop;
  }
  document.kind = kind;
}

interface Value {
  readonly at: number;
  readonly name?: string;
  /** The column of the field or item that the value belongs to. */
  readonly indent: number;
}

const field = /(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#"'[\]{},&*!|>%@`-][^\n]*?|-[^\s][^\n]*?)\s*:(?= |$)/y;

/** Past the marks of items and the names of fields in a line: where the value starts. */
function valueStart(text: string, start: number, end: number): Value {
  let at = start;
  let name: string | undefined;
  let indent = start;
  for (;;) {
    while (text[at] === ' ') at++;
    if (text[at] === '-' && (text[at + 1] === ' ' || at + 1 >= end)) {
      indent = at;
      at++;
      continue;
    }
    field.lastIndex = at;
    const line = text.slice(at, end);
    field.lastIndex = 0;
    const hit = field.exec(line);
    if (!hit || name !== undefined) break;
    name = hit[0]
      .slice(0, -1)
      .trim()
      .replace(/^["']|["']$/g, '');
    indent = at;
    at += hit[0].length;
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return { at, indent: indent - lineStart, ...(name === undefined ? {} : { name }) };
}

function isBlockScalar(text: string, at: number): boolean {
  return /^[|>][-+\d]*[ ]*(?:#.*)?$/.test(text.slice(at, lineEnd(text, at)));
}

/** Whether a value in quotation marks goes on in the next line. */
function isOpenQuote(text: string, at: number, next: number): boolean {
  const line = text.slice(at, next);
  if (line.startsWith('"')) return !/^"(?:[^"\\]|\\[^])*"/.test(line);
  return line.startsWith("'") && !/^'(?:[^']|'')*'/.test(line);
}

/** Lines that are indented more than the field go on with its value, if they are no fields or items themselves. */
function valueEnd(text: string, from: number, end: number, indent: number, isBlock: boolean, isOpen: boolean): number {
  let line = from;
  while (line < end) {
    if (isBlankFrom(text, line) && isBlock) {
      line = nextLine(text, line);
      continue;
    }
    const own = indentOf(text, line);
    if (own <= indent || isBlankFrom(text, line)) break;
    if (!isBlock && !isOpen && /^(?:- |#)/.test(text.slice(line + own, line + own + 2))) break;
    if (!isBlock && !isOpen && isKeyLine(text.slice(line, lineEnd(text, line)))) break;
    line = nextLine(text, line);
  }
  return line;
}

function indentOf(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ') at++;
  return at - line;
}

function readValue(reader: BlockReader, start: number, end: number): void {
  const { text, map } = reader;
  const pieces = new Pieces(map);
  const first = text[start];
  if (isBlockScalar(text, start)) {
    const from = nextLine(text, start);
    let indent = Infinity;
    for (let line = from; line < end; line = nextLine(text, line)) {
      if (!isBlankFrom(text, line)) indent = Math.min(indent, indentOf(text, line));
    }
    for (let line = from; line < end; line = nextLine(text, line)) {
      pieces.add(Math.min(line + indent, lineEnd(text, line)), lineEnd(text, line)).put('\n');
    }
  } else if (first === '"' || first === "'") {
    addQuoted(text, pieces, start + 1, end, first);
  } else if (first === '[' || first === '{') {
    return readFlow(reader, start, end);
  } else {
    addPlain(text, pieces, start, end);
  }
  reader.inner(pieces.put('\n\n').done());
}

/** Lines without their indentation, up to a comment. */
function addPlain(text: string, pieces: Pieces, start: number, end: number): void {
  for (let line = start; line < end; line = nextLine(text, line)) {
    const from = line + indentOf(text, line);
    const written = text.slice(from, lineEnd(text, line));
    const comment = /(?:^| )#/.exec(written);
    pieces.add(from, from + (comment ? comment.index : written.length)).put('\n');
    if (comment) return;
  }
}

/** `''` and escapes after a backslash stand for one character. */
function addQuoted(text: string, pieces: Pieces, start: number, end: number, quote: string): void {
  let from = start;
  for (let at = start; at < end; at++) {
    const char = text[at];
    if (char === quote && quote === "'" && text[at + 1] === "'") {
      pieces.add(from, at);
      from = ++at;
    } else if (char === quote) {
      pieces.add(from, at);
      return;
    } else if (char === '\\' && quote === '"') {
      pieces.add(from, at);
      const next = text[at + 1] ?? '';
      if (next === 'n') {
        pieces.put('\n');
        from = at + 2;
      } else {
        from = next === '\n' ? at + 2 : at + 1;
      }
      at++;
    } else if (char === '\n') {
      pieces.add(from, at).put('\n');
      from = at + 1 + indentOf(text, at + 1);
    }
  }
  pieces.add(from, end);
}

const flowScalar = /"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*'|[^\s,[\]{}:#"'][^,[\]{}\n#]*/g;

/** Values of `[a, "b"]`. */
function readFlow(reader: BlockReader, start: number, end: number): void {
  const { text } = reader;
  const flow = text.slice(start, end);
  for (const { 0: written, index } of flow.matchAll(flowScalar)) {
    if (!written.includes('@')) continue;
    const from = start + index;
    const pieces = new Pieces(reader.map);
    const quote = written[0];
    if (quote === '"' || quote === "'") addQuoted(text, pieces, from + 1, from + written.length, quote);
    else pieces.add(from, from + written.length);
    reader.inner(pieces.put('\n\n').done());
  }
}
