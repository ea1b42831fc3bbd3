import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { PaperPicker } from '../citing/picker.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { DocumentCitations } from '../language/documents.ts';
import { keyOfNote, keyUnderCursor } from '../notes/here.ts';
import { paperMeant } from '../papers/meant.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import { nameOf } from '../sources/texts.ts';
import type { Imported, Importing } from './importAnnotations.ts';
import { importOf, marksOfPaper } from './importAnnotations.ts';
import { PdfReader } from './pdfReader.ts';

export interface ImportCommand extends Importing {
  readonly extensionUri: vscode.Uri;
  readonly picker: PaperPicker;
  readonly selected: SelectedPapers;
  readonly citations: DocumentCitations;
}

/** Brings what readers marked in PDFs into notes, with progress, and tells what became of it. */
export function registerImportAnnotations(parts: ImportCommand): vscode.Disposable {
  return registerCommand(parts.log, commands.importAnnotations, async (...args) => {
    const papers = (await parts.selected.given(args)) ?? (await paperHere(parts));
    if (papers.length) await importInto(parts, papers, false);
  });
}

/** @param isAnew whether marks that were deleted from notes come again */
async function importInto(parts: ImportCommand, papers: readonly Paper[], isAnew: boolean): Promise<void> {
  const done = await importAll(parts, papers, isAnew);
  if (!done.length) return;
  const [only] = done;
  if (only?.note && papers.length === 1) await show(only.note);
  const incomplete = await tell(done, parts.log);
  if (incomplete?.length) await importInto(parts, incomplete, true);
}

async function paperHere(parts: ImportCommand): Promise<readonly Paper[]> {
  const editor = vscode.window.activeTextEditor;
  const keys = editor ? [keyUnderCursor(editor, parts.citations), keyOfNote(editor.document)] : [];
  const paper = await paperMeant(parts, keys, {
    title: vscode.l10n.t('Import PDF Annotations'),
    search: vscode.l10n.t('Search the paper whose annotations to import'),
  });
  return paper ? [paper] : [];
}

/** One paper after the other; what was done before it is cancelled stays. */
function importAll(parts: ImportCommand, papers: readonly Paper[], isAnew: boolean): Thenable<Imported[]> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Importing annotations'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const reader = new PdfReader(parts.extensionUri);
    const listener = token.onCancellationRequested(() => reader.dispose());
    const done: Imported[] = [];
    try {
      for (const paper of papers) {
        if (token.isCancellationRequested) break;
        progress.report({ message: paper.key });
        const marks = await marksOfPaper(parts.attachments, paper, reader, ({ name }, page, pages) =>
          progress.report({ message: vscode.l10n.t('{0}, page {1} of {2}', name, page, pages) }),
        );
        done.push(await importOf(parts, paper, marks, isAnew));
      }
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) throw error;
    } finally {
      listener.dispose();
      reader.dispose();
    }
    return done;
  });
}

async function show(note: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(note), { preview: false });
}

/** Gives the papers of which the user wants the marks back that were deleted from their notes. */
async function tell(done: readonly Imported[], log: vscode.LogOutputChannel): Promise<readonly Paper[] | undefined> {
  const failures = done.flatMap(({ paper, failures: all }) => all.map((reason) => `${paper.key}: ${reason}`));
  for (const failure of failures) log.warn(`Annotations were not imported: ${failure}`);
  const isBare = !failures.length;
  const shown = failures.length > 3 ? [...failures.slice(0, 3), '…'] : failures;
  const message = [resultText(done, isBare), omittedText(done), ...shown].filter(Boolean).join(' ');
  const [link, again] = [vscode.l10n.t('Link PDF…'), vscode.l10n.t('Add Them Again')];
  const [only] = done;
  const hasNothing = done.length === 1 && only !== undefined && !isBare && !sumOf(done, 'added', 'changed', 'removed');
  const actions = [...(hasNothing ? [link] : []), ...(sumOf(done, 'omitted') ? [again] : [])];
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const answer = (isBare ? showInformationMessage : showWarningMessage)(message, ...actions);
  if (!actions.length) return undefined;
  const choice = await answer;
  if (choice === link && only) await vscode.commands.executeCommand(commands.linkPdf, only.paper.id);
  return choice === again ? done.filter(({ omitted }) => omitted).map(({ paper }) => paper) : undefined;
}

type Count = 'added' | 'changed' | 'removed' | 'omitted';

function sumOf(done: readonly Imported[], ...counts: readonly Count[]): number {
  return done.reduce((all, each) => counts.reduce((sum, count) => sum + each[count], all), 0);
}

function resultText(done: readonly Imported[], isBare: boolean): string {
  const [added, changed, removed] = [sumOf(done, 'added'), sumOf(done, 'changed'), sumOf(done, 'removed')];
  const counts = [
    added ? vscode.l10n.t('{0} added', added) : '',
    changed ? vscode.l10n.t('{0} changed', changed) : '',
    removed ? vscode.l10n.t('{0} gone from the PDF', removed) : '',
  ].filter(Boolean);
  if (!counts.length) return isBare ? vscode.l10n.t('There are no new annotations.') : '';
  const notes = done.flatMap(({ note }) => note ?? []);
  const place = notes.length === 1 && notes[0] ? nameOf(notes[0]) : vscode.l10n.t('{0} notes', notes.length);
  return vscode.l10n.t('Annotations in {0}: {1}.', place, counts.join(', '));
}

function omittedText(done: readonly Imported[]): string {
  const omitted = sumOf(done, 'omitted');
  if (!omitted) return '';
  return omitted === 1
    ? vscode.l10n.t('One that was deleted from the note stays out.')
    : vscode.l10n.t('{0} that were deleted from the note stay out.', omitted);
}
