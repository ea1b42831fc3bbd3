import type { ReadingState } from './reading/state.ts';

/** A literature note: the Markdown file that belongs to a paper. */
export interface Note {
  /** The citation key of the paper. */
  readonly key: string;
  readonly uri: string;
  readonly status?: string;
  readonly reading?: ReadingState;
  /** When the file was made, in milliseconds. */
  readonly created: number;
}

/** Whether two notes are the same in all that is shown of them. */
function isSame(a: Note, b: Note): boolean {
  return (
    a.key === b.key &&
    a.status === b.status &&
    a.created === b.created &&
    JSON.stringify(a.reading) === JSON.stringify(b.reading)
  );
}

/** Which file is whose note. A paper may have several; one of them is the one that opens. */
export class NoteIndex {
  readonly #byUri = new Map<string, Note>();
  readonly #byKey = new Map<string, readonly Note[]>();
  /** The notes that the user chose among several, by key. */
  readonly #chosen = new Map<string, string>();

  get size(): number {
    return this.#byUri.size;
  }

  get uris(): readonly string[] {
    return [...this.#byUri.keys()];
  }

  /** For each paper that has a note, the one that `of` gives. */
  get all(): readonly Note[] {
    return [...this.#byKey.values()].flatMap(([note]) => note ?? []);
  }

  /** The note of a paper: of several, the one that was chosen, then one whose file is named after it, then the oldest. */
  of(key: string): Note | undefined {
    return this.#byKey.get(key)?.[0];
  }

  /** All notes of a paper, the one that `of` gives first. */
  allOf(key: string): readonly Note[] {
    return this.#byKey.get(key) ?? [];
  }

  at(uri: string): Note | undefined {
    return this.#byUri.get(uri);
  }

  /** Adds the note, or what is new about it; false where nothing is. */
  put(note: Note): boolean {
    const known = this.#byUri.get(note.uri);
    if (known && isSame(known, note)) return false;
    this.remove(note.uri);
    this.#byUri.set(note.uri, note);
    const others = this.#byKey.get(note.key) ?? [];
    this.#byKey.set(note.key, this.#sorted([...others, note]));
    return true;
  }

  /** Of the notes of a paper, this one is the one that opens; without an address, nobody chose one. */
  choose(key: string, uri: string | undefined): void {
    if (uri === undefined) this.#chosen.delete(key);
    else this.#chosen.set(key, uri);
    const notes = this.#byKey.get(key);
    if (notes) this.#byKey.set(key, this.#sorted(notes));
  }

  /** False where the file was no note. */
  remove(uri: string): boolean {
    const note = this.#byUri.get(uri);
    if (!note) return false;
    this.#byUri.delete(uri);
    const others = (this.#byKey.get(note.key) ?? []).filter((other) => other !== note);
    if (others.length) this.#byKey.set(note.key, others);
    else this.#byKey.delete(note.key);
    return true;
  }

  #sorted(notes: readonly Note[]): readonly Note[] {
    const rank = (note: Note) => rankOf(note, this.#chosen.get(note.key));
    return [...notes].sort((a, b) => rank(a) - rank(b) || a.created - b.created || (a.uri < b.uri ? -1 : 1));
  }
}

function rankOf({ uri, key }: Note, chosen: string | undefined): number {
  if (uri === chosen) return 0;
  return nameOf(uri).includes(key) ? 1 : 2;
}

function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
