import { cslJsonOf } from '../core/entry/entry.ts';
import { writeAll } from '../core/formats/writers.ts';
import type { WrittenFormat } from '../core/formats/writers.ts';
import type { FormatId } from '../core/formats/sniff.ts';
import type { ConvertCommand } from './command.ts';
import { readFile } from './files.ts';
import type { Output, ReadFile } from './files.ts';

/** Writes the entries of a file in another format; in its own, what stands there. */
export function convert({ file: name, to }: ConvertCommand, output: Output): number {
  const file = readFile(name, output);
  if (!file) return 1;
  const { text, reading } = file;
  if (formatIn(file) === to) output.out(text);
  else
    output.out(
      writeAll(
        reading.entries.map((entry) => (to === 'csl-json' ? cslJsonOf(entry) : entry.item)),
        to,
      ),
    );
  return 0;
}

/** What BibLaTeX has and BibTeX has not (BibLaTeX manual, 2.1 and 2.2): types, and names of fields. */
const biblatexOnly =
  /^[ \t]*@(?:online|thesis|report|collection|mvbook|mvcollection|dataset|software|periodical)\b|^[ \t]*(?:date|journaltitle|location|eprinttype|eprintclass|maintitle|subtitle|langid|urldate)[ \t]*=/im;

function formatIn({ format, text }: ReadFile): WrittenFormat | FormatId {
  if (format !== 'bibtex') return format;
  return biblatexOnly.test(text) ? 'biblatex' : 'bibtex';
}
