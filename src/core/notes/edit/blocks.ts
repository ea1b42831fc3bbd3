import type { Problem } from '../../entry/entry.ts';
import { readFrontMatter } from '../../formats/frontMatter.ts';
import { LineEnds } from '../../formats/lineEnds.ts';
import type { Span, TextEdit } from '../../text.ts';
import { edited, lineEndOf } from '../../text.ts';

/**
 * A block of a note that a template owns: what stands between the lines `<!-- literature:NAME -->` and
 * `<!-- /literature:NAME -->`. Its opening line may say more behind the name.
 */
export interface OwnedBlock {
  readonly name: string;
  /** What the opening line says behind the name, such as `topic="mamba"`. */
  readonly attributes: string;
  /** From the start of its opening line to the end of its closing line, without the line end. */
  readonly span: Span;
  /** From the line after the opening one to the closing one. */
  readonly inner: Span;
}

export interface OwnedBlocks {
  /** In the order of the text. */
  readonly blocks: readonly OwnedBlock[];
  /**
   * Markers that mean no block: `blockUnclosed`, `blockUnopened`, `blockNested`, `blockDuplicate`, each with the
   * fact `name`. What stands between them is the user's.
   */
  readonly problems: readonly Problem[];
}

const marker = /^ {0,3}<!--[ \t]*(\/?)literature:([A-Za-z0-9-]+)(?:[ \t]+([^\n\r]*?))?[ \t]*-->[ \t]*$/;
/** What these hold stands in their opening lines, so that a note may have several. */
const repeatable: ReadonlySet<string> = new Set(['topic-table']);
const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;

interface Marker {
  readonly line: Span;
  /** Where the next line starts. */
  readonly next: number;
  readonly isClosing: boolean;
  readonly name: string;
  readonly attributes: string;
}

/** The blocks of a note. Nothing in fenced code is one, nor what is not closed, nested, or there twice. */
export function ownedBlocks(text: string): OwnedBlocks {
  if (!text.includes('literature:')) return { blocks: [], problems: [] };
  const { found, problems } = paired(linesIn(text).markers);
  const counts = new Map<string, number>();
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  const isOne = (name: string) => repeatable.has(name) || counts.get(name) === 1;
  const blocks = found.filter(({ name }) => isOne(name));
  for (const { name, span } of found) {
    if (!isOne(name)) problems.push({ code: 'blockDuplicate', span, facts: { name } });
  }
  problems.sort((a, b) => a.span.start - b.span.start);
  return { blocks: blocks.sort((a, b) => a.span.start - b.span.start), problems };
}

/** Opening and closing markers put together, as brackets are. A block with another one in it is none, and neither is that. */
function paired(markers: readonly Marker[]): { readonly found: OwnedBlock[]; readonly problems: Problem[] } {
  const found: OwnedBlock[] = [];
  const problems: Problem[] = [];
  const wrong = (code: string, { line, name }: Marker) => problems.push({ code, span: line, facts: { name } });
  const open: Marker[] = [];
  for (const each of markers) {
    if (!each.isClosing) {
      open.push(each);
      continue;
    }
    const at = open.findLastIndex(({ name }) => name === each.name);
    const [first, ...within] = at < 0 ? [] : open.splice(at);
    if (!first) {
      wrong('blockUnopened', each);
      continue;
    }
    for (const unclosed of within) wrong('blockUnclosed', unclosed);
    const inner = { start: first.next, end: each.line.start };
    const nested = found.filter(({ span }) => span.start >= inner.start);
    if (!nested.length && !within.length) {
      const { name, attributes } = first;
      found.push({ name, attributes, span: { start: first.line.start, end: each.line.end }, inner });
      continue;
    }
    wrong('blockNested', first);
    for (const { name, span } of nested) {
      problems.push({ code: 'blockNested', span, facts: { name } });
    }
    found.splice(found.length - nested.length, nested.length);
  }
  for (const unclosed of open) wrong('blockUnclosed', unclosed);
  return { found, problems };
}

/** The markers of a note, and the fence that is open at its end. Code whose fence is not closed goes on to the end (CommonMark 0.31.2, 4.5). */
function linesIn(text: string): { readonly markers: readonly Marker[]; readonly openFence?: string } {
  const markers: Marker[] = [];
  const ends = new LineEnds(text);
  let code: string | undefined;
  for (let start = readFrontMatter(text).bodyStart; start <= text.length;) {
    const end = ends.after(start);
    const next = end < text.length ? ends.next(end) : text.length + 1;
    const line = text.slice(start, end);
    const [, marks = '', info = ''] = /^ {0,3}[`~]/.test(line) ? (fence.exec(line) ?? []) : [];
    if (code !== undefined) {
      if (marks.startsWith(code) && !info.trim()) code = undefined;
    } else if (marks && !(marks.startsWith('`') && info.includes('`'))) {
      code = marks;
    } else if (line.includes('literature:')) {
      const [whole, slash, name = '', attributes = ''] = marker.exec(line) ?? [];
      if (whole !== undefined && !(slash && attributes))
        markers.push({
          line: { start, end },
          next: Math.min(next, text.length),
          isClosing: slash === '/',
          name,
          attributes,
        });
    }
    start = next;
  }
  return { markers, ...(code === undefined ? {} : { openFence: code }) };
}

/** What a block holds, with LF line ends and without those at its end. */
export function blockContent(text: string, { inner }: OwnedBlock): string {
  return text.slice(inner.start, inner.end).replace(/\r\n?/g, '\n').replace(/\n+$/, '');
}

/**
 * Content as it can stand in a block: a line that would be taken for a marker is escaped, and code that is not
 * closed is. Has LF line ends and none at its end. Content that went through once stays as it is.
 */
export function containedContent(content: string): string {
  const text = content.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  // a blank line above, since a block begins no front matter
  const { markers, openFence } = linesIn(`\n${text}`);
  const escapes = markers.map(({ line }) => {
    const at = text.indexOf('<!--', line.start - 1);
    return { start: at, end: at, text: '\\' };
  });
  const escaped = edited(text, escapes);
  return openFence === undefined ? escaped : `${escaped}\n${openFence}`;
}

/**
 * What makes the block of that name hold the content. Nothing where there is no such block, it holds it already, or
 * cannot, such as where a line of it would close a front matter that begins above.
 */
export function blockEdit(text: string, name: string, content: string): TextEdit | undefined {
  const block = blockNamed(text, name);
  const wanted = containedContent(content);
  if (!block || blockContent(text, block) === wanted) return undefined;
  const lineEnd = lineEndOf(text);
  const { start, end } = block.inner;
  const written = wanted.replaceAll('\n', lineEnd);
  // blank lines before the closing marker stay
  const blank = /(?<=[^\n\r])(?:\r\n|\n|\r)+$/.exec(text.slice(start, end))?.[0];
  const edit =
    blank && wanted
      ? { start, end: end - blank.length, text: written }
      : { start, end, text: wanted ? written + lineEnd : '' };
  return holds(edited(text, [edit]), name, wanted) ? edit : undefined;
}

function blockNamed(text: string, name: string): OwnedBlock | undefined {
  return ownedBlocks(text).blocks.find((block) => block.name === name);
}

function holds(text: string, name: string, content: string): boolean {
  const block = blockNamed(text, name);
  return block !== undefined && blockContent(text, block) === content;
}

/** A block that a note is to get. */
export interface NewBlock {
  readonly name: string;
  readonly content: string;
  readonly attributes?: string;
}

/**
 * A new block at the end of a note, a blank line above it. Nothing where the note has one of that name or markers
 * that could be taken for it, or ends within code.
 */
export function blockAtEnd(text: string, name: string, content: string, attributes = ''): TextEdit | undefined {
  return blocksAt(text, text.length, [{ name, content, attributes }]);
}

/** New blocks on lines of their own at a place that is the end of a line, blank lines around them. */
export function blocksAt(text: string, place: number, added: readonly NewBlock[]): TextEdit | undefined {
  const { blocks, problems } = ownedBlocks(text);
  const taken = new Set([...blocks.map(({ name }) => name), ...problems.map(({ facts }) => facts?.['name'])]);
  if (added.some(({ name }) => taken.has(name))) return undefined;
  const lineEnd = lineEndOf(text);
  const written = added.map(({ name, content, attributes = '' }) => {
    const wanted = containedContent(content);
    const opening = `<!-- literature:${name}${attributes && ` ${attributes}`} -->`;
    return [opening, ...(wanted ? wanted.split('\n') : []), `<!-- /literature:${name} -->`].join(lineEnd);
  });
  const before = text.slice(0, place).replace(/^\uFEFF/, '');
  const edit = {
    start: place,
    end: place,
    text: lead(before, lineEnd) + written.join(lineEnd + lineEnd) + trail(text.slice(place), lineEnd),
  };
  const after = edited(text, [edit]);
  return added.every(({ name, content }) => holds(after, name, containedContent(content))) ? edit : undefined;
}

/** What takes blocks out, each with the line end behind it and the blank line that then stands there twice. */
export function blocksOut(text: string, blocks: readonly OwnedBlock[]): TextEdit[] {
  return blocks.map(({ span: { start, end } }) => {
    const isAfterBlank = /(?:^|[\n\r])[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, start - 200), start));
    const behind = /^(?:\r\n|\n|\r)/.exec(text.slice(end))?.[0].length ?? 0;
    const blank = isAfterBlank ? (/^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end + behind))?.[0].length ?? 0) : 0;
    return { start, end: end + behind + blank, text: '' };
  });
}

function lead(before: string, lineEnd: string): string {
  if (!before.trim()) return '';
  const ends = /(?:(?:\r\n|\n|\r)[ \t]*)*$/.exec(before)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0;
  return lineEnd.repeat(Math.max(0, 2 - ends));
}

function trail(after: string, lineEnd: string): string {
  if (!after.trim()) return /[\n\r]/.test(after) ? '' : lineEnd;
  const ends = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(after)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0;
  return lineEnd.repeat(Math.max(0, 2 - ends));
}
