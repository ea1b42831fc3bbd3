import type { TextEdit } from '../../text.ts';
import type { TemplatePart } from './scan.ts';
import { templateParts } from './scan.ts';

const field = /^\s*(?:-\s+)*(?:[\w .-]+|"[^"]*"|'[^']*')\s*:\s+$/;
const item = /^\s*(?:-\s+)+$/;

/**
 * How an output in front matter is written so that YAML reads whatever it gives: with the filter `yaml`. Quotes and
 * the sign of a block around it go; where other text stands in the line too, the line is captured first. Nothing for
 * one that has the filter, and where it cannot be told what would have to be quoted.
 */
export function quoting(text: string, part: TemplatePart): TextEdit[] | undefined {
  if (!part.isClosed || part.tokens.some(({ kind, text: name }) => kind === 'filter' && name === 'yaml'))
    return undefined;
  const { span, inner } = part;
  const lineStart = Math.max(text.lastIndexOf('\n', span.start - 1), text.lastIndexOf('\r', span.start - 1)) + 1;
  const lineEnd = /[\n\r]|$/.exec(text.slice(span.end))?.index ?? 0;
  const before = text.slice(lineStart, span.start);
  const after = text.slice(span.end, span.end + lineEnd);
  const value = text.slice(inner.start, inner.end).trimEnd();
  const opening = text.slice(span.start, inner.start);
  const closing = text.slice(inner.end, span.end);
  const written = `${opening}${value} | yaml ${closing}`;

  if ((field.test(before) || item.test(before)) && !after.trim()) return [{ ...span, text: written }];
  const quote = /(["'])$/.exec(before)?.[1];
  const head = before.slice(0, -1);
  if (quote && (field.test(head) || item.test(head)) && after.trim() === quote)
    return [{ start: span.start - 1, end: span.end + after.indexOf(quote) + 1, text: written }];
  if (/[[,]\s*$/.test(before) && /^\s*[\],]/.test(after)) return [{ ...span, text: written }];
  const block = /(:\s+)[|>][+-]?\s*[\n\r]+$/.exec(text.slice(0, lineStart));
  if (block && /^\s+$/.test(before) && !after.trim())
    return [{ start: block.index + (block[1]?.length ?? 0), end: span.end, text: written }];
  return captured(text, lineStart, span.end + lineEnd);
}

/** A line such as `name: {{ a }} and {{ b }}`, with its value named first and then quoted as a whole. */
function captured(text: string, start: number, end: number): TextEdit[] | undefined {
  const line = text.slice(start, end);
  const [head] = /^\s*(?:-\s+)*(?:[\w .-]+)\s*:\s+/.exec(line) ?? [];
  const value = line.slice(head?.length ?? 0).trim();
  if (head === undefined || /^[[{|>&*!]/.test(value.replace(/^\{\{/, ''))) return undefined;
  const parts = templateParts(line);
  if (parts.some(({ kind, isClosed }) => kind !== 'output' || !isClosed)) return undefined;
  const bare = /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
  if (/["']/.test(bare.replace(/\{\{.*?\}\}/g, ''))) return undefined;
  return [{ start, end, text: `{% capture line %}${bare}{% endcapture %}${head}{{ line | yaml }}` }];
}
