import type { ReadResult } from '../entry/entry.ts';
import { readBib, readBibSteps } from './bibtex/read.ts';
import { readCslJson } from './csl/read.ts';
import { readEnw } from './endnote/tagged.ts';
import { readEndnoteXml } from './endnote/xml.ts';
import { readHayagriva } from './hayagriva/read.ts';
import { readNbib } from './nbib/read.ts';
import { readPaperFile } from './paperFile.ts';
import { readCslYaml, readReferences } from './references.ts';
import { readRis } from './ris/read.ts';
import type { FormatId } from './sniff.ts';
import { formatOf } from './sniff.ts';

/** The reader of each format. All take any text, throw nothing, and need time in proportion to its length. */
export const readers: Readonly<Record<FormatId, (text: string, uri: string) => ReadResult>> = {
  bibtex: readBib,
  'csl-json': readCslJson,
  'csl-yaml': readCslYaml,
  hayagriva: readHayagriva,
  ris: readRis,
  enw: readEnw,
  nbib: readNbib,
  'endnote-xml': readEndnoteXml,
  paper: readPaperFile,
  references: readReferences,
};

/**
 * Reads a file in the format given, or in that which its name and text show. A file that shows none gives one
 * problem.
 */
export function readAny(text: string, uri: string, format: FormatId | undefined = formatOf(uri, text)): ReadResult {
  if (format !== undefined) return readers[format](text, uri);
  return { entries: [], problems: [{ code: 'unknownFormat', span: { start: 0, end: Math.min(1, text.length) } }] };
}

/** `readAny` in steps: short ones where files can be very large, which is BibTeX, and else a single one. */
export function* readAnySteps(
  text: string,
  uri: string,
  format: FormatId | undefined = formatOf(uri, text),
): Generator<void, ReadResult> {
  if (format === 'bibtex') return yield* readBibSteps(text, uri);
  return readAny(text, uri, format);
}
