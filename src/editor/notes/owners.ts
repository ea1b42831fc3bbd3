import type * as vscode from 'vscode';
import type { NoteClaims, Owner } from '../../core/notes/identity.ts';
import type { PlacedNote } from '../../core/notes/noteFile.ts';
import type { Papers } from '../library/papers.ts';

/** What changes in a row is looked up once. */
const quiet = 200;

type Resolved = ReadonlyMap<PlacedNote, Owner | undefined>;

/** Whose notes are. What only the library can tell is asked of it, once it was read and whenever it changes. */
export class NoteOwners implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #facts: ReadonlyMap<string, PlacedNote>;
  readonly #tell: (resolved: Resolved) => void;
  /** What the library said, by what it was asked. */
  readonly #known = new Map<string, Owner | undefined>();
  readonly #listener: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReady = false;

  constructor(papers: Papers, facts: ReadonlyMap<string, PlacedNote>, tell: (resolved: Resolved) => void) {
    this.#papers = papers;
    this.#facts = facts;
    this.#tell = tell;
    this.#listener = papers.onDidChange(() => this.#soon());
    void papers.firstReading.then(() => {
      this.#isReady = true;
      this.#soon();
    });
  }

  /** Whose note a file is as far as is known now; where the library has to be asked, it is, and tells. */
  of({ claims }: PlacedNote): Owner | undefined {
    if (!this.#mustBeAsked(claims)) return plainly(claims);
    const question = JSON.stringify(claims);
    if (!this.#known.has(question)) this.#soon();
    return this.#known.get(question) ?? plainly(claims);
  }

  /** Resolves when the library has told of all notes that are known now. */
  async settled(): Promise<void> {
    const isOpen = [...this.#facts.values()].some(
      ({ claims }) => this.#mustBeAsked(claims) && !this.#known.has(JSON.stringify(claims)),
    );
    if (!isOpen) return;
    await this.#papers.firstReading;
    await this.#ask();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listener.dispose();
  }

  /** A key that a paper has speaks for itself, and where nothing else is said nobody could tell more. */
  #mustBeAsked({ key, identities, guessed }: NoteClaims): boolean {
    if (key !== undefined && this.#papers.get(key)) return false;
    return identities !== undefined || (key === undefined && guessed !== undefined);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    if (this.#isReady) this.#timer = setTimeout(() => void this.#ask().catch(() => {}), quiet);
  }

  async #ask(): Promise<void> {
    const asked = [...this.#facts.values()].filter(({ claims }) => this.#mustBeAsked(claims));
    const owners = asked.length
      ? await this.#papers.ask('noteOwners', { claims: asked.map(({ claims }) => claims) })
      : [];
    const resolved = new Map<PlacedNote, Owner | undefined>();
    asked.forEach((facts, at) => {
      const owner = owners[at] ?? undefined;
      this.#known.set(JSON.stringify(facts.claims), owner);
      if (this.#facts.get(facts.uri) === facts) resolved.set(facts, owner);
    });
    // a paper that was found by something else may have come with its key; what was read meanwhile is asked for next
    for (const facts of this.#facts.values())
      if (!resolved.has(facts) && !this.#mustBeAsked(facts.claims)) resolved.set(facts, this.of(facts));
    this.#tell(resolved);
  }
}

/** What a note says without anybody being asked. */
function plainly({ key, named }: NoteClaims): Owner | undefined {
  if (key !== undefined) return { key, by: 'key' };
  return named === undefined ? undefined : { key: named, by: 'name' };
}
