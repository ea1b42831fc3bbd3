import type { RawFile } from '../../formats/bibtex/raw.ts';
import { code, isBlank, lineEnd } from '../../formats/bibtex/syntax.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';

export interface Fold extends Span {
  readonly kind: 'entry' | 'field' | 'comment';
}

/** What can be folded where it takes several lines: entries, fields, comments and other commands. */
export function* foldsOf({ text, entries, stringSpans, preambles, comments }: RawFile): Steps<readonly Fold[]> {
  const folds: Fold[] = [];
  const taken: Span[] = [...entries.map(({ span }) => span), ...stringSpans, ...preambles, ...comments];
  const add = (start: number, end: number, kind: Fold['kind']) => {
    if (lineEnd(text, start, end) < end) folds.push({ start, end, kind });
  };
  for (const [place, { span, fields }] of entries.entries()) {
    add(span.start, span.end, 'entry');
    for (const { nameStart, end } of fields) add(nameStart, end, 'field');
    if (place % 200 === 199) yield;
  }
  for (const { start, end } of [...stringSpans, ...preambles]) add(start, end, 'entry');
  for (const { start, end } of comments) add(start, end, 'comment');
  yield;
  taken.sort((one, other) => one.start - other.start);
  let at = 0;
  for (const { start, end } of [...taken, { start: text.length, end: text.length }]) {
    if (start > at) for (const span of paragraphs(text, at, start)) add(span.start, span.end, 'comment');
    at = Math.max(at, end);
  }
  return folds;
}

/** Stretches of lines that are not empty. */
function* paragraphs(text: string, from: number, end: number): Generator<Span> {
  let start = -1;
  let last = from;
  for (let at = from; at < end;) {
    const stop = lineEnd(text, at, end);
    const first = firstInk(text, at, stop);
    if (first < stop) {
      if (start < 0) start = first;
      last = stop;
    } else if (start >= 0) {
      yield { start, end: last };
      start = -1;
    }
    at = stop + (text.charCodeAt(stop) === code.cr && text.charCodeAt(stop + 1) === code.lf ? 2 : 1);
  }
  if (start >= 0) yield { start, end: last };
}

function firstInk(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}
