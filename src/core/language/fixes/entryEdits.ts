import type { Span } from '../../text.ts';
import type { TextEdit } from '../../text.ts';

/** Adds empty fields to a BibTeX entry, behind its last one and written as its own are; nothing where it is not closed. */
export function addFields(text: string, { start, end }: Span, names: readonly string[]): TextEdit | undefined {
  const entry = text.slice(start, end);
  if (!/^@[^{(]*[{(]/.test(entry) || !/[)}]$/.test(entry) || !isBalanced(entry)) return undefined;
  const body = entry.slice(0, -1).trimEnd();
  const own = /[\n\r]([ \t]*)[\w-]+([ \t]*=[ \t]*)(["{]?)/.exec(entry);
  const isOnOneLine = !own && !/[\n\r]/.test(entry);
  const lead = isOnOneLine ? ' ' : `\n${own?.[1] ?? '  '}`;
  const equals = own?.[2]?.trim() === own?.[2] && own ? '=' : ' = ';
  const [open, close] = own?.[3] === '"' ? ['"', '"'] : ['{', '}'];
  const fields = names.map((name) => `${lead}${name}${equals}${open}${close}`).join(',');
  const comma = body.endsWith(',') ? '' : ',';
  const hadComma = body.endsWith(',') ? ',' : '';
  const at = start + body.length;
  const isGlued = !isOnOneLine && !/[\n\r]\s*$/.test(entry.slice(body.length, -1));
  return { start: at, end: at, text: `${comma}${fields}${hadComma}${isGlued ? '\n' : ''}` };
}

/** Takes a BibTeX entry out of its file, with its line and the empty line behind it. */
export function deleteEntry(text: string, { start, end }: Span): TextEdit | undefined {
  if (text.charAt(start) !== '@') return undefined;
  const lineStart = /[^\n\r]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? '';
  const isAlone = !lineStart.trim();
  const rest = /^[ \t]*,?[ \t]*(?:\r\n|\n|\r|$)(?:[ \t]*(?:\r\n|\n|\r))?/.exec(text.slice(end, end + 1000))?.[0] ?? '';
  if (!isAlone) return { start, end, text: '' };
  const from = start - lineStart.length;
  const isLast = end + rest.length >= text.length;
  // the last one takes the empty line before it along
  const before = isLast
    ? (/(?:\r\n|\n|\r(?!\n))[ \t]*(?=(?:\r\n|\n|\r)$)/.exec(text.slice(Math.max(0, from - 200), from))?.[0].length ?? 0)
    : 0;
  return { start: from - before, end: end + rest.length, text: '' };
}

/** An entry that is yet to be described, as a file of BibTeX has it. */
export function stubEntry(key: string): string {
  return `@misc{${key},\n  author = {},\n  title = {},\n  year = {},\n}\n`;
}

function isBalanced(entry: string): boolean {
  let depth = 0;
  for (const [brace] of entry.replace(/\\[{}]/g, '').matchAll(/[{}]/g)) depth += brace === '{' ? 1 : -1;
  return depth === 0;
}
