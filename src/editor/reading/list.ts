import * as vscode from 'vscode';
import type { ReadingFacts } from '../../core/library/reading/facts.ts';
import type { Status } from '../../core/library/reading/statuses.ts';
import { factsOf, paperReading } from '../../core/notes/reading/known.ts';
import type { PaperReading } from '../../core/notes/reading/known.ts';
import { readReadingFile } from '../../core/notes/reading/readingFile.ts';
import type { ReadingEntries, ReadingEntry } from '../../core/notes/reading/readingFile.ts';
import { readingState } from '../../core/notes/reading/state.ts';
import { logged } from '../logged.ts';
import type { Notes } from '../notes/notes.ts';
import { OwnFile } from '../ownFile.ts';
import { readingSettingsChanged } from '../settings.ts';
import { readStatuses } from './statuses.ts';

/** How far papers are read: what their notes say, and for papers without a note a file of the workspace. */
export class ReadingList implements vscode.Disposable {
  readonly #notes: Notes;
  readonly file: OwnFile;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable[];
  #inFile: ReadingEntries = new Map();
  #statuses: readonly Status[] = readStatuses();
  /** What is known, until something changes. */
  #known: ReadonlyMap<string, PaperReading> | undefined;

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
        this.#tell();
      }),
    ];
    this.#readSoon();
  }

  get statuses(): readonly Status[] {
    return this.#statuses;
  }

  /** Nothing where neither the note nor the file says anything. */
  of(key: string): PaperReading | undefined {
    return this.#all.get(key);
  }

  /** What the file says of a paper, which may have a note too. */
  entry(key: string): ReadingEntry | undefined {
    return this.#inFile.get(key);
  }

  get all(): Iterable<PaperReading> {
    return this.#all.values();
  }

  /** What lists and queries know of all papers. */
  get facts(): ReadingFacts[] {
    return [...this.#all.values()].map(factsOf);
  }

  /** How many papers are being read. */
  get countOfActive(): number {
    let count = 0;
    for (const { status } of this.#all.values()) if (status?.kind === 'active') count++;
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

  #tell(): void {
    this.#known = undefined;
    this.#changed.fire();
  }

  get #all(): ReadonlyMap<string, PaperReading> {
    return (this.#known ??= this.#merged());
  }

  #merged(): ReadonlyMap<string, PaperReading> {
    const known = new Map<string, PaperReading>();
    const add = (reading: PaperReading | undefined) => reading && known.set(reading.key, reading);
    const noted = new Set<string>();
    for (const { key, reading: state, created } of this.#notes.all) {
      noted.add(key);
      const entry = this.#inFile.get(key);
      const note = state && { state, created };
      add(paperReading(key, note, entry && readingState(entry), this.#statuses));
    }
    for (const [key, entry] of this.#inFile)
      if (!noted.has(key)) add(paperReading(key, undefined, readingState(entry), this.#statuses));
    return known;
  }
}
