import type { Span } from '../../text.ts';
import { lineEndOf } from '../../text.ts';
import { hunks } from './lines.ts';
import type { Side } from './mergeParts.ts';

const open = '<<<<<<< Note';
const divider = '=======';
const close = '>>>>>>> Library';

/** Lines with what ends them. */
function linesOf(text: string): string[] {
  return text.match(/[^\n\r]*(?:\r\n|\n|\r)|[^\n\r]+$/g) ?? [];
}

/** Two versions of a text as one, each difference between marks as git writes them; for an editor, never for a file. */
export function conflictText(mine: string, theirs: string): string {
  const lineEnd = lineEndOf(mine);
  const whole = (lines: readonly string[]) => lines.map((line) => (/[\n\r]$/.test(line) ? line : line + lineEnd));
  const [own, other] = [linesOf(mine), linesOf(theirs)];
  const out: string[] = [];
  let at = 0;
  for (const { before, after } of hunks(own, other)) {
    out.push(...whole(own.slice(at, before[0])));
    at = before[0] + before[1];
    out.push(open + lineEnd, ...whole(own.slice(before[0], at)), divider + lineEnd);
    out.push(...whole(other.slice(after[0], after[0] + after[1])), close + lineEnd);
  }
  return [...out, ...own.slice(at)].join('');
}

/** A conflict in such a text. */
export interface MarkedConflict {
  /** From the first mark to the line end after the last one. */
  readonly span: Span;
  readonly mine: string;
  readonly theirs: string;
}

const region = /^<{7} Note(?:\r\n|\n|\r)([^]*?)^={7}(?:\r\n|\n|\r)([^]*?)^>{7} Library(?:\r\n|\n|\r|$)/gm;

/** The conflicts that are still marked in a text. */
export function markedConflicts(text: string): MarkedConflict[] {
  return [...text.matchAll(region)].map((hit) => ({
    span: { start: hit.index, end: hit.index + hit[0].length },
    mine: hit[1] ?? '',
    theirs: hit[2] ?? '',
  }));
}

/** Whether any mark of a conflict is left, whole or not. */
export function hasMarks(text: string): boolean {
  return /^(?:<{7} Note|>{7} Library)$/m.test(text.replace(/\r\n?/g, '\n'));
}

/** The text with its conflicts decided for one side. */
export function decided(text: string, side: Side): string {
  return text.replace(region, side === 'mine' ? '$1' : '$2');
}
