import type { Span } from '../../text.ts';
import { pastSpacesAndLine } from './chars.ts';
import type { FoundCitation, Group } from './document.ts';
import type { InlineReader } from './inlines.ts';
import { keyAtMark } from './key.ts';
import type { MarkedKey } from './key.ts';

/** Citations as pandoc reads them (pandoc manual, "Extension: citations"; its `cite` and what that calls). */

/** A group while its end is not known. */
type OpenGroup = { -readonly [Part in keyof Group]: Group[Part] };
type OpenCitation = { -readonly [Part in keyof FoundCitation]: FoundCitation[Part] };

/** `[[@key]]`, `[[@key#Heading|text]]`: a link to a paper's note. */
const noteLink = /\[\[@([^\s[\]|#,;{}]+)(?:#[^[\]|\n]*)?(?:\|[^[\]\n]*)?\]\](?![([{])/y;

/** `@key`, `@key [p. 3]` and `[see @key; @other]`, if one starts here. */
export function readCitation(reader: InlineReader): boolean {
  if (reader.text[reader.at] === '@') return readTextual(reader);
  return readNoteLink(reader) || readNormalCite(reader);
}

function readNoteLink(reader: InlineReader): boolean {
  if (!reader.text.startsWith('[[@', reader.at)) return false;
  noteLink.lastIndex = reader.at;
  const hit = noteLink.exec(reader.text);
  const end = noteLink.lastIndex;
  if (!hit || end > reader.end) return false;
  const start = reader.at + 2;
  const key = hit[1] ?? '';
  reader.document.found.push({
    found: 'citation',
    map: reader.map,
    key,
    start,
    end: start + 1 + key.length,
    keyAt: { start: start + 1, end: start + 1 + key.length },
    mode: 'normal',
    kind: 'noteLink',
    group: { map: reader.map, start: start - 1, end: end - 1 },
  });
  reader.at = end;
  return true;
}

/** `[see @a, p. 3; -@b]`, if it does not turn out to be a link or a span. */
export function readNormalCite(reader: InlineReader): boolean {
  if (reader.text[reader.at] !== '[' || !mayHoldKeys(reader)) return false;
  return reader.attempt('c', () => {
    const group: OpenGroup = { map: reader.map, start: reader.at, end: reader.at };
    reader.at++;
    if (!passBlanks(reader) || !readList(reader, group) || !passBlanks(reader)) return false;
    if (!isAt(reader, ']')) return false;
    reader.at++;
    if (reader.at < reader.text.length && '{(['.includes(reader.text.charAt(reader.at)) && reader.at < reader.end)
      return false;
    group.end = reader.at;
    return true;
  });
}

/** Whether an `@` stands within the brackets, or right behind them where pandoc may take it in. */
function mayHoldKeys(reader: InlineReader): boolean {
  const close = reader.brackets.close(reader.at);
  if (close < 0) return false;
  return reader.next.key.from(reader.at) <= close + 2;
}

function readTextual(reader: InlineReader): boolean {
  const { document, map } = reader;
  const key = keyHere(reader);
  if (!key || document.examples.has(key.key)) return false;
  const first = citationOf(reader, key, key.isWithoutAuthor ? 'suppress-author' : 'author-in-text');
  const mark = reader.mark();
  document.found.push(first);
  reader.at = key.end;
  if (readFollowing(reader, first)) return true;
  reader.back(mark);
  document.found.push({ ...citationOf(reader, key, first.mode), map, mayBeExample: true });
  reader.at = key.end;
  return true;
}

/** The brackets after `@key`: other citations, or where in the work and others. */
function readFollowing(reader: InlineReader, first: OpenCitation): boolean {
  const { text, document } = reader;
  if (!passBlanks(reader) || !isAt(reader, '[')) return false;
  const open = reader.at;
  const close = reader.brackets.close(open);
  if (close < 0 || close >= reader.end) return false;
  const count = document.found.length;
  const group: OpenGroup = { map: reader.map, start: first.start, end: open };
  if (readNormalCite(reader)) {
    for (const other of document.found.slice(count)) {
      if (other.found === 'citation' && other.group?.start === open && other.group.map === reader.map)
        (other as OpenCitation).group = group;
    }
    first.group = group;
  } else if (reader.attempt('l', () => readLocation(reader, first, group))) {
    if (document.found.length > count && group.end > open) first.group = group;
  } else {
    return false;
  }
  if (document.isLinkLabel(text.slice(open + 1, close))) {
    document.found.length = count;
    delete first.group;
    delete first.suffix;
  }
  group.end = reader.at;
  return true;
}

/** `[p. 33; @b]` (pandoc's `bareloc`). */
function readLocation(reader: InlineReader, first: OpenCitation, group: OpenGroup): boolean {
  reader.at++;
  if (isAt(reader, '^')) return false;
  const suffix = readSuffix(reader);
  if (isAt(reader, ';')) {
    reader.at++;
    if (!passBlanks(reader) || !readList(reader, group)) return false;
    group.end = reader.at;
  }
  if (!passBlanks(reader) || !isAt(reader, ']')) return false;
  reader.at++;
  if (reader.at < reader.end && '[('.includes(reader.text.charAt(reader.at))) return false;
  if (suffix) first.suffix = suffix;
  return true;
}

/** One or more citations with `;` between them. */
function readList(reader: InlineReader, group: Group): boolean {
  if (!readOne(reader, group)) return false;
  for (;;) {
    const mark = reader.mark();
    if (!isAt(reader, ';')) return true;
    reader.at++;
    if (!passBlanks(reader) || !readOne(reader, group)) {
      reader.back(mark);
      return true;
    }
  }
}

function readOne(reader: InlineReader, group: Group): boolean {
  const start = reader.at;
  if (!readPrefix(reader)) return false;
  const prefix = trimmed(reader.text, start, reader.at);
  const key = keyHere(reader);
  if (!key) return false;
  const citation = citationOf(reader, key, key.isWithoutAuthor ? 'suppress-author' : 'normal');
  citation.group = group;
  if (prefix) citation.prefix = prefix;
  reader.document.found.push(citation);
  reader.at = key.end;
  const suffix = readSuffix(reader);
  if (suffix) citation.suffix = suffix;
  return true;
}

/** Up to the key; a `]` right before the key is taken in as well. */
function readPrefix(reader: InlineReader): boolean {
  for (;;) {
    if (isAt(reader, ']')) {
      reader.at++;
      return true;
    }
    if (keyHere(reader) || isKeyAfterSemicolon(reader)) return true;
    if (isAt(reader, ';') || !reader.inline()) return false;
  }
}

function isKeyAfterSemicolon(reader: InlineReader): boolean {
  if (!isAt(reader, ';')) return false;
  const mark = reader.mark();
  reader.at++;
  const isKey = passBlanks(reader) && keyHere(reader) !== undefined;
  reader.back(mark);
  return isKey;
}

/** Up to `;` or `]`. */
function readSuffix(reader: InlineReader): Span | undefined {
  const start = reader.at;
  passBlanks(reader);
  while (!isAt(reader, ';') && !isAt(reader, ']') && reader.inline());
  return trimmed(reader.text, start, reader.at);
}

/** The key that starts here, if no word stands right before it. */
function keyHere(reader: InlineReader): MarkedKey | undefined {
  const { text, at } = reader;
  const code = text.charCodeAt(at);
  if ((code !== 64 && code !== 45) || reader.afterWord === at) return undefined;
  return keyAtMark(text, at, reader.end, reader.keyBraces);
}

function citationOf(reader: InlineReader, key: MarkedKey, mode: FoundCitation['mode']): OpenCitation {
  return {
    found: 'citation',
    map: reader.map,
    key: key.key,
    start: key.start,
    end: key.end,
    keyAt: { start: key.keyStart, end: key.keyEnd },
    mode,
    kind: reader.document.kind,
  };
}

/** pandoc's `spnl`; false where a blank line follows. */
function passBlanks(reader: InlineReader): boolean {
  const past = pastSpacesAndLine(reader.text, reader.at);
  if (past < 0) return false;
  reader.at = Math.min(past, reader.end);
  return true;
}

function isAt({ text, at, end }: InlineReader, char: string): boolean {
  return at < end && text[at] === char;
}

/** A stretch without the blanks at its ends; nothing where it is empty. */
function trimmed(text: string, start: number, end: number): Span | undefined {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  const to = end - (part.length - part.trimEnd().length);
  return to > from ? { start: from, end: to } : undefined;
}
