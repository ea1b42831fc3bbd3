import type { Entry } from '../../entry/entry.ts';
import type { BibFile } from '../../formats/bibtex/bibEntry.ts';
import { BibEntry } from '../../formats/bibtex/bibEntry.ts';
import type { RawEntry, RawFile } from '../../formats/bibtex/raw.ts';
import { bibFileSteps } from '../../formats/bibtex/read.ts';
import { scanBibSteps } from '../../formats/bibtex/scan.ts';
import type { Steps } from '../../steps.ts';
import { atOnce } from '../../steps.ts';

/** A `.bib` document as all features of the editor read it: once for each version. */
export interface BibReading {
  readonly raw: RawFile;
  readonly file: BibFile;
}

export function readBibDocument(text: string, uri: string): BibReading {
  return atOnce(bibDocumentSteps(text, uri));
}

/** The same in steps of about a millisecond. */
export function* bibDocumentSteps(text: string, uri: string): Steps<BibReading> {
  const raw = yield* scanBibSteps(text);
  const { file } = yield* bibFileSteps(raw, uri);
  return { raw, file };
}

/** The entry as the library knows it, with what it inherits within the document; decoded when it is looked at. */
export function entryOf({ file }: BibReading, raw: RawEntry): Entry {
  return new BibEntry(file, raw, {});
}

/** The last entry that starts before the place, whether it reaches to it or not. */
export function entryBefore(entries: readonly RawEntry[], offset: number): RawEntry | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}
