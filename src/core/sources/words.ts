import { readAny } from '../formats/readers.ts';
import type { FormatId } from '../formats/sniff.ts';
import { sniff } from '../formats/sniff.ts';
import type { Span } from '../text.ts';

/**
 * An entry as its file writes it, to stand at the left margin of another file: in JSON and YAML, where lines are indented,
 * those below the first lose as much as the first has before it. An item of YAML in brackets becomes one behind a dash.
 */
export function ownWords(text: string, { start, end }: Span, format: FormatId): string {
  const words = text.slice(start, end);
  if (format !== 'csl-json' && format !== 'csl-yaml' && format !== 'references' && format !== 'hayagriva') return words;
  const column = start - (Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1);
  const indent = new RegExp(`(\\r\\n|\\n|\\r)[ \\t]{0,${column}}`, 'g');
  const atMargin = words.replace(indent, '$1');
  return format !== 'csl-json' && words.startsWith('{') ? `- ${atMargin}` : atMargin;
}

/** An entry's own text under another key; nothing where that takes more than to write the one for the other. */
export function withKey(words: string, format: FormatId, key: string): string | undefined {
  if (format === 'bibtex')
    return sniff(words) === 'bibtex'
      ? words.replace(/^(\s*@\s*\w+\s*[{(]\s*)[^\s,]*/, (_, head: string) => head + key)
      : undefined;
  const before = readAny(words, 'written:', format);
  const [entry] = before.entries;
  const at = entry?.source.keySpan;
  if (!at || words.slice(at.start, at.end) !== entry.key) return undefined;
  const renamed = words.slice(0, at.start) + key + words.slice(at.end);
  // a key may have been a number, or the new one may mean something else in YAML
  const after = readAny(renamed, 'written:', format);
  const isSame = after.entries.length === before.entries.length && after.problems.length === before.problems.length;
  return isSame && after.entries[0]?.key === key ? renamed : undefined;
}
