import * as vscode from 'vscode';
import type { Note } from '../../core/notes/noteIndex.ts';
import type { Notes } from './notes.ts';

/** By citation key the addresses of the notes that were there when the user decided, the chosen one first. */
type Decisions = Readonly<Record<string, readonly string[]>>;
const memoryKey = 'notes.chosen';

/** Which of several notes of one paper the user chose, remembered for the workspace. */
export class ChosenNotes implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #notes: Notes;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listener: vscode.Disposable;

  constructor(memory: vscode.Memento, notes: Notes) {
    this.#memory = memory;
    this.#notes = notes;
    for (const [key, [first]] of Object.entries(this.#decisions)) if (first !== undefined) notes.choose(key, first);
    this.#listener = vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) void this.#moved(oldUri.toString(), newUri.toString());
    });
  }

  /** Whether the user knows of all these notes of a paper and wants them so. */
  isDecided(key: string, notes: readonly Note[]): boolean {
    const known = this.#decisions[key];
    return known !== undefined && notes.every(({ uri }) => known.includes(uri));
  }

  /** From now on this note opens, and the others are no problem. */
  async choose(key: string, uri: string): Promise<void> {
    const others = this.#notes.allOf(key).map((note) => note.uri);
    await this.#remember({ ...this.#decisions, [key]: [uri, ...others.filter((other) => other !== uri)] });
    this.#notes.choose(key, uri);
    this.#changed.fire();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }

  get #decisions(): Decisions {
    return this.#memory.get<Decisions>(memoryKey) ?? {};
  }

  async #remember(decisions: Decisions): Promise<void> {
    await this.#memory.update(memoryKey, decisions);
  }

  async #moved(from: string, to: string): Promise<void> {
    const now = (uri: string) => (uri === from || uri.startsWith(`${from}/`) ? to + uri.slice(from.length) : uri);
    const entries = Object.entries(this.#decisions);
    if (!entries.some(([, uris]) => uris.some((uri) => now(uri) !== uri))) return;
    for (const [key, [first]] of entries) if (first !== undefined) this.#notes.choose(key, now(first));
    await this.#remember(Object.fromEntries(entries.map(([key, uris]) => [key, uris.map(now)])));
    this.#changed.fire();
  }
}
