import type { Span } from '../../text.ts';

/** A word or mark in a part of a template, and what it is there. */
export interface TemplateToken {
  readonly kind:
    | 'tag'
    | 'variable'
    | 'property'
    | 'filter'
    /** The name of an argument: `limit` in `limit: 3`. */
    | 'argument'
    /** A name that a tag gives to a value. */
    | 'definition'
    | 'keyword'
    | 'text'
    | 'number'
    | 'mark';
  readonly span: Span;
  /** As it stands there; of a property the path that it ends, such as `entry.author`. */
  readonly text: string;
}

const word = /[\p{L}_][\p{L}\p{M}\p{N}_?-]*/uy;
const piece = /\s+|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|-?\d+(?:\.\d+)?|[=!<>]=|\.\.|./suy;
const keywords = new Set(['true', 'false', 'nil', 'null', 'empty', 'blank', 'and', 'or', 'not', 'contains']);
/** Tags that give a name to what follows it. */
const defining = new Set(['assign', 'for', 'capture', 'increment', 'decrement']);
/** Tags that nothing follows, or nothing that names values. */
const silent = new Set(['#', 'comment', 'raw', 'else', 'break', 'continue']);

/** The words of what stands between the braces; `liquid` is read line by line. */
export function tokensOf(source: string, { start, end }: Span, kind: 'output' | 'tag'): TemplateToken[] {
  if (kind === 'output') return expression(source, start, end);
  const at = start + (/^\s*/.exec(source.slice(start, end))?.[0].length ?? 0);
  const name = source[at] === '#' ? '#' : wordAt(source, at, end);
  if (!name) return [];
  const rest = at + name.length;
  const tag: TemplateToken = { kind: 'tag', span: { start: at, end: rest }, text: name };
  if (silent.has(name)) return [tag];
  if (name !== 'liquid') return [tag, ...tagRest(source, name, rest, end)];
  const lines: TemplateToken[] = [tag];
  for (let from = rest; from < end;) {
    const stop = source.indexOf('\n', from);
    const to = stop < 0 || stop > end ? end : stop;
    lines.push(...tokensOf(source, { start: from, end: to }, 'tag'));
    from = to + 1;
  }
  return lines;
}

function tagRest(source: string, name: string, start: number, end: number): TemplateToken[] {
  const tokens = expression(source, start, end);
  if (!defining.has(name)) return tokens;
  const [first, ...others] = tokens;
  if (first?.kind !== 'variable') return tokens;
  const defined: TemplateToken = { ...first, kind: 'definition' };
  if (name !== 'for') return [defined, ...others];
  const loop = new Set(['in', 'reversed', 'limit', 'offset']);
  return [
    defined,
    ...others.map((token): TemplateToken =>
      token.kind === 'variable' && loop.has(token.text) ? { ...token, kind: 'keyword' } : token,
    ),
  ];
}

function expression(source: string, start: number, end: number): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let path = '';
  let before = '';
  for (let at = start; at < end;) {
    const name = wordAt(source, at, end);
    if (name) {
      const span = { start: at, end: at + name.length };
      at = span.end;
      const kind = kindOf(name, before, source.slice(at, Math.min(end, at + 20)));
      path = kind === 'property' ? `${path}.${name}` : kind === 'variable' ? name : '';
      tokens.push({ kind, span, text: kind === 'property' ? path : name });
      before = 'word';
      continue;
    }
    piece.lastIndex = at;
    const mark = (piece.exec(source)?.[0] ?? source.charAt(at)).slice(0, end - at);
    const span = { start: at, end: at + mark.length };
    at = span.end;
    if (!mark.trim()) {
      if (before === 'word') before = '';
      continue;
    }
    const kind = /^["']/.test(mark) ? 'text' : /^-?\d/.test(mark) ? 'number' : 'mark';
    tokens.push({ kind, span, text: mark });
    if (!['.', '[', ']'].includes(mark) && kind === 'mark') path = '';
    before = mark;
  }
  return tokens;
}

function kindOf(name: string, before: string, after: string): TemplateToken['kind'] {
  if (before === '|') return 'filter';
  if (before === '.') return 'property';
  if (/^\s*:/.test(after)) return 'argument';
  return keywords.has(name) ? 'keyword' : 'variable';
}

function wordAt(source: string, at: number, end: number): string {
  word.lastIndex = at;
  return (word.exec(source)?.[0] ?? '').slice(0, end - at);
}
