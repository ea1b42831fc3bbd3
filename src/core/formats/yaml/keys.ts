import type { Span } from '../../text.ts';

/** The key of a mapping where it is written. */
export interface YamlKey {
  readonly name: string;
  /** The name without quotes. */
  readonly span: Span;
  /** After the colon. */
  readonly end: number;
}

/** What may follow the colon after a plain key of a mapping in brackets. */
export const inBrackets = /[\s,[\]{}]/;

const longestName = 500;
const quoted = /("(?:[^"\\\r\n]|\\.){1,500}"|'(?:[^'\r\n]|''){1,500}')[ \t]*:/y;

/**
 * The key with its colon that begins at `at`, plain or quoted; nothing where none begins. After a plain key the colon
 * counts if the end or one of `enders` follows, which is a blank outside of brackets (YAML 1.2.2, 7.3.3 "Plain Style").
 */
export function keyAt(text: string, at: number, enders = /\s/): YamlKey | undefined {
  const mark = text.charAt(at);
  if (mark === '"' || mark === "'") {
    quoted.lastIndex = at;
    const [whole, written] = quoted.exec(text) ?? [];
    if (whole === undefined || written === undefined) return undefined;
    const span = { start: at + 1, end: at + written.length - 1 };
    const name = text.slice(span.start, span.end);
    return { name: mark === "'" ? name.replaceAll("''", "'") : unescaped(name), span, end: at + whole.length };
  }
  if (/[\s#,[\]{}]/.test(mark) || (/[-?:]/.test(mark) && /^(?:\s|$)/.test(text.charAt(at + 1)))) return undefined;
  for (let end = at + 1; end < text.length && end < at + longestName; end++) {
    const code = text.charAt(end);
    if (code === '\n' || code === '\r') return undefined;
    if (code === '#' && /\s/.test(text.charAt(end - 1))) return undefined;
    if (code !== ':' || (end + 1 < text.length && !enders.test(text.charAt(end + 1)))) continue;
    const name = text.slice(at, end).trimEnd();
    return { name, span: { start: at, end: at + name.length }, end: end + 1 };
  }
  return undefined;
}

/** JSON's escapes are YAML's too; a name with others stays as it is written. */
function unescaped(name: string): string {
  if (!name.includes('\\')) return name;
  try {
    return JSON.parse(`"${name}"`) as string;
  } catch {
    return name;
  }
}
