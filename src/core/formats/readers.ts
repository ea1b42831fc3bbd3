import type { ReadResult } from '../entry/entry.ts';
import { atOnce } from '../steps.ts';
import type { Steps } from '../steps.ts';
import { readBibSteps } from './bibtex/read.ts';
import { readCslJsonSteps } from './csl/read.ts';
import { readEnwSteps } from './endnote/tagged.ts';
import { readEndnoteXmlSteps } from './endnote/xml.ts';
import { readHayagrivaSteps } from './hayagriva/read.ts';
import { readNbibSteps } from './nbib/read.ts';
import { readPaperFile } from './paperFile.ts';
import { readCslYamlSteps, readReferencesSteps } from './references.ts';
import { readRisSteps } from './ris/read.ts';
import type { FormatId } from './sniff.ts';
import { formatOf } from './sniff.ts';

type Reader = (text: string, uri: string) => Steps<ReadResult>;

/** The reader of each format, in steps of a few entries. All take any text, throw nothing, and need time in proportion to its length. */
const readers: Readonly<Record<FormatId, Reader>> = {
  bibtex: readBibSteps,
  'csl-json': readCslJsonSteps,
  'csl-yaml': readCslYamlSteps,
  hayagriva: readHayagrivaSteps,
  ris: readRisSteps,
  enw: readEnwSteps,
  nbib: readNbibSteps,
  'endnote-xml': readEndnoteXmlSteps,
  // one paper is one step
  // eslint-disable-next-line require-yield
  *paper(text, uri) {
    return readPaperFile(text, uri);
  },
  references: readReferencesSteps,
};

/** Reads a file in the format given, or in that which its name and text show. A file that shows none gives one problem. */
export function readAny(text: string, uri: string, format?: FormatId): ReadResult {
  return atOnce(readAnySteps(text, uri, format));
}

/** `readAny` in steps. */
export function* readAnySteps(
  text: string,
  uri: string,
  format: FormatId | undefined = formatOf(uri, text),
): Steps<ReadResult> {
  if (format !== undefined) return yield* readers[format](text, uri);
  return { entries: [], problems: [{ code: 'unknownFormat', span: { start: 0, end: Math.min(1, text.length) } }] };
}
