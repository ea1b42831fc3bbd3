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
    if (!papers.length) return;
    const done = await importAll(parts, papers);
    if (!done.length) return;
    const [only] = done;
    if (only?.note && papers.length === 1) await show(only.note);
    await tell(done, parts.log);
  });
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
function importAll(parts: ImportCommand, papers: readonly Paper[]): Thenable<Imported[]> {
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
        done.push(await importOf(parts, paper, marks));
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

async function tell(done: readonly Imported[], log: vscode.LogOutputChannel): Promise<void> {
  const failures = done.flatMap(({ paper, failures: all }) => all.map((reason) => `${paper.key}: ${reason}`));
  for (const failure of failures) log.warn(`Annotations were not imported: ${failure}`);
  const sum = (of: 'added' | 'changed' | 'removed') => done.reduce((all, each) => all + each[of], 0);
  const [added, changed, removed] = [sum('added'), sum('changed'), sum('removed')];
  const counts = [
    added ? vscode.l10n.t('{0} added', added) : '',
    changed ? vscode.l10n.t('{0} changed', changed) : '',
    removed ? vscode.l10n.t('{0} gone from the PDF', removed) : '',
  ].filter(Boolean);
  const notes = done.flatMap(({ note }) => note ?? []);
  const place = notes.length === 1 && notes[0] ? nameOf(notes[0]) : vscode.l10n.t('{0} notes', notes.length);
  const result = counts.length
    ? vscode.l10n.t('Annotations in {0}: {1}.', place, counts.join(', '))
    : failures.length
      ? ''
      : vscode.l10n.t('There are no new annotations.');
  if (!failures.length) return void vscode.window.showInformationMessage(result);
  const shown = failures.length > 3 ? [...failures.slice(0, 3), '…'] : failures;
  const link = vscode.l10n.t('Link PDF…');
  const [only] = done;
  const actions = done.length === 1 && only && !counts.length ? [link] : [];
  const choice = await vscode.window.showWarningMessage([result, ...shown].filter(Boolean).join(' '), ...actions);
  if (choice === link && only) await vscode.commands.executeCommand(commands.linkPdf, only.paper.key);
}
