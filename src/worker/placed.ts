import type { Entry } from '../core/entry/entry.ts';
import { LineEnds } from '../core/formats/lineEnds.ts';
import type { SourceProblem } from '../core/library/library.ts';
import type { Steps } from '../core/steps.ts';
import type { Position, Span } from '../core/text.ts';
import type { EntryPlace, PlacedProblem, Range } from './protocol.ts';

/** A file is told of so many problems; nobody reads more. */
const mostProblems = 1000;
/** Lines counted in one step, and from one milestone to the next. */
const step = 2000;

/**
 * Where every two thousandth line of a text begins, as far as somebody looked: who asks about the same text again need
 * not begin at its top.
 */
export type Milestones = number[];

/** The problems with their places in lines, in steps; `textOf` gives the text of a file, and `milestonesOf` its milestones. */
export function* placed(
  problems: readonly SourceProblem[],
  textOf: (uri: string) => string | undefined,
  milestonesOf?: (uri: string) => Milestones,
): Steps<PlacedProblem[]> {
  const kept = problems.slice(0, mostProblems);
  const rangeOf = yield* rangesOf(
    kept.flatMap(({ uri, span, related }) => [{ uri, span }, ...(related ? [related] : [])]),
    textOf,
    milestonesOf,
  );
  return kept.map((problem) => ({
    ...problem,
    range: rangeOf(problem.uri, problem.span),
    ...(problem.related ? { relatedRange: rangeOf(problem.related.uri, problem.related.span) } : {}),
  }));
}

/** Where entries are written, in steps. */
export function* placesOf(entries: readonly Entry[], textOf: (uri: string) => string | undefined): Steps<EntryPlace[]> {
  const places = entries.map(({ source: { uri, span, keySpan } }) => ({
    uri,
    span,
    keySpan: keySpan ?? { start: span.start, end: span.start },
  }));
  const rangeOf = yield* rangesOf(
    places.flatMap(({ uri, span, keySpan }) => [
      { uri, span },
      { uri, span: keySpan },
    ]),
    textOf,
  );
  return places.map(({ uri, span, keySpan }) => ({ uri, range: rangeOf(uri, span), keyRange: rangeOf(uri, keySpan) }));
}

/** Where stretches of one text stand in lines; see `rangesOf`. */
export function* rangesIn(text: string, spans: readonly Span[]): Steps<(span: Span) => Range> {
  const uri = '';
  const rangeOf = yield* rangesOf(
    spans.map((span) => ({ uri, span })),
    () => text,
  );
  return (span) => rangeOf(uri, span);
}

/** Where stretches of files stand in lines, all of them known when the last step is done. */
export function* rangesOf(
  stretches: readonly { readonly uri: string; readonly span: Span }[],
  textOf: (uri: string) => string | undefined,
  milestonesOf: (uri: string) => Milestones = () => [],
): Steps<(uri: string, span: Span) => Range> {
  const offsets = new Map<string, Set<number>>();
  for (const { uri, span } of stretches) {
    const wanted = offsets.get(uri) ?? new Set();
    offsets.set(uri, wanted.add(span.start).add(span.end));
  }
  const positions = new Map<string, ReadonlyMap<number, Position>>();
  for (const [uri, wanted] of offsets)
    positions.set(uri, yield* positionsIn(textOf(uri) ?? '', wanted, milestonesOf(uri)));
  return (uri, { start, end }) => {
    const at = (offset: number) => positions.get(uri)?.get(offset) ?? { line: 0, character: 0 };
    return { start: at(start), end: at(end) };
  };
}

/** Where the offsets stand, in one pass over the text from the milestone before the first to the last of them. */
function* positionsIn(
  text: string,
  offsets: ReadonlySet<number>,
  milestones: Milestones,
): Steps<Map<number, Position>> {
  const found = new Map<number, Position>();
  const inOrder = [...offsets].sort((a, b) => a - b);
  const passed = Math.max(
    0,
    milestones.findLastIndex((start) => start <= (inOrder[0] ?? 0)),
  );
  const lines = new LineEnds(text);
  let line = passed * step;
  let lineStart = milestones[passed] ?? 0;
  let lineEnd = lineStart;
  const advance = () => {
    lineStart = lineEnd;
    const end = lines.after(lineStart);
    lineEnd = end < text.length ? lines.next(end) : Infinity;
  };
  advance();
  for (const offset of inOrder) {
    while (offset >= lineEnd) {
      line++;
      advance();
      if (line % step !== 0) continue;
      milestones[line / step] = lineStart;
      yield;
    }
    found.set(offset, { line, character: Math.max(0, Math.min(offset, text.length) - lineStart) });
  }
  return found;
}
