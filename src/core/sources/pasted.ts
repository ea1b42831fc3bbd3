import type { Entry } from '../entry/entry.ts';
import { readAny } from '../formats/readers.ts';
import type { FormatId } from '../formats/sniff.ts';
import { sniff } from '../formats/sniff.ts';
import { ownWords } from './words.ts';

/** The first paper of a text that was pasted, and its own text. */
export interface PastedPaper {
  readonly entry: Entry;
  readonly format: FormatId;
  /** The entry as it was written, for a file of the same format. */
  readonly written: string;
  /** How many more the text holds. */
  readonly others: number;
}

/** A pasted text longer than this is a library, not a paper. */
const longestPasted = 1024 * 1024;

/** Reads a paper from pasted BibTeX, RIS or CSL-JSON; nothing where the text is none of these. */
export function readPasted(text: string): PastedPaper | undefined {
  if (text.length > longestPasted) return undefined;
  const whole = withLines(text.trim());
  const format = sniff(whole);
  if (format !== 'bibtex' && format !== 'ris' && format !== 'csl-json') return undefined;
  const { entries } = readAny(whole, 'pasted:', format);
  const [entry] = entries;
  if (!entry) return undefined;
  return { entry, format, written: ownWords(whole, entry.source.span, format), others: entries.length - 1 };
}

/** The input of VS Code has one line: what is pasted there loses its breaks, which RIS cannot do without. */
function withLines(text: string): string {
  if (!/^TY {1,2}- ?/.test(text) || /[\n\r]/.test(text)) return text;
  return text.replace(/(?!^)\s*(?=(?:[A-Z][A-Z0-9]) {2}-(?: |$))/g, '\n');
}

/** The key, or it with the first of `a`, `b`, … that makes it free. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  if (!isTaken(key)) return key;
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') if (!isTaken(key + letter)) return key + letter;
  let number = 2;
  while (isTaken(`${key}-${number}`)) number++;
  return `${key}-${number}`;
}
