import type { Problem } from '../../entry/entry.ts';
import { readFrontMatter } from '../../formats/frontMatter.ts';
import type { Span, TextEdit } from '../../text.ts';
import { edited, positionAt } from '../../text.ts';
import { renderTemplate } from '../template.ts';
import type { Piece } from './limits.ts';
import { quoting } from './quoting.ts';
import { templateParts } from './scan.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Front matter that a template makes for a paper and that cannot be read, and what in the template makes it so. */
export interface YamlFault {
  /** The part of the template. */
  readonly span: Span;
  /** Its line, from 1. */
  readonly line: number;
  /** What was found in the note: a code and facts as readers of front matter give them. */
  readonly problem: Problem;
  /** Edits of the template after which the paper's front matter can be read, where quoting does that. */
  readonly quoted?: readonly TextEdit[];
}

/**
 * Why the front matter of a paper's note would be broken. The part of the template that is to blame is found by
 * quoting one after the other, those near the fault first, until the front matter can be read.
 */
export function yamlFault(template: string, variables: Variables): YamlFault | undefined {
  const first = faultOf(template, variables);
  if (!first) return undefined;
  let text = template;
  let fault: Fault | undefined = first;
  let blamed: Span | undefined;
  const tried = new Set<string>();
  while (fault) {
    const better = quotedNear(text, fault, variables, tried);
    if (!better) break;
    blamed ??= better.blamed;
    text = better.text;
    fault = better.fault;
  }
  const span = blamed ?? first.span;
  const line = positionAt(template, span.start).line + 1;
  return { span, line, problem: first.problem, ...(fault ? {} : { quoted: differences(template, text) }) };
}

interface Fault {
  readonly problem: Problem;
  /** In the template. */
  readonly span: Span;
  /** In the note. */
  readonly offset: number;
}

function faultOf(template: string, variables: Variables): Fault | undefined {
  const rendered = renderTemplate(template, variables);
  if ('error' in rendered) return undefined;
  const problem = problemOf(rendered.text);
  if (!problem) return undefined;
  const offset = problem.span.start;
  return { problem, span: sourceOf(rendered.pieces, offset), offset };
}

/** Why front matter cannot be read; that in another language, as Hugo has it in TOML, is what the user wants. */
function problemOf(note: string): Problem | undefined {
  return readFrontMatter(note).problems.find(({ code }) => code !== 'frontMatterLanguage');
}

/** The part of the template that wrote what stands at a place of the result. */
function sourceOf(pieces: readonly Piece[], offset: number): Span {
  const piece = pieces.findLast(({ start }) => start <= offset);
  if (!piece) return { start: 0, end: 0 };
  if (!piece.isText) return piece.source;
  const start = Math.min(piece.source.start + offset - piece.start, piece.source.end);
  return { start, end: Math.min(start + 1, piece.source.end) };
}

/** The template with one more part quoted, where that mends the fault, or moves it further down. */
function quotedNear(
  text: string,
  fault: Fault,
  variables: Variables,
  tried: Set<string>,
): { readonly text: string; readonly fault?: Fault; readonly blamed: Span } | undefined {
  const outputs = templateParts(text).filter(({ kind }) => kind === 'output');
  const distance = ({ span }: { readonly span: Span }) =>
    span.start <= fault.span.start ? fault.span.start - span.start : text.length + span.start;
  for (const part of outputs.sort((a, b) => distance(a) - distance(b))) {
    const edits = quoting(text, part);
    if (!edits) continue;
    const quoted = edited(text, edits);
    if (tried.has(quoted)) continue;
    tried.add(quoted);
    const next = faultOf(quoted, variables);
    const rest = next && text.length - fault.span.start > quoted.length - next.span.start;
    if (!next || rest) return { text: quoted, blamed: part.span, ...(next ? { fault: next } : {}) };
  }
  return undefined;
}

/** The one edit between what two texts have in common at their starts and at their ends. */
function differences(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [{ start, end: before.length - end, text: after.slice(start, after.length - end) }];
}
