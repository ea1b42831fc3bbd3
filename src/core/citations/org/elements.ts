import type { Span } from '../../text.ts';
import { Lines } from '../lines.ts';

/** What Org reads as text with objects in it, and what it does not. */
export interface OrgElements {
  /** Paragraphs, headings, cells and the like, each of which an object must lie within. */
  readonly containers: readonly Span[];
  readonly excluded: readonly Span[];
}

const heading = /^(\*+)[ \t]+(?:(?!COMMENT)[A-Z]+[ \t]+)?(?:\[#.\][ \t]*)?(COMMENT(?=[ \t]|$))?/;
const blockStart = /^[ \t]*#\+begin_(\S+)/i;
const environmentStart = /^[ \t]*\\begin\{([A-Za-z0-9*]+)\}/;
const anyEnd = /^[ \t]*(?:#\+end_(\S+)[ \t]*$|(:end:)[ \t]*$|.*?\\end\{([A-Za-z0-9*]+)\}[ \t]*$)/i;
/** Blocks whose text is not Org's. */
const verbatim = /^(?:src|example|export|comment)$/i;
const comment = /^[ \t]*#(?:[ \t]|$)/;
const fixedWidth = /^[ \t]*:(?:[ \t]|$)/;
const drawer = /^[ \t]*:properties:[ \t]*$/i;
const keyword = /^[ \t]*#\+([^\s[:]+)(?:\[[^\]\n\r]*\])?:/;
/** Keywords whose text Org and its exporters parse (org-element.el, `org-element-parsed-keywords`; ox.el and back-ends). */
const parsed = /^(?:caption|title|subtitle|author|date|description|keywords)$/i;
const marker = /^[ \t]*#\+(?:begin|end)[_:]/i;
const item = /^[ \t]*(?:[-+]|\d+[.)]|[A-Za-z][.)])(?:[ \t]+|$)|^[ \t]+\*(?:[ \t]+|$)/;
const footnote = /^\[fn:[^\]\s]+\]/;
/** Under this name the headings stand among what ends a block. */
const headings = '* ';
const row = /^[ \t]*\|/;

/** Splits a document into its elements, line by line (Org syntax, "Elements"; org-element.el). */
export function orgElements(text: string): OrgElements {
  const lines = new Lines(text);
  const ends = endsOf(lines);
  const containers: Span[] = [];
  const excluded: Span[] = [];
  const exclude = (first: number, last: number) => excluded.push({ start: lines.start(first), end: lines.end(last) });
  let open: { readonly start: number; end: number } | undefined;
  const close = () => {
    if (open) containers.push(open);
    open = undefined;
  };
  const add = (start: number, end: number) => containers.push({ start, end });
  /** Stars of the heading under which all is a comment. */
  let commented = 0;
  for (let line = 0; line < lines.count; line++) {
    const head = lines.head(line);
    const [start, end] = [lines.start(line), lines.end(line)];
    const [headingMark = '', stars = '', isComment] = heading.exec(head) ?? [];
    if (stars) {
      close();
      if (commented && stars.length <= commented) commented = 0;
      if (!commented && isComment) commented = stars.length;
      if (!commented) add(start + headingMark.length, end);
    }
    if (commented) exclude(line, line);
    if (commented || stars) continue;
    const name = blockStart.exec(head)?.[1];
    const hidden =
      (name !== undefined && verbatim.test(name) ? `#${name.toLowerCase()}` : undefined) ??
      (drawer.test(head) ? ':end:' : undefined) ??
      (environmentStart.exec(head)?.[1] || undefined);
    const last = hidden === undefined ? undefined : ends.after(hidden, line);
    const [, key] = keyword.exec(head) ?? [];
    if (last !== undefined) {
      close();
      exclude(line, last);
      line = last;
    } else if (comment.test(head) || fixedWidth.test(head)) {
      close();
      exclude(line, line);
    } else if (key !== undefined && !marker.test(head)) {
      close();
      if (parsed.test(key)) add(start + head.indexOf(':') + 1, end);
      else exclude(line, line);
    } else if (marker.test(head) || lines.isBlank(line)) close();
    else if (row.test(head)) {
      close();
      addCells(text, start, end, add);
    } else {
      if (item.test(head) || footnote.test(head)) close();
      if (open) open.end = end;
      else open = { start, end };
    }
  }
  close();
  return { containers, excluded };
}

function addCells(text: string, start: number, end: number, add: (start: number, end: number) => void): void {
  let from = start;
  for (let bar = text.indexOf('|', start); bar >= 0 && bar < end; bar = text.indexOf('|', bar + 1)) {
    if (bar > from) add(from, bar);
    from = bar + 1;
  }
  if (end > from) add(from, end);
}

/** Where blocks, drawers and environments end: each in its section, before the next heading. */
function endsOf(lines: Lines) {
  const places = new Map<string, number[]>();
  const note = (name: string, line: number) => {
    const known = places.get(name);
    if (known) known.push(line);
    else places.set(name, [line]);
  };
  for (let line = 0; line < lines.count; line++) {
    const head = lines.head(line);
    if (head.startsWith('*') && heading.test(head)) note(headings, line);
    if (!/end/i.test(head)) continue;
    const [, block, drawerEnd, environment] = anyEnd.exec(head) ?? [];
    if (block !== undefined) note(`#${block.toLowerCase()}`, line);
    else if (drawerEnd !== undefined) note(':end:', line);
    else if (environment !== undefined) note(environment, line);
  }
  const next = (name: string, line: number) => {
    const known = places.get(name) ?? [];
    let [low, high] = [0, known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known[middle] ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    return known[low];
  };
  return {
    after(name: string, line: number): number | undefined {
      const end = next(name, line);
      const limit = next(headings, line);
      return end !== undefined && (limit === undefined || end < limit) ? end : undefined;
    },
  };
}
