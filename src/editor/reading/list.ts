import * as vscode from 'vscode';
import type { ReadingFacts, ReadingNews } from '../../core/library/reading/facts.ts';
import type { Status } from '../../core/library/reading/statuses.ts';
import { factsOf, paperReading } from '../../core/notes/reading/known.ts';
import type { PaperReading } from '../../core/notes/reading/known.ts';
import { readReadingFile } from '../../core/notes/reading/readingFile.ts';
import type { ReadingEntries, ReadingEntry } from '../../core/notes/reading/readingFile.ts';
import { readingState } from '../../core/notes/reading/state.ts';
import type { ReadingState } from '../../core/notes/reading/state.ts';
import { logged } from '../logged.ts';
import type { Note } from '../../core/notes/noteIndex.ts';
import type { Notes } from '../notes/notes.ts';
import { OwnFile } from '../ownFile.ts';
import { readingSettingsChanged } from '../settings.ts';
import { readStatuses } from './statuses.ts';

/** How far papers are read: what their notes say, and for papers without a note a file of the workspace. */
export class ReadingList implements vscode.Disposable {
  readonly #notes: Notes;
  readonly file: OwnFile;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<ReadingNews>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable[];
  #inFile: ReadingEntries = new Map();
  #statuses: readonly Status[] = readStatuses();
  #known: ReadonlyMap<string, PaperReading> = new Map();
  #ofNotes = new WeakMap<Note, { readonly reading: PaperReading | undefined }>();

  constructor(notes: Notes, storage: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#notes = notes;
    this.#log = log;
    this.file = new OwnFile('reading.yaml', storage);
    this.#disposables = [
      this.#changed,
      this.file,
      this.file.onDidChange(() => this.#readSoon()),
      notes.onDidChange(() => this.#tell()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!readingSettingsChanged(event)) return;
        this.#statuses = readStatuses();
        this.#ofNotes = new WeakMap();
        this.#tell(true);
      }),
    ];
    this.#readSoon();
  }

  get statuses(): readonly Status[] {
    return this.#statuses;
  }

  /** Nothing where neither the note nor the file says anything. */
  of(key: string): PaperReading | undefined {
    return this.#known.get(key);
  }

  /** What the file says of a paper, which may have a note too. */
  entry(key: string): ReadingEntry | undefined {
    return this.#inFile.get(key);
  }

  get all(): Iterable<PaperReading> {
    return this.#known.values();
  }

  /** What lists and queries know of all papers. */
  get facts(): ReadingFacts[] {
    return [...this.#known.values()].map(factsOf);
  }

  /** How many papers are being read. */
  get countOfActive(): number {
    let count = 0;
    for (const { status } of this.#known.values()) if (status?.kind === 'active') count++;
    return count;
  }

  /** Reads the file of papers without a note. While it is broken, what was understood before holds. */
  async read(): Promise<void> {
    const text = (await this.file.read()) ?? '';
    const { entries, problems } = readReadingFile(text);
    this.file.tell(text, problems, (reason) => vscode.l10n.t('The reading list cannot be read: {0}', reason));
    if (!problems.length) this.take(entries);
  }

  /** Takes over what the file says now. */
  take(entries: ReadingEntries): void {
    this.#inFile = entries;
    this.#tell();
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  #readSoon(): void {
    logged(this.#log, 'Reading the reading list', this.read());
  }

  /** Works out what is known now, and tells what is different. */
  #tell(isAll = false): void {
    const before = this.#known;
    const now = this.#merged(before);
    const changed = [...now.values()].filter((reading) => isAll || before.get(reading.key) !== reading).map(factsOf);
    const removed = [...before.keys()].filter((key) => !now.has(key));
    this.#known = now;
    if (isAll || changed.length || removed.length) this.#changed.fire({ changed, removed });
  }

  /** What is as it was stays the same object. */
  #merged(before: ReadonlyMap<string, PaperReading>): ReadonlyMap<string, PaperReading> {
    const known = new Map<string, PaperReading>();
    const add = (key: string, reading: PaperReading | undefined) => {
      const was = before.get(key);
      if (reading) known.set(key, was && isSame(was, reading) ? was : reading);
    };
    const noted = new Set<string>();
    for (const note of this.#notes.all) {
      noted.add(note.key);
      const entry = this.#inFile.get(note.key);
      add(note.key, entry ? this.#read(note, readingState(entry)) : this.#ofNote(note));
    }
    for (const [key, entry] of this.#inFile)
      if (!noted.has(key)) add(key, paperReading(key, undefined, readingState(entry), this.#statuses));
    return known;
  }

  /** Of thousands of notes one has changed. */
  #ofNote(note: Note): PaperReading | undefined {
    const before = this.#ofNotes.get(note);
    if (before) return before.reading;
    const reading = this.#read(note, undefined);
    this.#ofNotes.set(note, { reading });
    return reading;
  }

  #read({ key, reading: state, created }: Note, inFile: ReadingState | undefined): PaperReading | undefined {
    return paperReading(key, state && { state, created }, inFile, this.#statuses);
  }
}

function isSame(a: PaperReading, b: PaperReading): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
