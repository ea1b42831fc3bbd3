import * as vscode from 'vscode';
import type { Entry } from '../../../core/entry/entry.ts';
import type { Paper } from '../../../core/entry/paper.ts';
import type { PaperPicker } from '../../citing/picker.ts';
import { registerCommand } from '../../command.ts';
import { commands } from '../../ids.ts';
import { paperMeant } from '../../papers/meant.ts';
import type { SelectedPapers } from '../../papers/selected.ts';
import { baseName } from '../../sources/texts.ts';
import { keyOfNote } from '../here.ts';
import type { Notes } from '../notes.ts';
import { apply, keepUnchanged } from './apply.ts';
import { askWhich, partsText, sorted, summaryText, tellApplied } from './batch.ts';
import { ConflictDecisions } from './decide.ts';
import type { NoteOfPaper, Prepared, Refused, UpdateParts } from './prepare.ts';
import { isUpToDate, prepare } from './prepare.ts';
import { ShownChanges } from './shownChanges.ts';

export interface UpdateDeps extends UpdateParts {
  readonly notes: Notes;
  readonly selected: SelectedPapers;
  readonly picker: PaperPicker;
  readonly log: vscode.LogOutputChannel;
}

/** So many entries are asked for at once. */
const entriesAtOnce = 200;
const notesAtOnce = 16;
/** More notes take longer than a moment. */
const longForOneLook = 50;

/** `Update Note from Library` and `Update Notes from Library…`, and what follows from them. */
export function registerNoteUpdates(deps: UpdateDeps): vscode.Disposable {
  const changes = new ShownChanges();
  const decisions = new ConflictDecisions(deps);
  const update = new NoteUpdates(deps, changes, decisions);
  return vscode.Disposable.from(
    changes,
    decisions,
    update,
    registerCommand(deps.log, commands.updateNote, async (...args) => {
      const papers = await deps.selected.given(args);
      if (papers) return update.papers(papers);
      const document = vscode.window.activeTextEditor?.document;
      const key = document && keyOfNote(document);
      if (document && key !== undefined)
        return update.one({ uri: document.uri, key: deps.notes.at(document.uri)?.key ?? key });
      const paper = await paperMeant(deps, [], {
        title: vscode.l10n.t('Update Note from Library'),
        search: vscode.l10n.t('Search the paper whose note to update'),
      });
      return paper && update.papers([paper]);
    }),
    registerCommand(deps.log, commands.updateNotes, async (...args) => {
      const papers = await deps.selected.given(args);
      await deps.notes.readAll(); // some may just have come, such as by a git pull
      const keys = papers ? papers.map(({ key }) => key) : deps.notes.all.map(({ key }) => key);
      await update.many(notesOf(deps.notes, keys));
    }),
  );
}

function notesOf(notes: Notes, keys: readonly string[]): NoteOfPaper[] {
  return [...new Set(keys)].flatMap((key) => notes.allOf(key).map(({ uri }) => ({ uri: vscode.Uri.parse(uri), key })));
}

class NoteUpdates implements vscode.Disposable {
  readonly #deps: UpdateDeps;
  readonly #changes: ShownChanges;
  readonly #decisions: ConflictDecisions;
  /** Notes with conflicts of a batch, of which the next is shown once one is decided. */
  #undecided: Prepared[] = [];
  readonly #disposable: vscode.Disposable;

  constructor(deps: UpdateDeps, changes: ShownChanges, decisions: ConflictDecisions) {
    this.#deps = deps;
    this.#changes = changes;
    this.#decisions = decisions;
    this.#disposable = decisions.onDidDecide(() => void this.#decideNext());
  }

  /** The notes of papers: one as itself, several after a summary. */
  async papers(papers: readonly Paper[]): Promise<void> {
    const { notes } = this.#deps;
    const [first] = papers;
    if (papers.length === 1 && first) await notes.find(first.key); // it may have been moved
    const found = notesOf(
      notes,
      papers.map(({ key }) => key),
    );
    const [note] = found;
    if (note && found.length === 1) return this.one(note);
    if (found.length) return this.many(found);
    const create = vscode.l10n.t('Create Note');
    const choice = await vscode.window.showInformationMessage(
      papers.length === 1 && first
        ? vscode.l10n.t('"{0}" has no note to update.', first.title)
        : vscode.l10n.t('None of these papers has a note to update.'),
      ...(papers.length === 1 ? [create] : []),
    );
    if (choice === create && first) await vscode.commands.executeCommand(commands.openNote, first.key);
  }

  /** One note, at once where nothing has to be asked. */
  async one(note: NoteOfPaper): Promise<void> {
    await this.#libraryIsRead();
    const prepared = await prepare(this.#deps, note, await this.#entry(note.key));
    const name = baseName(note.uri);
    if (prepared.kind === 'refused') {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} is left as it is. {1}', name, prepared.reason));
      return;
    }
    if (prepared.isFirst && !(await this.#isWanted(prepared))) return;
    if (prepared.merge.conflicts.length && !prepared.isFirst) return this.#decisions.show(prepared);
    const result = await apply(this.#deps, [prepared], (key) => this.#entry(key));
    const [left] = result.left;
    const [done = prepared] = result.done;
    if (left) void vscode.window.showWarningMessage(`${name}: ${left.reason}`);
    else if (isUpToDate(done)) void vscode.window.showInformationMessage(upToDateText(done, name));
    else void vscode.window.showInformationMessage(updatedText(done, name));
    await this.#decide(result.done);
  }

  /** Several notes, after a summary of what would become of them. */
  async many(notes: readonly NoteOfPaper[]): Promise<void> {
    if (!notes.length) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no notes to update.'));
      return;
    }
    await this.#libraryIsRead();
    const prepared = await this.#prepareAll(notes);
    if (!prepared) return;
    const found = sorted(prepared);
    if (!found.changes.length && !found.conflicts.length && !found.first.length) {
      await keepUnchanged(this.#deps, found.same);
      if (found.refused.length) return tellApplied({ done: [], left: [] }, found.refused, this.#deps.log);
      void vscode.window.showInformationMessage(
        found.same.length === 1
          ? vscode.l10n.t('The note is up to date.')
          : vscode.l10n.t('All {0} notes are up to date.', found.same.length),
      );
      return;
    }
    this.#deps.log.info(`Updating notes: ${summaryText(found)}`);
    const chosen = await askWhich(found, this.#changes);
    if (!chosen?.length) return;
    const result = await vscode.window.withProgress(
      { location: progressFor(chosen.length), title: vscode.l10n.t('Updating notes') },
      () => apply(this.#deps, chosen, (key) => this.#entry(key)),
    );
    await keepUnchanged(this.#deps, found.same);
    tellApplied(result, found.refused, this.#deps.log);
    await this.#decide(result.done);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  /** Reads and merges all, a few at a time, unless the user stops it. */
  async #prepareAll(notes: readonly NoteOfPaper[]): Promise<readonly (Prepared | Refused)[] | undefined> {
    const title = vscode.l10n.t('Comparing notes with the library');
    return vscode.window.withProgress(
      { location: progressFor(notes.length), title, cancellable: true },
      async (progress, token) => {
        const prepared: (Prepared | Refused)[] = [];
        for (let at = 0; at < notes.length; at += entriesAtOnce) {
          const part = notes.slice(at, at + entriesAtOnce);
          const entries = await this.#deps.papers.entries(part.map(({ key }) => key));
          const byKey = new Map(entries.map((entry) => [entry.key, entry]));
          for (let first = 0; first < part.length; first += notesAtOnce) {
            if (token.isCancellationRequested) return undefined;
            const some = part.slice(first, first + notesAtOnce);
            prepared.push(...(await Promise.all(some.map((note) => prepare(this.#deps, note, byKey.get(note.key))))));
          }
          progress.report({
            increment: (100 * part.length) / notes.length,
            message: vscode.l10n.t('{0} of {1}', prepared.length, notes.length),
          });
        }
        return prepared;
      },
    );
  }

  async #entry(key: string): Promise<Entry | undefined> {
    return this.#deps.papers.entry(key);
  }

  /** While files are read, entries may be missing or old. */
  async #libraryIsRead(): Promise<void> {
    const { papers } = this.#deps;
    if (!papers.isReading) return;
    await papers.firstReading;
  }

  /** What nothing is known of is asked about: whether it is completed, or compared part by part. */
  async #isWanted(note: Prepared): Promise<boolean> {
    const name = baseName(note.uri);
    const add = vscode.l10n.t('Add What Is Missing');
    const compare = vscode.l10n.t('Compare…');
    const { changed, conflicts } = note.merge;
    if (!changed.length && !conflicts.length) return true;
    const missing = changed.length ? vscode.l10n.t('It lacks {0}.', list(changed)) : '';
    const differing = conflicts.length ? vscode.l10n.t('It differs in {0}.', list(conflicts)) : '';
    const choice = await vscode.window.showInformationMessage(
      [
        vscode.l10n.t('{0} was not made by Literature Notes, or what was written into it is not known.', name),
        missing,
        differing,
      ]
        .filter(Boolean)
        .join(' '),
      ...(changed.length ? [add] : []),
      ...(conflicts.length ? [compare] : []),
    );
    if (choice === compare) await this.#decisions.show(note);
    return choice === add;
  }

  /** What is in conflict, one note after the other. */
  async #decide(notes: readonly Prepared[]): Promise<void> {
    this.#undecided = notes.filter(({ merge, isFirst }) => merge.conflicts.length && !isFirst);
    await this.#decideNext();
  }

  async #decideNext(): Promise<void> {
    const next = this.#undecided.shift();
    if (!next) return;
    const again = await prepare(this.#deps, next, await this.#entry(next.key));
    if (again.kind === 'prepared' && again.merge.conflicts.length) return this.#decisions.show(again);
    await this.#decideNext();
  }
}

/** What takes a moment only is shown in the status bar, and not as one more message. */
function progressFor(count: number): vscode.ProgressLocation {
  return count > longForOneLook ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window;
}

function list(parts: readonly { readonly name: string }[]): string {
  return parts.map(({ name }) => name).join(', ');
}

function upToDateText({ merge }: Prepared, name: string): string {
  const [problem] = merge.problems;
  return problem
    ? vscode.l10n.t(
        '{0} is up to date, but for the block "{1}", whose markers do not fit.',
        name,
        problem.facts?.['name'] ?? '',
      )
    : vscode.l10n.t('{0} is up to date.', name);
}

function updatedText(note: Prepared, name: string): string {
  const [problem] = note.merge.problems;
  const updated = vscode.l10n.t('{0} is updated: {1}.', name, partsText(note));
  return problem
    ? `${updated} ${vscode.l10n.t('The block "{0}" is left as it is: its markers do not fit.', problem.facts?.['name'] ?? '')}`
    : updated;
}
