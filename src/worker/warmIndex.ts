import type { LibrarySteps } from '../core/library/change.ts';
import type { Library, SourceText } from '../core/library/library.ts';
import { hashOf, hashSteps } from './hash.ts';
import type { Surroundings } from './protocol.ts';
import type { Slices } from './slices.ts';
import { IndexFile, isComplete, mayBecome, writeIndex } from './warmStart.ts';
import type { Contents, SavedIndex } from './warmStart.ts';

/** A smaller library is indexed as quickly as its index is read. */
const fewest = 500;
/** So long is the rest of the saved index's files waited for, in milliseconds. */
const patience = 1000;
/** After so long without a change the index is saved. */
const calm = 3000;

/** Whom the index tells what. */
interface Tell {
  log(text: string): void;
  /** Runs a change of the library and tells its parts. */
  change(steps: LibrarySteps): Promise<void>;
}

/** Takes the search index over from the last start where the library is still the same, and saves it for the next. */
export class WarmIndex {
  readonly #library: Library;
  readonly #slices: Slices;
  readonly #in: Surroundings;
  readonly #tell: Tell;
  readonly #sources = new Map<string, string>();
  readonly #topics: Record<string, string> = {};
  #file: IndexFile | undefined;
  /** While papers are held back, the index that may be taken over. */
  #saved: SavedIndex | undefined;
  /** What the file is of, as far as anybody knows. */
  #written = '';

  constructor(library: Library, slices: Slices, surroundings: Surroundings, tell: Tell) {
    this.#library = library;
    this.#slices = slices;
    this.#in = surroundings;
    this.#tell = tell;
  }

  get isHeld(): boolean {
    return this.#library.isAwaited;
  }

  /** Looks for a saved index; if there is one, nothing is indexed until it is clear whether it fits. */
  async open(path: string): Promise<void> {
    if (!this.#in.cache || this.#file || this.#sources.size) return;
    this.#file = new IndexFile(this.#in.cache, path);
    this.#saved = await this.#file.read();
    if (!this.#saved) return;
    this.#written = JSON.stringify(this.#saved.contents);
    this.#library.deferIndex();
  }

  /** Notes what was said about topics, which are searched too. */
  topicsAre(what: 'titles' | 'origins' | 'edits', value: unknown): void {
    this.#topics[what] = hashOf(JSON.stringify(value));
  }

  /** Notes a file's content, and gives what tells it from others. */
  async has({ uri, rank, format, text }: SourceText): Promise<{ readonly hash?: string }> {
    if (!this.#file) return {};
    const hash = await this.#slices.run(hashSteps(text));
    this.#sources.set(uri, [rank, format, hash, uri].join(' '));
    return { hash };
  }

  lacks(uri: string): void {
    this.#sources.delete(uri);
  }

  /** Takes over the saved index when all its files are in, or gives it up when it does not fit. */
  async check(): Promise<void> {
    const saved = this.#saved;
    if (!saved) return;
    const contents = this.#contents();
    if (!mayBecome(contents, saved.contents)) await this.#release();
    else if (isComplete(contents, saved.contents)) await this.#release(saved);
  }

  /** What there is to do when nobody asks for anything, and after how long. */
  whenIdle(): { readonly after: number; readonly run: () => Promise<void> } | undefined {
    if (this.#saved) return { after: patience, run: () => this.#release() };
    const contents = this.#contents();
    if (!this.#file || JSON.stringify(contents) === this.#written) return undefined;
    return { after: calm, run: () => this.#save(contents) };
  }

  #contents(): Contents {
    const topics = Object.entries(this.#topics).sort(([a], [b]) => (a < b ? -1 : 1));
    return { sources: [...this.#sources.values()], topics: hashOf(JSON.stringify(topics)) };
  }

  async #release(saved?: SavedIndex): Promise<void> {
    this.#saved = undefined;
    const started = this.#in.now();
    const index = saved && (await this.#slices.run(saved.open()));
    if (saved && !index) this.#written = '';
    let isRestored = false;
    await this.#tell.change(watched(this.#library.finishIndex(index), () => (isRestored ||= this.#library.isRestored)));
    const milliseconds = Math.round(this.#in.now() - started);
    const why = saved && !index ? 'the saved one is damaged' : 'the library has changed';
    this.#tell.log(`search index ${isRestored ? 'restored' : `made, because ${why}`}, in ${milliseconds} ms`);
  }

  async #save(contents: Contents): Promise<void> {
    // what was said or read since then is saved when it is calm again
    const described = JSON.stringify(contents);
    if (described === this.#written || JSON.stringify(this.#contents()) !== described) return;
    this.#written = described;
    const started = this.#in.now();
    const index = this.#library.size < fewest ? undefined : await this.#slices.run(this.#library.save());
    try {
      if (index) await this.#file?.write(await this.#slices.run(writeIndex(contents, index)));
      else await this.#file?.remove();
      if (index) this.#tell.log(`search index saved for the next start, in ${Math.round(this.#in.now() - started)} ms`);
    } catch (error) {
      this.#tell.log(`search index not saved: ${String(error)}`);
    }
  }
}

/** The same steps, with something done after each. */
function* watched(steps: LibrarySteps, each: () => void): LibrarySteps {
  let next = steps.next();
  for (; !next.done; next = steps.next()) {
    each();
    yield next.value;
  }
  return next.value;
}
