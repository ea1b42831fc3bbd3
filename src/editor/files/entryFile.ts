import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { readAny } from '../../core/formats/readers.ts';
import { formatOf } from '../../core/formats/sniff.ts';
import type { FormatId } from '../../core/formats/sniff.ts';
import { fileFieldEdit } from '../../core/language/fixes/fileField.ts';
import { fieldEdits } from '../../core/notes/edit/fields.ts';
import { folderOf, relativePath } from '../../core/sources/paths.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Papers } from '../library/papers.ts';
import { nameOf } from '../sources/texts.ts';
import { openAsItIs } from '../openAsItIs.ts';

/** An entry is looked for in so much of its file. */
const longestEntry = 200_000;

/** Whether files can be named in the bibliography that a paper stands in. */
export async function canNameFiles(paper: Paper): Promise<boolean> {
  const uri = vscode.Uri.parse(paper.source);
  if (!/\.(?:bib|bibtex|biblatex|ris|md)$/i.test(uri.path)) return false;
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    // the papers that came with the extension are nobody's to write in
    return !permissions && !uri.path.includes('/seeds/');
  } catch {
    return false;
  }
}

/** The path by which a bibliography names a file: relative below one folder of the workspace, else as the system writes it. */
export function pathFrom(bibliography: vscode.Uri, file: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(bibliography);
  const isNear = folder && vscode.workspace.getWorkspaceFolder(file)?.uri.toString() === folder.uri.toString();
  if (isNear) return relativePath(folderOf(bibliography.path), file.path);
  return file.scheme === bibliography.scheme ? file.fsPath.replaceAll('\\', '/') : file.toString();
}

/**
 * Has the entry of a paper name a file, as an edit that can be undone; a bibliography that was saved is saved again.
 * Fails with a sentence where the entry is not found as it was read, or cannot be added to.
 */
export async function nameFile(papers: Papers, paper: Paper, file: vscode.Uri): Promise<void> {
  const uri = vscode.Uri.parse(paper.source);
  const document = await openAsItIs(uri);
  const wasDirty = document.isDirty;
  const change = await changeFor(papers, paper, document, pathFrom(uri, file));
  if (!change) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of change)
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} cannot be written to.', nameOf(uri)));
  if (!wasDirty && !(await document.save()))
    throw new Error(vscode.l10n.t('{0} was changed and could not be saved. It may be read-only.', nameOf(uri)));
}

async function changeFor(
  papers: Papers,
  paper: Paper,
  document: vscode.TextDocument,
  path: string,
): Promise<readonly TextEdit[] | undefined> {
  const text = document.getText();
  const format = formatOf(document.uri.toString(), text);
  if (format === 'paper') {
    const [entry] = readAny(text, document.uri.toString(), format).entries;
    const named = await papers.ask('attachments', { ids: [paper.id] });
    const before = entry ? (named[0] ?? []).filter(({ uri }) => uri === paper.source).map((each) => each.path) : [];
    if (before.includes(path)) return undefined;
    const result = fieldEdits(text, new Map([['pdf', before.length ? [...before, path] : path]]));
    if ('edits' in result) return result.edits;
    throw new Error(vscode.l10n.t('The front matter of {0} cannot be added to.', nameOf(document.uri)));
  }
  const entry = format && (await entryIn(papers, paper, document, text, format));
  const edit = entry && fileFieldEdit(text, entry, format, path);
  if (edit === 'there') return undefined;
  if (!edit)
    throw new Error(
      vscode.l10n.t('The entry {0} in {1} cannot be added to as it is written.', paper.key, nameOf(document.uri)),
    );
  return [edit];
}

/** The entry as the document has it now; only its own stretch is read. */
async function entryIn(
  papers: Papers,
  paper: Paper,
  document: vscode.TextDocument,
  text: string,
  format: FormatId,
): Promise<Entry | undefined> {
  const places = await papers.ask('places', { key: paper.key, uris: [paper.source], paper: paper.id });
  const place = places.find(({ uri }) => uri === paper.source);
  if (!place) return undefined;
  const start = document.offsetAt(new vscode.Position(place.range.start.line, place.range.start.character));
  const [entry] = readAny(text.slice(start, start + longestEntry), paper.source, format).entries;
  if (entry?.key !== paper.key || entry.source.span.start !== 0) return undefined;
  const { span, fields = [] } = entry.source;
  const moved = <T extends { readonly start: number; readonly end: number }>(each: T) => ({
    start: each.start + start,
    end: each.end + start,
  });
  return {
    ...entry,
    source: {
      uri: paper.source,
      span: moved(span),
      fields: fields.map((field) => ({ name: field.name, nameSpan: moved(field.nameSpan), span: moved(field.span) })),
    },
  };
}
