import type { CslItem } from '../../entry/csl.ts';

/** CSL-JSON as a list, also of one item: the form that every processor reads, with two blanks of indentation. */
export function toCslJson(items: readonly CslItem[]): string {
  return `${JSON.stringify(items, null, 2)}\n`;
}
