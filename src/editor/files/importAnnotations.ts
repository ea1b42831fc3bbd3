import * as vscode from 'vscode';
import type { MarkType, PdfMark } from '../../core/annotations/marks.ts';
import type { MarkPlace } from '../../core/annotations/template.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { settings, settingsSection } from '../ids.ts';
import type { NoteKeeping } from '../notes/openNote.ts';
import { noteFor } from '../notes/openNote.ts';
import { lastingDifference } from '../notes/update/noteText.ts';
import { SettingError } from '../settingError.ts';
import { markTemplate } from '../settings.ts';
import { nameOf } from '../sources/texts.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { linkFrom, zoteroLink } from './link.ts';
import type { PdfReader } from './pdfReader.ts';

export interface Importing extends NoteKeeping {
  readonly attachments: Attachments;
  readonly log: vscode.LogOutputChannel;
}

/** What became of one paper. */
export interface Imported {
  readonly paper: Paper;
  readonly note?: vscode.Uri;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Sentences about what could not be done. */
  readonly failures: readonly string[];
}

/** What is marked in the PDFs of a paper, and where. */
export interface MarksOfPaper {
  readonly files: readonly { readonly file: Attachment; readonly marks: readonly PdfMark[] }[];
  /** Whether every file that the paper names was read. */
  readonly isWhole: boolean;
  readonly failures: readonly string[];
}

const nothing = { added: 0, changed: 0, removed: 0 };

/** Reads the PDFs of a paper. A file that cannot be read costs no other. */
export async function marksOfPaper(
  attachments: Attachments,
  paper: Paper,
  reader: PdfReader,
  onPage: (file: Attachment, done: number, pages: number) => void,
): Promise<MarksOfPaper> {
  const pdfs = (await attachments.of(paper)).filter(({ isPdf }) => isPdf);
  if (!pdfs.length)
    return { files: [], isWhole: false, failures: [vscode.l10n.t('{0} has no PDF.', paper.title || paper.key)] };
  const files: { file: Attachment; marks: readonly PdfMark[] }[] = [];
  const failures: string[] = [];
  for (const file of pdfs) {
    if (!file.isThere) {
      failures.push(vscode.l10n.t('{0} is not there.', nameOf(file.uri)));
      continue;
    }
    try {
      files.push({ file, marks: await reader.read(file.uri, (done, pages) => onPage(file, done, pages)) });
    } catch (error) {
      if (error instanceof vscode.CancellationError) throw error;
      failures.push(`${nameOf(file.uri)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { files, isWhole: files.length === pdfs.length, failures };
}

/** Brings what is marked in the PDFs of a paper into its note, which is made where there is none. */
export async function importOf(
  importing: Importing,
  paper: Paper,
  { files, isWhole, failures }: MarksOfPaper,
): Promise<Imported> {
  const failed = (...more: string[]): Imported => ({ paper, ...nothing, failures: [...failures, ...more] });
  const count = files.reduce((sum, { marks }) => sum + marks.length, 0);
  const known = await importing.notes.find(paper.key);
  if (!count && !known) return failed();
  const note = known ?? (await noteFor(importing, paper, vscode.window.activeTextEditor?.document));
  if (!note) return failed();
  const document = await vscode.workspace.openTextDocument(note);
  if ((await lastingDifference(document)) === 'changed')
    return {
      ...failed(vscode.l10n.t('{0} is being changed by another program. Import again in a moment.', nameOf(note))),
      note,
    };
  const marks = await rendered(note, files);
  const { annotationsEdit } = await import('../../core/annotations/noteEdit.ts');
  const result = annotationsEdit(document.getText(), marks, { isWhole, heading: '## Annotations' });
  if ('refused' in result)
    return {
      ...failed(
        result.refused === 'blockBroken'
          ? vscode.l10n.t('The block for annotations in {0} is not closed, or is there twice.', nameOf(note))
          : vscode.l10n.t('The annotations cannot stand in {0} as it is written.', nameOf(note)),
      ),
      note,
    };
  const { edit, merged } = result;
  if (edit) await write(document, edit);
  const { added, changed, removed } = merged;
  return { paper, note, added, changed, removed, failures };
}

async function write(
  document: vscode.TextDocument,
  { start, end, text }: { readonly start: number; readonly end: number; readonly text: string },
): Promise<void> {
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} cannot be written to.', nameOf(document.uri)));
  if (!wasDirty && !(await document.save()))
    throw new Error(
      vscode.l10n.t('{0} was changed and could not be saved. It may be read-only.', nameOf(document.uri)),
    );
}

async function rendered(note: vscode.Uri, files: MarksOfPaper['files']) {
  const { renderMarks } = await import('../../core/annotations/template.ts');
  const root = vscode.workspace.getWorkspaceFolder(note)?.uri;
  const placed = files.flatMap(({ file, marks }) =>
    marks.map((mark) => ({ mark, place: placeOf(mark, file.uri, linkFrom(note, file.uri, root)) })),
  );
  const result = renderMarks(markTemplate(note), placed);
  if ('marks' in result) return result.marks;
  const name = `${settingsSection}.${settings.annotationsTemplate}`;
  const { message, line } = result.error;
  throw new SettingError(
    name,
    line === undefined
      ? vscode.l10n.t('The template in the setting {0} cannot be used: {1}', name, message)
      : vscode.l10n.t('The template in the setting {0} cannot be used, line {1}: {2}', name, line, message),
  );
}

function placeOf({ page, type }: PdfMark, file: vscode.Uri, link: string): MarkPlace {
  return {
    link: `${link}#page=${page}`,
    file: nameOf(file),
    zotero: zoteroLink(file, page),
    typeTitle: titles[type](),
  };
}

const titles: Readonly<Record<MarkType, () => string>> = {
  highlight: () => vscode.l10n.t('Highlight'),
  underline: () => vscode.l10n.t('Underline'),
  strikeout: () => vscode.l10n.t('Strikeout'),
  squiggly: () => vscode.l10n.t('Squiggly Underline'),
  note: () => vscode.l10n.t('Note'),
  text: () => vscode.l10n.t('Text'),
  ink: () => vscode.l10n.t('Drawing'),
};
