import * as vscode from 'vscode';
import { conflictText, decided, hasMarks, markedConflicts } from '../../../core/notes/update/conflicts.ts';
import type { Side } from '../../../core/notes/update/mergeParts.ts';
import { difference, edited } from '../../../core/text.ts';
import { registerCommand } from '../../command.ts';
import { commands, innerCommands } from '../../ids.ts';
import { rangeOf } from '../../language/documents.ts';
import { baseName, nameOf } from '../../sources/texts.ts';
import { applied, differenceText, keep, saved } from './apply.ts';
import { DecideFiles, decideScheme } from './decideFiles.ts';
import { lastingDifference } from './noteText.ts';
import type { Prepared, UpdateParts } from './prepare.ts';
import { baselineAfter } from './prepare.ts';
import { openDocument } from '../../openDocument.ts';

/**
 * Conflicts of an update, to decide from a comparison: on the left the note as it is, on the right as it would be,
 * with each conflict between marks. The right side is a text in memory that can be edited; saving it writes the note,
 * and not while a mark is left.
 */
export class ConflictDecisions implements vscode.Disposable, vscode.CodeActionProvider {
  readonly #parts: UpdateParts;
  readonly #files = new DecideFiles((uri, text) => this.#accept(uri, text));
  readonly #open = new Map<string, Prepared>();
  readonly #marks = vscode.languages.createDiagnosticCollection('literatureNotesUpdate');
  readonly #decided = new vscode.EventEmitter<vscode.Uri>();
  /** The note of this address was decided about and written. */
  readonly onDidDecide = this.#decided.event;
  readonly #disposables: readonly vscode.Disposable[];

  constructor(parts: UpdateParts & { readonly log: vscode.LogOutputChannel }) {
    this.#parts = parts;
    const decide = (id: (typeof commands)['useLibrary' | 'keepMine'], side: Side) =>
      registerCommand(parts.log, id, () => this.#decideAll(side));
    this.#disposables = [
      this.#marks,
      this.#decided,
      vscode.workspace.registerFileSystemProvider(decideScheme, this.#files, { isCaseSensitive: true }),
      vscode.languages.registerCodeActionsProvider({ scheme: decideScheme }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#mark(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.scheme === decideScheme && !this.#open.has(uri.toString())) void closeTabsOf(uri);
      }),
      decide(commands.useLibrary, 'theirs'),
      decide(commands.keepMine, 'mine'),
      registerCommand(parts.log, commands.applyUpdate, () => this.#apply()),
      registerCommand(parts.log, innerCommands.decideConflict, (...args) => this.#decideOne(args)),
    ];
  }

  /** Opens the comparison for a note. */
  async show(note: Prepared): Promise<void> {
    const name = baseName(note.uri);
    const text = conflictText(edited(note.text, note.merge.edits), note.theirs);
    const uri = this.#files.add(vscode.l10n.t('{0} (with the library)', name), text);
    this.#open.set(uri.toString(), note);
    const document = await vscode.languages.setTextDocumentLanguage(
      await vscode.workspace.openTextDocument(uri),
      'markdown',
    );
    this.#mark(document);
    const title = vscode.l10n.t('{0}: your note ↔ with the library', name);
    await vscode.commands.executeCommand('vscode.diff', note.uri, uri, title, { preview: false });
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const text = document.getText();
    const conflicts = markedConflicts(text);
    const at = conflicts.findIndex(({ span }) => rangeOf(document, span).intersection(range));
    if (at < 0) return [];
    const one = (title: string, side: Side, index?: number) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = {
        command: innerCommands.decideConflict,
        title,
        arguments: [document.uri.toString(), side, index],
      };
      action.diagnostics = (this.#marks.get(document.uri) ?? []).slice(at, at + 1);
      return action;
    };
    const first = one(vscode.l10n.t('Use the Library’s'), 'theirs', at);
    first.isPreferred = true;
    return [
      first,
      one(vscode.l10n.t('Keep Mine'), 'mine', at),
      ...(conflicts.length > 1
        ? [one(vscode.l10n.t('Use the Library’s for All'), 'theirs'), one(vscode.l10n.t('Keep Mine for All'), 'mine')]
        : []),
    ];
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  #mark(document: vscode.TextDocument): void {
    if (document.uri.scheme !== decideScheme) return;
    const found = markedConflicts(document.getText()).map(({ span }) => {
      const range = rangeOf(document, span);
      const start = document.lineAt(range.start.line).range;
      const diagnostic = new vscode.Diagnostic(
        start,
        vscode.l10n.t('You and the library changed this. Choose one with a quick fix, or edit it.'),
        vscode.DiagnosticSeverity.Warning,
      );
      diagnostic.source = 'Literature Notes';
      return diagnostic;
    });
    this.#marks.set(document.uri, found);
  }

  #forget(uri: vscode.Uri): void {
    // a document that gets another language is closed and opened
    if (uri.scheme !== decideScheme || openDocument(uri.toString())) return;
    this.#open.delete(uri.toString());
    this.#marks.delete(uri);
    this.#files.remove(uri);
  }

  async #decideOne([address, side, index]: readonly unknown[]): Promise<void> {
    if (typeof address !== 'string' || (side !== 'mine' && side !== 'theirs')) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address));
    if (typeof index !== 'number') return replaceAll(document, decided(document.getText(), side));
    const conflict = markedConflicts(document.getText())[index];
    if (!conflict) return;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, conflict.span), conflict[side]);
    await vscode.workspace.applyEdit(edit);
  }

  async #decideAll(side: Side): Promise<void> {
    const document = decideDocument();
    if (document) await replaceAll(document, decided(document.getText(), side));
  }

  /** What the button does; saving does the same. */
  async #apply(): Promise<void> {
    const document = decideDocument();
    if (!document) return;
    const left = markedConflicts(document.getText()).length;
    if (left || hasMarks(document.getText())) {
      void vscode.window.showWarningMessage(undecidedText(left));
      return;
    }
    await document.save();
  }

  /** Writes what was decided into the note, once no mark is left. Fails with a sentence where it cannot be. */
  async #accept(uri: vscode.Uri, text: string): Promise<void> {
    const note = this.#open.get(uri.toString());
    if (!note) throw new Error(vscode.l10n.t('This comparison is over. Update the note again.'));
    if (hasMarks(text)) {
      vscode.window.setStatusBarMessage(undecidedText(markedConflicts(text).length), 5000);
      return;
    }
    const document = await vscode.workspace.openTextDocument(note.uri);
    const apart = await lastingDifference(document);
    if (apart) throw new Error(`${nameOf(note.uri)}: ${differenceText(apart)}`);
    if (document.getText() !== note.text)
      throw new Error(
        vscode.l10n.t('{0} changed meanwhile, and nothing was written. Update it again.', nameOf(note.uri)),
      );
    const wasDirty = document.isDirty;
    const wanted =
      document.eol === vscode.EndOfLine.CRLF ? text.replace(/\r?\n/g, '\r\n') : text.replaceAll('\r\n', '\n');
    if (wanted !== note.text && !(await applied([{ document, edits: [difference(note.text, wanted)] }])))
      throw new Error(vscode.l10n.t('{0} cannot be written to.', nameOf(note.uri)));
    const [failed] = wasDirty || wanted === note.text ? [] : await saved([{ document }]);
    const reason =
      (await keep(this.#parts, document, note, baselineAfter(note, true), !wasDirty && !failed)) ?? failed?.reason;
    this.#open.delete(uri.toString());
    this.#marks.delete(uri);
    this.#decided.fire(note.uri);
    if (reason) void vscode.window.showWarningMessage(`${nameOf(note.uri)}: ${reason}`);
  }
}

function undecidedText(count: number): string {
  return count > 1
    ? vscode.l10n.t('{0} conflicts are not decided yet, and the note is not written. Choose a side of each.', count)
    : vscode.l10n.t(
        'A conflict is not decided yet, and the note is not written. Choose a side, or take its marks out.',
      );
}

/** The text that is being decided about, in the active editor. */
function decideDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme === decideScheme) return document;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
  return uri?.scheme === decideScheme ? openDocument(uri.toString()) : undefined;
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  await applied([{ document, edits: [difference(document.getText(), text)] }]);
}

async function closeTabsOf(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => {
      const shown =
        input instanceof vscode.TabInputTextDiff
          ? input.modified
          : input instanceof vscode.TabInputText
            ? input.uri
            : undefined;
      return shown?.toString() === uri.toString();
    });
  await vscode.window.tabGroups.close(tabs);
}
