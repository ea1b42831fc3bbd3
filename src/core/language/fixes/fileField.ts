import type { FileStyle } from '../../entry/attachments.ts';
import { fieldWith, filesInField, styleOfField } from '../../entry/attachments.ts';
import type { Entry } from '../../entry/entry.ts';
import { texValue } from '../../formats/attachedFiles.ts';
import type { FormatId } from '../../formats/sniff.ts';
import type { TextEdit } from '../../text.ts';
import { lineEndOf } from '../../text.ts';
import { addFields } from './entryEdits.ts';

/**
 * Has an entry name one more file: in the style in which its bibliography names files already, else in JabRef's, which
 * Zotero reads too. Nothing where the format has no field for files, where the entry cannot be added to, or where its
 * field is put together of several values; no edit where it names the file already.
 * @param entry as it stands in `text`
 */
export function fileFieldEdit(
  text: string,
  { source }: Entry,
  format: FormatId,
  path: string,
): TextEdit | 'there' | undefined {
  if (format === 'ris') return risEdit(text, source, path);
  if (format !== 'bibtex' || !isBalanced(path)) return undefined;
  const field = source.fields?.find(({ name }) => name === 'file');
  const written = field ? text.slice(field.span.start, field.span.end) : '';
  const before = texValue(written);
  if (written.trim() && !before && !/^\s*(?:\{\s*\}|"\s*")\s*$/.test(written)) return undefined;
  if (filesInField(before).some((file) => file.path === path)) return 'there';
  const value = fieldWith(before, path, styleOfField(before) ?? styleIn(text));
  if (field && field.span.end > field.span.start) {
    const isQuoted = written.trim().startsWith('"') && !value.includes('"');
    return { ...field.span, text: isQuoted ? `"${value}"` : `{${value}}` };
  }
  const added = addFields(text, source.span, ['file']);
  const lineEnd = lineEndOf(text);
  return (
    added && {
      ...added,
      text: added.text.replace(/\{\}|""/, () => `{${value}}`).replace(/\r\n?|\n/g, lineEnd),
    }
  );
}

/** How the first entries with files name them. */
function styleIn(text: string): FileStyle {
  for (const [, braced, quoted] of text.slice(0, 2_000_000).matchAll(/\bfile\s*=\s*(?:\{([^\n]*)\}|"([^\n"]*)")/gi)) {
    const style = styleOfField(braced ?? quoted ?? '');
    if (style) return style;
  }
  return 'jabref';
}

/** A tag of its own before the end of the record. */
function risEdit(text: string, { span, fields = [] }: Entry['source'], path: string): TextEdit | 'there' | undefined {
  const isSame = (field: (typeof fields)[number]) => text.slice(field.span.start, field.span.end).trim() === path;
  if (fields.some((field) => /^L[12]$/.test(field.name) && isSame(field))) return 'there';
  const end = /(?:^|[\n\r])ER[ \t]{2}-/.exec(text.slice(span.start, span.end));
  if (!end) return undefined;
  const start = span.start + end.index + (/^[\n\r]/.test(end[0]) ? 1 : 0);
  return { start, end: start, text: `L1  - ${path}${lineEndOf(text)}` };
}

function isBalanced(path: string): boolean {
  let depth = 0;
  for (const [brace] of path.matchAll(/[{}]/g)) if ((depth += brace === '{' ? 1 : -1) < 0) return false;
  return depth === 0;
}
