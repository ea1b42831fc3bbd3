import * as vscode from 'vscode';
import type { PdfMark } from '../../core/annotations/marks.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { baselineOfMarks } from '../../core/notes/update/baseline.ts';
import type { NoteKeeping } from '../notes/openNote.ts';
import { noteFor } from '../notes/openNote.ts';
import type { Baselines } from '../notes/update/baselines.ts';
import { baselineKey } from '../notes/update/baselines.ts';
import { applied, differenceText, saved } from '../notes/update/apply.ts';
import { isReadOnly, lastingDifference, readOnlyText } from '../notes/update/noteText.ts';
import { nameOf } from '../sources/texts.ts';
import type { Attachment, Attachments } from './attachments.ts';
import type { PdfReader } from './pdfReader.ts';
import { renderedMarks } from './renderedMarks.ts';

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
  /** Marks that the user took out of the note, and that were left out. */
  readonly omitted: number;
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

const nothing = { added: 0, changed: 0, removed: 0, omitted: 0 };

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

/**
 * Brings what is marked in the PDFs of a paper into its note, which is made where there is none.
 * @param isAnew whether marks that the user took out of the note come again
 */
export async function importOf(
  importing: Importing,
  paper: Paper,
  { files, isWhole, failures }: MarksOfPaper,
  isAnew: boolean,
): Promise<Imported> {
  const failed = (...more: string[]): Imported => ({ paper, ...nothing, failures: [...failures, ...more] });
  const count = files.reduce((sum, { marks }) => sum + marks.length, 0);
  const known = await importing.notes.find(paper.key);
  if (!count && !known) return failed();
  const note = known ?? (await noteFor(importing, paper, vscode.window.activeTextEditor?.document));
  if (!note) return failed();
  const refused = (reason: string): Imported => ({ ...failed(`${nameOf(note)}: ${reason}`), note });
  const marks = await renderedMarks(note, files);
  const { annotationsEdit } = await import('../../core/annotations/noteEdit.ts');
  if (await isReadOnly(note)) return refused(readOnlyText());
  const document = await vscode.workspace.openTextDocument(note);
  const difference = await lastingDifference(document);
  if (difference === 'changed')
    return refused(vscode.l10n.t('It is being changed by another program. Import again in a moment.'));
  if (difference) return refused(differenceText(difference));
  const key = baselineKey(document.getText(), paper.key);
  const before = await importing.baselines.of(note, key);
  // nothing is waited for between this and the change
  const text = document.getText();
  const imported = isAnew ? [] : (before?.marks ?? []);
  const result = annotationsEdit(text, marks, { imported, isWhole, heading: '## Annotations' });
  if ('refused' in result)
    return refused(
      result.refused === 'blockBroken'
        ? vscode.l10n.t('The block for annotations is not closed, or is there twice.')
        : vscode.l10n.t('The annotations cannot stand in it as it is written.'),
    );
  const { edit, merged } = result;
  const wasDirty = document.isDirty;
  // VS Code reports success for documents too that it does not let change
  if (edit && (!(await applied([{ document, edits: [edit] }])) || document.getText() === text))
    return refused(vscode.l10n.t('VS Code refused the change.'));
  const [unsaved] = edit && !wasDirty ? await saved([{ document }]) : [];
  const { added, changed, removed, omitted } = merged;
  const after = before ? { ...before, marks: merged.imported } : baselineOfMarks(merged.imported);
  const step = { key, textBefore: text, before, after, isSaved: !wasDirty && !unsaved };
  const isKnown = before?.marks !== undefined || merged.imported.length > 0;
  const unkept = isKnown ? await keep(importing, document, step) : undefined;
  const reasons = [unsaved?.reason, unkept].filter((reason) => reason !== undefined);
  const all = [...failures, ...reasons.map((reason) => `${nameOf(note)}: ${reason}`)];
  return { paper, note, added, changed, removed, omitted, failures: all };
}

/** Keeps which marks the note has got; gives the reason where that could not be. */
async function keep(
  { baselines }: Importing,
  document: vscode.TextDocument,
  { isSaved, ...step }: Parameters<Baselines['changed']>[1] & { readonly isSaved: boolean },
): Promise<string | undefined> {
  try {
    await baselines.changed(document, step, isSaved);
    return undefined;
  } catch (error) {
    return vscode.l10n.t(
      'Which annotations it has could not be kept in .literature ({0}). Those that are deleted from the note may come again.',
      error instanceof Error ? error.message : String(error),
    );
  }
}
