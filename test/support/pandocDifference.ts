import { readCitations } from '../../src/core/citations/read.ts';

/** What pandoc cites in a document, each as "mode key": in the order of the text, and what its tree has elsewhere. */
export interface PandocCitations {
  readonly text: readonly string[];
  readonly moved: readonly string[];
}

/** What the reader finds, as pandoc tells it. References are citations to pandoc; how, only their mark tells. */
export function citedIn(text: string): readonly string[] {
  const { citations, references } = readCitations(text, 'markdown');
  return [
    ...citations.map(({ start, mode, key }) => ({ start, cited: `${mode} ${key}` })),
    ...references.map(({ start, key }) => ({ start, cited: `* ${key}` })),
  ]
    .sort((one, other) => one.start - other.start)
    .map(({ cited }) => cited);
}

/** In words, where the reader and pandoc differ: what it finds has pandoc's text in that order, and the moved between. */
export function differenceFrom({ text, moved }: PandocCitations, document: string): string | undefined {
  const movedLeft = [...moved];
  const extra: string[] = [];
  let next = 0;
  for (const cited of citedIn(document)) {
    const place = movedLeft.findIndex((one) => isSame(cited, one));
    if (isSame(cited, text[next] ?? '')) next++;
    else if (place >= 0) movedLeft.splice(place, 1);
    else extra.push(cited);
  }
  const missing = [...text.slice(next), ...movedLeft];
  if (!extra.length && !missing.length) return undefined;
  return `pandoc does not cite ${listOf(extra)}; it does cite ${listOf(missing)}`;
}

function isSame(cited: string, pandoc: string): boolean {
  return cited === pandoc || (cited.startsWith('* ') && cited.slice(2) === pandoc.slice(pandoc.indexOf(' ') + 1));
}

function listOf(cited: readonly string[]): string {
  return cited.length > 8
    ? `${cited.slice(0, 8).join(', ')} and ${cited.length - 8} more`
    : cited.join(', ') || 'nothing';
}
