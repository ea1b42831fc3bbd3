import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { readFrontMatter } from '../../core/formats/frontMatter.ts';
import { fieldEdits } from '../../core/notes/edit/fields.ts';
import { mergedState, readingEdits } from '../../core/notes/reading/changes.ts';
import type { ReadingChange } from '../../core/notes/reading/changes.ts';
import { dayOf } from '../../core/notes/reading/days.ts';
import { entryWith, fieldsForNote, leftOf } from '../../core/notes/reading/moving.ts';
import { readingHead, readingTextWith, readReadingFile } from '../../core/notes/reading/readingFile.ts';
import type { ReadingEntry } from '../../core/notes/reading/readingFile.ts';
import { readingState } from '../../core/notes/reading/state.ts';
import { edited } from '../../core/text.ts';
import { problemText } from '../library/problemTexts.ts';
import { logged } from '../logged.ts';
import { noteFor } from '../notes/openNote.ts';
import { isWanted } from '../notes/several/createNotes.ts';
import type { NewNotes, NoteKeeping } from '../notes/openNote.ts';
import { openAsItIs } from '../openAsItIs.ts';
import { readingSettings } from '../settings.ts';
import type { ReadingList } from './list.ts';

export interface ReadingKeeping extends NoteKeeping {
  readonly list: ReadingList;
  readonly log: vscode.LogOutputChannel;
}

/** Why a paper's note was left as it is. */
interface Refusal {
  readonly uri: vscode.Uri;
  readonly reason: string;
}

/** Everything that one change writes. */
interface Writing {
  readonly edit: vscode.WorkspaceEdit;
  readonly notes: { readonly document: vscode.TextDocument; readonly version: number; readonly wasDirty: boolean }[];
  readonly inFile: Map<string, ReadingEntry | undefined>;
  readonly refusals: Refusal[];
  /** The file of papers without a note, where it says something else. */
  readonly file?: { readonly text: string; readonly isInEdit: boolean; readonly save: () => Promise<void> };
}

/** A change is worked out so often before it is given up, while its documents change under it. */
const mostTries = 3;

/** Sets how far papers are read, where that is kept: in their notes, or in the file of the reading list. */
export class ReadingChanges implements NewNotes {
  readonly #keeping: ReadingKeeping;
  #work: Promise<unknown> = Promise.resolve();

  constructor(keeping: ReadingKeeping) {
    this.#keeping = keeping;
  }

  /** One change of all papers, undone in one step; resolves when it is on disk. One comes after the other. */
  change(papers: readonly Paper[], change: ReadingChange): Promise<void> {
    return this.#then(() => this.#change(papers, change));
  }

  /** The text of a note that is about to be made, with what the file of the reading list says of its paper. */
  textFor(key: string, text: string): string {
    const entry = this.#keeping.list.entry(key);
    if (!entry) return text;
    const made = fieldEdits(text, fieldsForNote(entry, {}));
    return 'edits' in made ? edited(text, made.edits) : text;
  }

  /** What the notes say then, the file need not say any more. */
  async making(edit: vscode.WorkspaceEdit, keys: readonly string[]): Promise<() => Promise<void>> {
    const { list } = this.#keeping;
    const moved = keys.flatMap((key) => {
      const entry = list.entry(key);
      return entry ? [[key, leftOf(entry)] as const] : [];
    });
    const before = moved.length ? await list.file.read() : undefined;
    const now = before === undefined ? undefined : readingTextWith(before, new Map(moved));
    if (now === undefined || now === before) return () => Promise.resolve();
    const { save } = await list.file.addTo(edit, before, now);
    return async () => {
      await save();
      list.take(readReadingFile(now).entries);
    };
  }

  async #change(papers: readonly Paper[], change: ReadingChange): Promise<void> {
    for (let tries = 1; ; tries++) {
      const writing = await this.#writing(papers, change);
      if (!writing) return;
      // VS Code refuses an edit with nothing in it
      const isEmpty = !writing.notes.length && !writing.file?.isInEdit;
      // looked at before too: VS Code makes the edit in documents as they are now, wherever its places lead there
      const isMade = !isOutdated(writing) && (isEmpty || (await vscode.workspace.applyEdit(writing.edit)));
      if (isMade) return this.#finish(writing);
      // somebody typed meanwhile, or git changed a file: what stands there now is read again
      if (tries < mostTries && isOutdated(writing)) continue;
      throw new Error(
        vscode.l10n.t('The reading list could not be changed. Look whether its files can be written to.'),
      );
    }
  }

  /** Works out all that a change writes; nothing where it cannot be made, which has been said. */
  async #writing(papers: readonly Paper[], change: ReadingChange): Promise<Writing | undefined> {
    const { list, notes } = this.#keeping;
    await notes.firstReading;
    await notes.lookAtEdited();
    if (!(await this.#mayMakeNotes(papers))) return undefined;
    const before = await list.file.read();
    const { entries, problems } = readReadingFile(before ?? '');
    const writing: Writing = { edit: new vscode.WorkspaceEdit(), notes: [], inFile: new Map(), refusals: [] };
    for (const paper of new Map(papers.map((each) => [each.key, each])).values()) {
      const uri = await this.#noteOf(paper);
      if (uri === 'none') return undefined;
      if (uri) await this.#inNote(writing, uri, entries.get(paper.key), paper.key, change);
      else this.#inFile(writing, entries.get(paper.key), paper.key, change);
    }
    if (!writing.inFile.size) return writing;
    const now = problems.length ? undefined : readingTextWith(before ?? readingHead, writing.inFile);
    if (now === undefined) {
      this.#refuseFile();
      return undefined;
    }
    if (now === before) return writing;
    return { ...writing, file: { text: now, ...(await list.file.addTo(writing.edit, before, now)) } };
  }

  /** Saves what the user had saved, and takes over what is new. */
  async #finish({ notes, file, refusals }: Writing): Promise<void> {
    await file?.save();
    for (const { document, version, wasDirty } of notes) {
      // VS Code reports success for a read-only document too
      const isWritten = document.version !== version && (wasDirty || (await document.save()));
      if (!isWritten) refusals.push({ uri: document.uri, reason: vscode.l10n.t('It cannot be written to.') });
      this.#keeping.notes.look(document);
    }
    if (file) this.#keeping.list.take(readReadingFile(file.text).entries);
    if (refusals.length) logged(this.#keeping.log, 'Telling what was left', tellRefusals(refusals));
  }

  /** Several notes are made only when the user has seen how many. */
  async #mayMakeNotes(papers: readonly Paper[]): Promise<boolean> {
    if (readingSettings().keepIn !== 'notes') return true;
    const missing = papers.filter(({ key }) => !this.#keeping.notes.of(key)).length;
    return missing < 2 || isWanted(missing, papers.length - missing);
  }

  /** The paper's note, made first where notes are where this is kept; `none` where the user did not want one. */
  async #noteOf(paper: Paper): Promise<vscode.Uri | 'none' | undefined> {
    const { notes } = this.#keeping;
    if (readingSettings().keepIn === 'notes')
      return (await noteFor({ ...this.#keeping, newNotes: this }, paper, undefined)) ?? 'none';
    // it may have been written a moment ago, which the file system does not tell at once
    return notes.find(paper.key);
  }

  async #inNote(
    { edit, notes, inFile, refusals }: Writing,
    uri: vscode.Uri,
    entry: ReadingEntry | undefined,
    key: string,
    change: ReadingChange,
  ): Promise<void> {
    const document = await openAsItIs(uri);
    const text = document.getText();
    const { data } = readFrontMatter(text);
    const own = readingState(data);
    const state = entry ? mergedState(own, readingState(entry)) : own;
    const fields = new Map([
      ...(entry ? fieldsForNote(entry, data) : []),
      ...readingEdits(state, change, this.#keeping.list.statuses, dayOf(new Date())),
    ]);
    const made = fieldEdits(text, fields);
    if ('refused' in made) {
      refusals.push({ uri, reason: problemText(made.refused) });
      return;
    }
    if (entry) inFile.set(key, leftOf(entry));
    if (!made.edits.length) return;
    for (const { start, end, text: now } of made.edits)
      edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), now);
    notes.push({ document, version: document.version, wasDirty: document.isDirty });
  }

  #inFile({ inFile }: Writing, entry: ReadingEntry | undefined, key: string, change: ReadingChange): void {
    const today = dayOf(new Date());
    const fields = readingEdits(readingState(entry ?? {}), change, this.#keeping.list.statuses, today);
    if (fields.size) inFile.set(key, entryWith(entry, fields, today));
  }

  #refuseFile(): void {
    const message = vscode.l10n.t(
      'Nothing was changed, because the file of your reading list cannot be changed safely.',
    );
    logged(this.#keeping.log, 'Opening the reading list', this.#keeping.list.file.offerRepair(message));
  }

  #then(act: () => Promise<void>): Promise<void> {
    const mine = this.#work.then(act);
    this.#work = mine.catch(() => {}); // whoever asked for it hears of it
    return mine;
  }
}

/** A note is not any more what it was when its change was worked out. */
function isOutdated({ notes }: Writing): boolean {
  return notes.some(({ document, version }) => document.isClosed || document.version !== version);
}

/** Names the notes that cannot be changed, with the reason of the first, and opens that. */
async function tellRefusals([first, ...others]: readonly Refusal[]): Promise<void> {
  if (!first) return;
  const name = vscode.workspace.asRelativePath(first.uri);
  const open = vscode.l10n.t('Open Note');
  const message = others.length
    ? vscode.l10n.t('{0} and {1} more notes were left as they are. {2}', name, others.length, first.reason)
    : vscode.l10n.t('{0} was left as it is. {1}', name, first.reason);
  if ((await vscode.window.showWarningMessage(message, open)) === open)
    await vscode.window.showTextDocument(first.uri, { preview: false });
}
