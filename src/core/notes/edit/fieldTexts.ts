import { yamlScalar } from '../../formats/yamlText.ts';
import { commentsIn } from './comments.ts';
import type { ListStyle } from './lists.ts';
import { blockListWith, flowListWith, freshList } from './lists.ts';
import { freshScalar, scalarLike, textBlockLike } from './scalars.ts';
import type { WrittenField } from './writtenFields.ts';

/** How the front matter around a field is written. */
export interface Surroundings {
  readonly lists: ListStyle;
  readonly lineEnd: string;
}

/** The comments of a field that is taken out, as lines indented like it. */
export function leftovers(old: string, indent: number): string[] {
  return commentsIn(old, indent).map(({ start, end }) => ' '.repeat(indent) + old.slice(start, end));
}

/**
 * What can stand after a field's colon in the place of `old` for it to say `value`, the manner that keeps most of it
 * first. None of them was read again: what is written in an odd way may not fit.
 */
export function fieldTexts(
  old: string,
  { value: span, nameEnd, block, says }: WrittenField,
  value: string | readonly string[],
  { lists, lineEnd }: Surroundings,
): string[] {
  const indent = block.first - block.start;
  const [start, end] = [span.start - nameEnd, span.end - nameEnd];
  const properties = /^(?:[&!]\S*\s+)*/.exec(old.slice(start, end))?.[0].length ?? 0;
  const inner = old.slice(start + properties, end);
  const put = (written: string | undefined, glue = '') =>
    written === undefined ? [] : [old.slice(0, start + properties) + glue + written + old.slice(end)];

  if (typeof value === 'string') {
    const isText = typeof says === 'string';
    const kept = !isText
      ? []
      : [
          ...put(scalarLike(inner, value), start === end ? ' ' : ''),
          ...put(textBlockLike(inner, value, indent, lineEnd)),
        ];
    return [...kept, ` ${freshScalar(value)}${commentsAfter(old, indent, lineEnd)}`, ` ${yamlScalar(value)}`];
  }
  const items: readonly unknown[] = Array.isArray(says) ? says : [];
  const isFlow = inner.startsWith('[');
  const inLines = Array.isArray(says) && !isFlow ? blockListWith(old, items, value, lineEnd) : undefined;
  return [
    ...(Array.isArray(says) && isFlow ? put(flowListWith(inner, items, value)) : []),
    ...(inLines === undefined ? [] : [inLines]),
    ...anew(old, indent, freshList(value, isFlow ? {} : lists, lineEnd), lineEnd),
    freshList(value, {}, lineEnd),
  ];
}

/** A value written anew, with the comments of the old one behind it and below. */
function anew(old: string, indent: number, written: string, lineEnd: string): string[] {
  if (!/^[\n\r]/.test(written)) return [written + commentsAfter(old, indent, lineEnd)];
  const { beside, below } = commentsOf(old, indent, lineEnd);
  return [beside + written + below];
}

function commentsAfter(old: string, indent: number, lineEnd: string): string {
  const { beside, below } = commentsOf(old, indent, lineEnd);
  return beside + below;
}

/** The comment in the line of the name with the blanks before it, and the others as lines. */
function commentsOf(old: string, indent: number, lineEnd: string): { beside: string; below: string } {
  let beside = '';
  let below = '';
  for (const { start, end } of commentsIn(old, indent)) {
    const before = old.slice(0, start);
    if (/[\n\r]/.test(before)) below += `${lineEnd}${' '.repeat(indent)}${old.slice(start, end)}`;
    else beside = (/\s*$/.exec(before)?.[0] || ' ') + old.slice(start, end);
  }
  return { beside, below };
}
