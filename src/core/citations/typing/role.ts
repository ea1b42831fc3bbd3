import type { Typed } from './typed.ts';
import { endOf, labelStart, longestLookBack, typedKey, typedLocator } from './typed.ts';

/** MyST's `{cite:p}` and reStructuredText's `:cite:p:`, and the text behind it (sphinxcontrib-bibtex, "Roles and Directives"). */
const role =
  /(?:\{(?:foot)?cite[a-z]{0,20}(?::[a-z]{1,20}\*?)?\}|:(?:foot)?cite[a-z]{0,20}(?::[a-z]{1,20}\*?)?:)`([^`]{0,2000})$/;
const restOfKey = /[^\s`,{}]*/y;
/** The note behind a key, in braces. */
const note = new RegExp(`[^\\s{},]\\{${labelStart}`, 'u');

/** What is being typed in the text of a role. */
export function typedInRole(text: string, offset: number): Typed | undefined {
  const hit = role.exec(text.slice(Math.max(0, offset - longestLookBack), offset));
  const list = hit?.[1];
  if (hit === null || list === undefined || /\n\s*\n/.test(list)) return undefined;
  const mark = offset - hit[0].length;
  const item = list.slice(list.lastIndexOf(',') + 1);
  const label = note.exec(item);
  if (label) return typedLocator(label[1] ?? '', mark, offset, 'rst');
  // text may stand before a key, in braces
  const query = item.replace(/^\s*(?:\{[^{}]*\})?/, '');
  if (/[\s{}]/.test(query)) return undefined;
  const end = endOf(restOfKey, text, offset);
  return typedKey(text, { mark, start: offset - query.length, offset, end }, 'plain');
}
