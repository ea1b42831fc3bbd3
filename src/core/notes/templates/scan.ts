import type { Span } from '../../text.ts';
import { tokensOf } from './tokens.ts';
import type { TemplateToken } from './tokens.ts';

/** `{{ … }}` or `{% … %}` in a template. */
export interface TemplatePart {
  readonly kind: 'output' | 'tag';
  /** With the braces; of one that is not closed, as far as its line goes. */
  readonly span: Span;
  /** What stands between the braces, without the dashes that drop blanks. */
  readonly inner: Span;
  readonly isClosed: boolean;
  /** The tag's name. */
  readonly name: string;
  readonly tokens: readonly TemplateToken[];
}

const opening = /\{\{|\{%/g;

/**
 * The parts of a template, also of one that is being typed: reading goes on behind what LiquidJS would refuse. What
 * stands in `comment` and `raw` is no part.
 */
export function templateParts(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (;;) {
    opening.lastIndex = at;
    const hit = opening.exec(text);
    if (!hit) return parts;
    const part = partAt(text, hit.index);
    parts.push(part);
    at = part.span.end;
    if (part.kind === 'tag' && (part.name === 'comment' || part.name === 'raw')) at = endOf(text, part.name, at);
  }
}

/** The part that a place is in, its braces left out. */
export function partAround(parts: readonly TemplatePart[], offset: number): TemplatePart | undefined {
  return parts.find(({ inner }) => offset >= inner.start && offset <= inner.end);
}

/** The names that a template gives to values of its own. */
export function definedIn(parts: readonly TemplatePart[]): ReadonlySet<string> {
  return new Set(
    parts.flatMap(({ tokens }) => tokens.filter(({ kind }) => kind === 'definition').map(({ text }) => text)),
  );
}

/** For each name of a `for` in a template, the list that it goes through. */
export function loopsIn(parts: readonly TemplatePart[]): ReadonlyMap<string, string> {
  const loops = new Map<string, string>();
  for (const { tokens } of parts) {
    const at = tokens.findIndex(({ kind }) => kind === 'definition');
    const list = tokens.find(({ kind }, place) => place > at && kind === 'variable');
    if (tokens[0]?.text === 'for' && at >= 0 && list) loops.set(tokens[at]?.text ?? '', list.text);
  }
  return loops;
}

function partAt(text: string, start: number): TemplatePart {
  const kind = text[start + 1] === '{' ? 'output' : 'tag';
  const close = kind === 'output' ? '}}' : '%}';
  const found = kind === 'output' ? outputEnd(text, start + 2) : text.indexOf(close, start + 2);
  const isClosed = found >= 0;
  const until = isClosed ? found : unclosedEnd(text, start + 2, close);
  const from = text[start + 2] === '-' ? start + 3 : start + 2;
  const inner = {
    start: Math.min(from, until),
    end: until > from && text[until - 1] === '-' && isClosed ? until - 1 : until,
  };
  const tokens = tokensOf(text, inner, kind);
  const name = kind === 'tag' && tokens[0]?.kind === 'tag' ? tokens[0].text : '';
  return { kind, span: { start, end: isClosed ? until + 2 : until }, inner, isClosed, name, tokens };
}

/** Where `}}` stands that is in no quotes, as LiquidJS has it; -1 where there is none before the next part. */
function outputEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '}' && text[at + 1] === '}') return at;
    if (letter === '{' && at > from && /[{%]/.test(text[at + 1] ?? '')) return -1;
    if (letter !== '"' && letter !== "'") continue;
    let end = at + 1;
    while (end < text.length && text[end] !== letter) end += text[end] === '\\' ? 2 : 1;
    if (end >= text.length) return -1;
    at = end;
  }
  return -1;
}

/** One that is not closed ends with its line, or before another one begins. */
function unclosedEnd(text: string, from: number, close: string): number {
  const line = /[\n\r]|\{\{|\{%/g;
  line.lastIndex = from;
  const end = line.exec(text)?.index ?? text.length;
  const near = text.indexOf(close, from);
  return near >= 0 && near < end ? near : end;
}

/** Where the tag stands that ends `comment` or `raw`. */
function endOf(text: string, name: string, from: number): number {
  const end = new RegExp(`\\{%-?\\s*end${name}\\b`, 'g');
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}

/** The variables that a template names, those that it defines left out. */
export function namesIn(text: string): ReadonlySet<string> {
  const parts = templateParts(text);
  const defined = definedIn(parts);
  const names = parts.flatMap(({ tokens }) =>
    tokens.filter(({ kind }) => kind === 'variable').map((token) => token.text),
  );
  const isNow = parts.some(({ tokens }) =>
    tokens.some(({ kind, text: word }) => kind === 'text' && /^.(?:now|today).$/.test(word)),
  );
  return new Set([...names.filter((name) => !defined.has(name)), ...(isNow ? ['currentDate'] : [])]);
}
