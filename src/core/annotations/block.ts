import { digest } from '../library/digest.ts';

/** A mark as the note is to show it. */
export interface RenderedMark {
  readonly id: string;
  readonly text: string;
}

export interface MergedBlock {
  /** What is to stand between the markers of the block, with `\n` at the ends of lines. */
  readonly text: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Marks that the user has rewritten in the note, and that stay so. */
  readonly kept: number;
  /** Marks that the user took out of the note, and that stay out. */
  readonly omitted: number;
  /** The marks that count as imported from now on, by their ids. */
  readonly imported: readonly string[];
}

/*
 * Each mark stands behind a comment that says which it is, how many lines are ours, and a sum of these:
 *
 *     <!-- a:1f3c9a2b 3 k2x9 -->
 *     > What was highlighted …
 *
 * So what the user writes below a mark is told from it, and so is a mark that the user has rewritten.
 */
const head = /^<!-- a:([\w-]+) (\d{1,6}) (\w+) -->$/;

interface Segment {
  readonly head: string;
  readonly id: string;
  readonly own: readonly string[];
  readonly rest: readonly string[];
  readonly isAsWritten: boolean;
}

/**
 * The block with the marks of a PDF in it. What is there stays where it is: a mark that the user has not touched gets
 * its new text, one that was rewritten keeps the user's, and what stands around marks stays to the letter. New marks
 * come behind the one that precedes them in the PDF.
 * @param current what stands in the block now
 * @param imported the marks that were imported before, by their ids, where that is known: one of them that is gone from
 *   `current` was taken out by the user, and is not put in again while it is in the PDF
 * @param isWhole whether all marks of the paper are among `marks`, so that others are gone from its PDFs
 */
export function mergedBlock(
  current: string,
  marks: readonly RenderedMark[],
  { imported = [], isWhole }: { readonly imported?: readonly string[]; readonly isWhole: boolean },
): MergedBlock {
  const { lead, segments } = segmentsOf(current);
  const known = new Set(segments.map(({ id }) => id));
  const dropped = new Set(imported.filter((id) => !known.has(id)));
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  const counts = { added: 0, changed: 0, removed: 0, kept: 0, omitted: 0 };

  const parts: { readonly id: string; readonly lines: readonly string[] }[] = [];
  const seen = new Set<string>();
  for (const segment of segments) {
    const mark = seen.has(segment.id) ? undefined : byId.get(segment.id);
    const isCopy = seen.has(segment.id);
    seen.add(segment.id);
    const before = [segment.head, ...segment.own, ...segment.rest];
    if (mark && segment.isAsWritten) {
      const lines = linesOf(mark);
      const isSame = lines.length === segment.own.length && lines.every((line, at) => line === segment.own[at]);
      if (!isSame) counts.changed++;
      parts.push({ id: segment.id, lines: isSame ? before : [headOf(mark.id, lines), ...lines, ...segment.rest] });
    } else if (!mark && !isCopy && isWhole && segment.isAsWritten && segment.rest.every((line) => !line.trim())) {
      counts.removed++;
    } else {
      if (mark) counts.kept++;
      parts.push({ id: isCopy ? '' : segment.id, lines: before });
    }
  }

  /** What comes behind a part, or before them all. */
  const news = new Map<string, (typeof parts)[number][]>();
  let behind = '';
  const isThere = new Set(parts.map(({ id }) => id));
  for (const mark of marks) {
    if (isThere.has(mark.id)) behind = mark.id;
    else if (dropped.has(mark.id)) counts.omitted++;
    else if (!known.has(mark.id)) {
      counts.added++;
      const lines = linesOf(mark);
      const one = { id: mark.id, lines: [headOf(mark.id, lines), ...lines, ''] };
      const beside = news.get(behind);
      if (beside) beside.push(one);
      else news.set(behind, [one]);
    }
  }
  const all = [...(news.get('') ?? []), ...parts.flatMap((part) => [part, ...((part.id && news.get(part.id)) || [])])];
  return {
    text: textOf(
      lead,
      all.map(({ lines }) => lines),
    ),
    ...counts,
    imported: [
      ...all.flatMap(({ id }) => id || []),
      // what is not read now may be there the next time
      ...[...dropped].filter((id) => byId.has(id) || !isWhole),
    ],
  };
}

function segmentsOf(block: string): { readonly lead: readonly string[]; readonly segments: readonly Segment[] } {
  const lines = block.trim() ? block.replace(/\r\n?/g, '\n').split('\n') : [];
  const starts = lines.flatMap((line, at) => (head.test(line.trim()) ? [at] : []));
  const segments = starts.map((start, at): Segment => {
    const first = lines[start] ?? '';
    const [, id = '', count = '0', sum = ''] = head.exec(first.trim()) ?? [];
    const inner = lines.slice(start + 1, starts[at + 1] ?? lines.length);
    const own = inner.slice(0, Number(count));
    return { head: first, id, own, rest: inner.slice(Number(count)), isAsWritten: sumOf(own) === sum };
  });
  return { lead: lines.slice(0, starts[0] ?? lines.length), segments };
}

function textOf(lead: readonly string[], parts: readonly (readonly string[])[]): string {
  const lines = [...lead];
  for (const part of parts) {
    // a comment right below a line of text would be part of its paragraph
    if (lines.length && lines.at(-1)?.trim()) lines.push('');
    lines.push(...part);
  }
  return lines.join('\n');
}

function linesOf({ text }: RenderedMark): string[] {
  return text.trim().split('\n');
}

function headOf(id: string, lines: readonly string[]): string {
  return `<!-- a:${id} ${lines.length} ${sumOf(lines)} -->`;
}

/** Blanks do not count: editors take them off the ends of lines. */
function sumOf(lines: readonly string[]): string {
  return digest(lines.map((line) => line.trim().replace(/\s+/g, ' ')).join('\n'));
}
