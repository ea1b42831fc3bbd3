import * as vscode from 'vscode';
import type { Paper } from '../../../core/entry/paper.ts';
import type { PaperPicker } from '../../citing/picker.ts';
import type { LastEditor } from '../../citing/target.ts';
import { registerCommand } from '../../command.ts';
import { commands } from '../../ids.ts';
import type { DocumentCitations } from '../../language/documents.ts';
import type { ProblemBoard } from '../../language/problemBoard.ts';
import { paperMeant } from '../../papers/meant.ts';
import type { SelectedPapers } from '../../papers/selected.ts';
import { keyUnderCursor } from '../here.ts';
import type { NoteKeeping } from '../openNote.ts';
import { registerTemplateChecks } from './checks.ts';
import { TemplateDocuments } from './documents.ts';
import { registerTemplateLanguage } from './language.ts';
import { TemplatePreviews } from './preview.ts';

export interface TemplateCommands extends NoteKeeping {
  readonly citations: DocumentCitations;
  readonly picker: PaperPicker;
  readonly lastEditor: LastEditor;
  readonly selected: SelectedPapers;
  readonly board: ProblemBoard;
  readonly log: vscode.LogOutputChannel;
}

/** Commands for templates, their previews, and what editors show in them. */
export function registerTemplates(deps: TemplateCommands): vscode.Disposable {
  const { log, lastEditor, selected } = deps;
  const documents = new TemplateDocuments();
  const previews = new TemplatePreviews(deps, documents);
  return vscode.Disposable.from(
    documents,
    previews,
    registerTemplateChecks({ ...deps, documents, previews }),
    registerTemplateLanguage({ ...deps, documents, previews }),
    registerCommand(log, commands.newNoteFromTemplate, async (...args) => {
      const papers = (await selected.given(args)) ?? (await paperHere(deps));
      const { newNoteFromTemplate } = await import('./fromTemplate.ts');
      for (const paper of papers) await newNoteFromTemplate(deps, paper, lastEditor.current);
    }),
    registerCommand(log, commands.newTemplate, async () => {
      const { newTemplate } = await import('./newTemplate.ts');
      await newTemplate(vscode.window.activeTextEditor?.document);
    }),
    registerCommand(log, commands.previewTemplate, async (...args) => {
      const document = await templateMeant(documents, args[0]);
      if (document) await previews.show(document, columnOf(document));
    }),
    registerCommand(log, commands.choosePreviewPaper, async (...args) => {
      const [given] = typeof args[0] === 'string' ? [args[0]] : [];
      const paper = await paperMeant(deps, [given], {
        title: vscode.l10n.t('Choose Paper for Preview'),
        search: vscode.l10n.t('Search the paper to show the template with'),
      });
      if (paper) previews.choose(paper);
    }),
  );
}

async function paperHere(deps: TemplateCommands): Promise<readonly Paper[]> {
  const editor = vscode.window.activeTextEditor;
  const paper = await paperMeant(deps, [editor && keyUnderCursor(editor, deps.citations)], {
    title: vscode.l10n.t('New Literature Note from Template'),
    search: vscode.l10n.t('Search the paper to make a note of'),
  });
  return paper ? [paper] : [];
}

/** The template that a button is for, the one that one writes in, or one of the files that the user picks. */
async function templateMeant(documents: TemplateDocuments, given: unknown): Promise<vscode.TextDocument | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (given instanceof vscode.Uri && given.toString() !== active?.uri.toString())
    return vscode.workspace.openTextDocument(given);
  if (active && (documents.has(active) || (active.isUntitled && /\{[{%]/.test(active.getText())))) return active;
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const scope = (active && vscode.workspace.getWorkspaceFolder(active.uri)?.uri) ?? first?.uri;
  const { pickTemplate } = await import('./fromTemplate.ts');
  const template = await pickTemplate(scope, {
    title: vscode.l10n.t('Preview Template'),
    placeHolder: vscode.l10n.t('Template to show with a paper'),
  });
  if (!template) return undefined;
  return template.uri
    ? vscode.workspace.openTextDocument(template.uri)
    : vscode.workspace.openTextDocument({ language: 'markdown', content: template.text });
}

function columnOf(document: vscode.TextDocument): vscode.ViewColumn | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
}
