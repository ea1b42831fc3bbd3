import type { Citation, CitationMode, CitationReading } from '../citation.ts';
import { CitationCollector } from '../collect.ts';
import { readNote } from '../note.ts';
import type { Mention } from './frames.ts';
import { TypstScanner } from './scanner.ts';

/** How names of figures, sections and the like begin, where the label itself stands in another file. */
const usualReferences =
  'alg|algo|app|appendix|ax|ch|chap|chapter|cor|def|eq|eqn|eqt|equation|ex|exp|fig|figure|fn|lem|lemma|lst|part|prop|' +
  'rem|sec|section|sub|subsec|tab|table|tbl|thm|theorem';

/** Typst's `form` (Typst reference, "Cite"): one that shows nothing only lists the work. */
const modes: Readonly<Record<string, CitationMode>> = {
  prose: 'author-in-text',
  author: 'author-in-text',
  year: 'suppress-author',
};

/**
 * The citations of a Typst document. `@name` means a label of the document or else a key of the bibliography (Typst
 * reference, "Reference"); a label that stands in another file is known by the way such names begin.
 */
export function readTypst(text: string, crossReferences: readonly string[] = []): CitationReading {
  const found = new CitationCollector(text);
  const scanner = new TypstScanner(text, (start, end) => found.exclude(start, end));
  scanner.run();
  const begins = new RegExp(`^(?:${usualReferences})[:-]`);
  const isReference = ({ key, isCite }: Mention) =>
    !isCite &&
    (scanner.labels.has(key) ||
      begins.test(key) ||
      crossReferences.some((prefix) => key.startsWith(prefix) && /^[:-]/.test(key.slice(prefix.length))));
  const cited: Mention[] = [];
  for (const mention of scanner.mentions.sort((a, b) => a.whole.start - b.whole.start)) {
    if (isReference(mention)) found.refer({ key: mention.key, ...mention.marked });
    else cited.push(mention);
  }
  for (const run of adjacent(text, cited)) {
    const [first, last] = [run[0], run.at(-1)];
    const citations = run.map((mention) => citationOf(text, mention));
    if (first && last && run.length > 1)
      found.citeTogether({ start: first.whole.start, end: last.whole.end }, citations);
    else for (const citation of citations) found.cite(citation);
  }
  return found.finish();
}

/** Typst shows citations together that stand side by side with nothing but blanks between. */
function adjacent(text: string, mentions: readonly Mention[]): Mention[][] {
  const runs: Mention[][] = [];
  for (const mention of mentions) {
    const before = runs.at(-1)?.at(-1);
    const between = before ? text.slice(before.whole.end, Math.max(mention.whole.start, before.whole.end)) : '-';
    const isBeside =
      before !== undefined &&
      before.whole.end <= mention.whole.start &&
      /^[ \t]*(?:\r\n|\n|\r)?[ \t]*$/.test(between.slice(0, 200)) &&
      between.length < 200;
    if (isBeside) runs.at(-1)?.push(mention);
    else runs.push([mention]);
  }
  return runs;
}

function citationOf(text: string, { key, keyAt, marked, form, supplement }: Mention): Citation {
  const note = supplement ? readNote(text, supplement.start, supplement.end) : {};
  return {
    key,
    keyAt,
    start: marked.start,
    end: marked.end,
    kind: form === 'none' ? 'nocite' : 'cite',
    mode: (form === undefined ? undefined : Object.hasOwn(modes, form) && modes[form]) || 'normal',
    ...note,
  };
}
