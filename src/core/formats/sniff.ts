import { isCslType, isFields } from './csl/item.ts';
import { isHayagrivaEntry } from './hayagriva/read.ts';
import { text } from './values.ts';
import { yamlItems } from './yaml/items.ts';

/** A format that can be read. */
export type FormatId =
  | 'bibtex'
  | 'csl-json'
  | 'csl-yaml'
  | 'hayagriva'
  | 'ris'
  | 'enw'
  | 'nbib'
  | 'endnote-xml'
  /** A Markdown file that describes one paper in its front matter, like the seeds. */
  | 'paper'
  /** A document with `references` in its metadata. */
  | 'references';

/** Extensions that leave no doubt. */
const byExtension: Readonly<Record<string, FormatId>> = {
  bib: 'bibtex',
  bibtex: 'bibtex',
  biblatex: 'bibtex',
  ris: 'ris',
  enw: 'enw',
  nbib: 'nbib',
  medline: 'nbib',
};

/** Extensions whose files are of one of these formats, or no bibliography. */
const possible: Readonly<Record<string, readonly FormatId[]>> = {
  json: ['csl-json'],
  csljson: ['csl-json'],
  yaml: ['csl-yaml', 'hayagriva'],
  yml: ['csl-yaml', 'hayagriva'],
  xml: ['endnote-xml'],
  md: ['paper', 'references'],
  markdown: ['paper', 'references'],
  qmd: ['references'],
  rmd: ['references'],
};

/** So much of a text is looked at. */
const sample = 16_384;

/**
 * The format of a file, by its extension where that decides, else by the start of its text; nothing where it is no
 * bibliography, as most JSON and YAML files are none. A path or a URI will do.
 */
export function formatOf(path: string, text: string): FormatId | undefined {
  const extension = /\.([A-Za-z0-9]+)(?:[?#][^/]*)?$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const certain = byExtension[extension];
  if (certain !== undefined) return certain;
  const found = sniff(text);
  const choices = possible[extension];
  return choices && found !== undefined && !choices.includes(found) ? undefined : found;
}

/** The format of a text that comes without a name, such as one that was pasted. */
export function sniff(text: string): FormatId | undefined {
  const start = text.slice(0, sample).replace(/^[\s\ufeff\0]+/, '');
  if (/^[[{]/.test(start)) return isCslJson(start) ? 'csl-json' : undefined;
  if (/^(?:<\?xml|<xml|<records)/i.test(start)) return /<records?\b/i.test(start) ? 'endnote-xml' : undefined;
  if (/^[ \t]{0,8}TY[ \t]{1,4}-/m.test(start)) return 'ris';
  if (/^PMID {0,2}- /m.test(start)) return 'nbib';
  if (/^%[0AT][ \t]+\S/.test(start)) return 'enw';
  if (/^---[ \t]*(?:yaml)?[ \t]*[\r\n]/i.test(start)) return inFrontMatter(start, text);
  if (/^(?:%[^\n]*\n\s*)*@\s*[A-Za-z]+\s*[{(]/.test(start)) return 'bibtex';
  return yamlFormat(start) ?? (/(?:^|\n)[ \t]*@[A-Za-z]+[ \t]*[{(]/.test(start) ? 'bibtex' : undefined);
}

/** A list or object in which a CSL type is named beside a key or another variable; `package.json` names none. */
function isCslJson(start: string): boolean {
  const types = start.matchAll(/"type"\s{0,20}:\s{0,20}"([\w-]{1,40})"/g);
  if (/^[^"]{0,200}"references"\s{0,20}:\s{0,20}\[\s*\{\s*"(?:id|type)"/.test(start)) return true;
  for (const [, type = ''] of types) {
    if (isCslType(type)) return /"(?:id|author|issued|DOI|title|citation-key)"\s{0,20}:/.test(start);
  }
  return /"issued"\s{0,20}:\s{0,20}\{\s*"(?:date-parts|raw|literal)"/.test(start);
}

/**
 * YAML between fences is a CSL file, a paper's front matter, or a document with references at its start or end. A note about
 * a paper, which has its key too, is told by the fields that say what became of it.
 */
function inFrontMatter(start: string, text: string): FormatId | undefined {
  const open = start.indexOf('\n') + 1 || start.indexOf('\r') + 1;
  const close = /^(?:---|\.\.\.)[ \t]*$/m.exec(start.slice(open));
  const yaml = start.slice(open, close ? open + close.index : undefined);
  const rest = close ? start.slice(open + close.index + close[0].length) : '';
  if (/^citekey[ \t]*:/m.test(yaml) && !/^(?:status|created)[ \t]*:/m.test(yaml)) return 'paper';
  const isList = /^references[ \t]*:/m.test(yaml);
  if (isList) return rest.trim() ? 'references' : 'csl-yaml';
  if (/^references[ \t]*:/m.test(text)) return 'references';
  return rest.trim() ? undefined : yamlFormat(yaml);
}

function yamlFormat(start: string): FormatId | undefined {
  if (/^references[ \t]*:/m.test(start)) return 'csl-yaml';
  if (!/^(?:[^\s#-][^\n]*:|-[ \t]+\S)/m.test(start)) return undefined;
  const lastLine = start.length < sample / 2 ? start.length : start.lastIndexOf('\n');
  const { items } = yamlItems(start, { start: 0, end: Math.max(0, lastLine) });
  for (const { name, value } of items) {
    if (!isFields(value)) continue;
    if (name === undefined && typeof value['id'] === 'string' && isCslType(text(value['type']) ?? ''))
      return 'csl-yaml';
    if (name !== undefined && isHayagrivaEntry(value)) return 'hayagriva';
  }
  return undefined;
}
