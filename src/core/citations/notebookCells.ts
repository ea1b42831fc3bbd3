import type { Span } from '../text.ts';

/** The inside of a string of JSON, without its quotes; where it is not closed, it ends with its line. */
export type JsonString = Span;

/** What is open: an object or list, and of an object the member that is being read. */
interface Level {
  readonly isObject: boolean;
  /** The member of the object around, or of the list's. */
  readonly name: string;
  member: string;
  isValue: boolean;
  cellType: string;
  readonly sources: JsonString[];
}

/**
 * The sources of a notebook's Markdown cells, each as one or several strings, in order: `cells` of the notebook, or of
 * its `worksheets` in the third version. Read without building the rest, which may be images of any size.
 */
export function markdownSources(text: string): readonly (readonly JsonString[])[] {
  const found: (readonly JsonString[])[] = [];
  const levels: Level[] = [];
  let at = 0;
  const mark = /["{}[\],:]/g;
  for (;;) {
    mark.lastIndex = at;
    const char = mark.exec(text)?.[0];
    if (char === undefined) break;
    at = mark.lastIndex;
    const top = levels.at(-1);
    if (char === '"') {
      const end = stringEnd(text, at);
      takeString(text, { start: at, end }, top, levels);
      at = text[end] === '"' ? end + 1 : end;
    } else if (char === '{' || char === '[') {
      if (levels.length >= deepest) return found;
      levels.push(opened(char === '{', top?.isObject ? top.member : (top?.name ?? '')));
    } else if (char === '}' || char === ']') {
      const closed = levels.pop();
      const isCell = closed?.isObject && closed.name === 'cells' && closed.cellType === 'markdown';
      if (isCell && closed.sources.length) found.push(closed.sources);
    } else if (top) top.isValue = char === ':';
  }
  // a file that ends within a cell, as it may while it is written
  for (const { isObject, name, cellType, sources } of levels)
    if (isObject && name === 'cells' && cellType === 'markdown' && sources.length) found.push(sources);
  return found;
}

/** A notebook nests a few levels; its data may nest more, but not so. */
const deepest = 1000;

function opened(isObject: boolean, name: string): Level {
  return { isObject, name, member: '', isValue: false, cellType: '', sources: [] };
}

function takeString(text: string, span: JsonString, top: Level | undefined, levels: readonly Level[]): void {
  if (!top) return;
  if (top.isObject && !top.isValue) top.member = text.slice(span.start, Math.min(span.end, span.start + 100));
  else if (top.isObject && top.member === 'cell_type')
    top.cellType = text.slice(span.start, Math.min(span.end, span.start + 100));
  else if (top.isObject && top.member === 'source' && top.name === 'cells') top.sources.push(span);
  else if (!top.isObject && top.name === 'source') {
    const cell = levels.at(-2);
    if (cell?.isObject && cell.name === 'cells') cell.sources.push(span);
  }
}

function stringEnd(text: string, at: number): number {
  const mark = /\\[^]|["\n\r]/g;
  mark.lastIndex = at;
  for (let hit = mark.exec(text); hit; hit = mark.exec(text)) if (hit[0].length === 1) return hit.index;
  return text.length;
}
