import type { FormatId } from '../formats/sniff.ts';
import { yamlScalar } from '../formats/yamlText.ts';
import type { TextEdit } from '../text.ts';
import type { Span } from '../text.ts';

/** What neither BibTeX nor biber takes in a key (biber manual, "Data file keys"). */
const bibKey = /^[^\s,{}="#%\\~'()]+$/;

/** Writes another key where an entry has its own; nothing where the format cannot hold it there. */
export function entryRekeyed(text: string, span: Span, key: string, format: FormatId): TextEdit | undefined {
  const [before, after] = [text.charAt(span.start - 1), text.charAt(span.end)];
  switch (format) {
    case 'bibtex':
      return bibKey.test(key) ? { ...span, text: key } : undefined;
    case 'csl-json': {
      const written = JSON.stringify(key);
      // a number as id stands without quotes
      return { ...span, text: isBare(text, span) ? written : written.slice(1, -1) };
    }
    case 'csl-yaml':
    case 'hayagriva':
    case 'references':
    case 'paper':
      return { ...span, text: yamlKey(before, after, key) };
    case 'endnote-xml':
      return { ...span, text: key.replace(/[&<>]/g, (mark) => entities[mark] ?? mark) };
    case 'ris':
    case 'enw':
    case 'nbib':
      return { ...span, text: key };
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function isBare(text: string, { start, end }: Span): boolean {
  return (
    /^-?\d+$/.test(text.slice(start, end)) && /[\s:]/.test(text.charAt(start - 1)) && /[\s,}]/.test(text.charAt(end))
  );
}

function yamlKey(before: string, after: string, key: string): string {
  if (before === '"' && after === '"') return JSON.stringify(key).slice(1, -1);
  if (before === "'" && after === "'") return key.replaceAll("'", "''");
  // after the `@` of `citekey: "@smith"` or among other words it is in quotes already, or as plain as before
  return /\s/.test(before) || before === '' ? yamlScalar(key) : key;
}
