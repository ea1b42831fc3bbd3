import { readFrontMatter } from '../formats/frontMatter.ts';
import { startOf } from '../text.ts';

/** An excerpt is no longer than this many characters. */
const longest = 280;
/** Texts shorter than this say too little to be told from what somebody wrote. */
const shortestGenerated = 12;

/**
 * The first lines that somebody wrote in a note: its body without headings, comments and what the
 * template took from the entry. Empty where nobody wrote anything yet.
 */
export function noteExcerpt(note: string, generated: readonly string[]): string {
  const taken = generated.map(words).filter((text) => text.length >= shortestGenerated);
  const isTaken = (text: string) => text.length >= shortestGenerated && taken.some((known) => known.includes(text));
  const body = readFrontMatter(note)
    .body.replace(/\r\n?/g, '\n')
    .replace(/<!--[^]*?(?:-->|$)/g, '');
  const written: string[] = [];
  let length = 0;
  for (const block of body.split(/\n[ \t]*\n/)) {
    const lines = block
      .split('\n')
      .filter((line) => line.trim() && !/^\s*(?:#{1,6}(?:\s|$)|[-=*_]{3,}\s*$)/.test(line));
    const text = words(lines.join(' '));
    if (!text || isTaken(text)) continue;
    written.push(lines.join('\n'));
    length += text.length;
    if (length >= longest) break;
  }
  const text = written.join('\n\n').trim();
  return unmarked(text.length > longest ? `${startOf(text, longest).replace(/\s+\S*$/, '')}…` : text);
}

/** Without the marks of emphasis; only for short texts. */
function unmarked(text: string): string {
  return text.replace(/(\*{1,3})(\S(?:[^*\n]*[^*\s])?)\1/g, '$2');
}

/** Only the words count: a template may set them in other lines, or emphasize them. */
function words(text: string): string {
  return text
    .replace(/[*_>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
