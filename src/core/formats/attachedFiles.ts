import type { NamedFile } from '../entry/attachments.ts';
import { filesInField } from '../entry/attachments.ts';
import type { Entry, FieldSource } from '../entry/entry.ts';
import type { Span } from '../text.ts';
import type { FormatId } from './sniff.ts';
import { isFields } from './csl/item.ts';
import { text as scalar } from './values.ts';
import { loadYaml } from './yaml/load.ts';

/** A file that an entry names, and the field that names it. */
export interface AttachedFile extends NamedFile {
  /** The value in the text of the bibliography. */
  readonly span: Span;
}

/**
 * Fields that name files, in small letters: JabRef's, Zotero's and Mendeley's `file`, what others call it, RIS's `L1`
 * (and `L2`, which Zotero writes for web pages), EndNote's `%>`.
 */
const fileFields: ReadonlySet<string> = new Set(
  'file files pdf localfile local-url attachment attachments l1 l2 %> >'.split(' '),
);

/** EndNote's own store, of which nobody else knows where it is. */
const ofEndNote = /^internal-pdf:/i;

/** The files that an entry names, in the order of its fields; `text` is that of its bibliography. */
export function attachedFiles({ source }: Entry, text: string, format: FormatId | undefined): AttachedFile[] {
  const entry = text.slice(source.span.start, source.span.end);
  // most entries name none, and are not looked at more closely
  if (!/file|pdf|attachment|local-url|\bL[12]\b|%>/i.test(entry)) return [];
  const found = (source.fields ?? []).filter(isFileField).flatMap(({ span }) => {
    const written = text.slice(span.start, span.end);
    return filesIn(written, format).map((file) => ({ ...file, span }));
  });
  const paths = new Set<string>();
  return found.filter(({ path }) => !ofEndNote.test(path) && !paths.has(path) && paths.add(path));
}

export function isFileField({ name }: FieldSource): boolean {
  return fileFields.has(name.toLowerCase());
}

function filesIn(written: string, format: FormatId | undefined): NamedFile[] {
  switch (format) {
    case 'bibtex':
      return filesInField(texValue(written));
    case 'csl-json':
      return filesOf(jsonValue(written));
    case 'csl-yaml':
    case 'hayagriva':
    case 'paper':
      return filesOf(loadYaml(written).value);
    default:
      // a tag may have several lines, with a file on each
      return written.split(/[\r\n]+/).flatMap((line) => filesInField(line));
  }
}

/** What stands between the braces or quotes of a BibTeX value; nothing where it is put together of several. */
export function texValue(written: string): string {
  const value = written.trim();
  const inner = value.slice(1, -1);
  if (value.startsWith('{') && value.endsWith('}')) return inner.replace(/\s*[\r\n]\s*/g, '');
  if (value.startsWith('"') && value.endsWith('"') && !/"\s*#/.test(inner)) return inner.replace(/\s*[\r\n]\s*/g, '');
  return '';
}

function jsonValue(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

/** Of a text, a list of texts, or mappings with a path, as Better BibTeX writes them; a text is a path and no more. */
function filesOf(value: unknown): NamedFile[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((each): NamedFile[] => {
    if (!isFields(each)) {
      const written = scalar(each);
      return written === undefined ? [] : [{ path: written }];
    }
    const path = scalar(each['path'] ?? each['localPath'] ?? each['file']);
    const title = scalar(each['title']);
    return path === undefined ? [] : [{ path, ...(title ? { title } : {}) }];
  });
}
