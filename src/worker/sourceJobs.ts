import { decodeSteps } from '../core/formats/decode.ts';
import type { LibraryChange, LibrarySteps } from '../core/library/change.ts';
import type { FormatId } from '../core/formats/sniff.ts';
import { formatOf } from '../core/formats/sniff.ts';
import type { Library } from '../core/library/library.ts';
import { readSourceSteps } from '../core/library/readSource.ts';
import type { SourceInput, Surroundings } from './protocol.ts';
import { ReadFailure } from './protocol.ts';
import type { Slices } from './slices.ts';
import type { Teller } from './teller.ts';
import type { WarmIndex } from './warmIndex.ts';

/** Milliseconds between two reports of how far a file is. */
const reportEvery = 100;
/** The share of a file's time that reading takes; indexing takes the rest. */
const readingShare = 0.25;

/** Reads files into the library and takes them out again. */
export class SourceJobs {
  readonly #library: Library;
  readonly #slices: Slices;
  readonly #in: Surroundings;
  readonly #teller: Teller;
  readonly #index: WarmIndex;
  readonly #texts = new Map<string, string>();
  /** The formats of files that do not show it themselves. */
  readonly #formats = new Map<string, FormatId>();
  /** The newest question about each file: older ones are not gone on with. */
  readonly #newest = new Map<string, number>();
  /** Changes that a newer one of the same file interrupted; they still have to tell what they did. */
  readonly #interrupted = new Map<string, LibrarySteps>();
  #reported = 0;

  constructor(library: Library, slices: Slices, surroundings: Surroundings, teller: Teller, index: WarmIndex) {
    this.#library = library;
    this.#slices = slices;
    this.#in = surroundings;
    this.#teller = teller;
    this.#index = index;
  }

  textOf(uri: string): string | undefined {
    return this.#texts.get(uri);
  }

  formatOf(uri: string): FormatId | undefined {
    return this.#formats.get(uri) ?? formatOf(uri, this.#texts.get(uri) ?? '');
  }

  /** Notes that a question about these files has come in. */
  expect(files: readonly { readonly uri: string }[], mark: number): void {
    for (const { uri } of files) this.#newest.set(uri, mark);
  }

  async update(input: SourceInput, mark: number): Promise<void> {
    const { uri, rank, format } = input;
    if (!this.#isNewest(uri, mark)) return;
    this.#report(uri, 0, true);
    try {
      const text = await this.#read(input);
      if (!this.#isNewest(uri, mark)) return;
      const file = { uri, rank, text, ...(format ? { format } : {}) };
      let steps = 0;
      const reading = await this.#slices.run(readSourceSteps(file), () => {
        // a step is some ten thousand characters; where they are shorter, it looks as if reading were done before it is
        this.#report(uri, readingShare * Math.min(1, (++steps * 2e4) / (text.length + 1)));
      });
      if (!this.#isNewest(uri, mark)) return;
      const known = await this.#index.has(file);
      this.#texts.set(uri, text);
      if (format) this.#formats.set(uri, format);
      else this.#formats.delete(uri);
      const entries = reading.entries.length;
      const counts = await this.#change(uri, mark, this.#library.update({ ...reading, ...known }), entries);
      if (counts) this.#teller.state(uri, { kind: 'read', entries, problems: counts.get(uri) ?? 0 });
    } catch (error) {
      await this.#fail(uri, mark, error);
    }
  }

  async remove(uri: string, mark: number): Promise<void> {
    if (!this.#isNewest(uri, mark)) return;
    this.#index.lacks(uri);
    await this.#change(uri, mark, this.#library.removal(uri), 0);
    this.#texts.delete(uri);
    if (this.#isNewest(uri, mark)) this.#newest.delete(uri);
  }

  #isNewest(uri: string, mark: number): boolean {
    return this.#newest.get(uri) === mark;
  }

  async #read({ uri, text, bytes }: SourceInput): Promise<string> {
    if (text !== undefined) return text;
    if (bytes) return this.#decoded(bytes);
    if (!this.#in.read) throw new ReadFailure('unreadable');
    return this.#decoded((await this.#in.read(uri)).bytes);
  }

  async #decoded(bytes: Uint8Array): Promise<string> {
    return (await this.#slices.run(decodeSteps(bytes))).text;
  }

  /** A file that is gone takes its papers along; of one that cannot be read just now, they stay. */
  async #fail(uri: string, mark: number, error: unknown): Promise<void> {
    const isExpected = error instanceof ReadFailure;
    if (isExpected && error.code === 'notFound') {
      this.#index.lacks(uri);
      await this.#change(uri, mark, this.#library.removal(uri), 0);
      this.#texts.delete(uri);
    } else {
      const interrupted = this.#interrupted.get(uri);
      this.#interrupted.delete(uri);
      if (interrupted) await this.#finish(interrupted);
    }
    if (!this.#isNewest(uri, mark)) return;
    const code = isExpected ? error.code : 'unreadable';
    this.#teller.state(uri, { kind: 'failed', code, detail: error instanceof Error ? error.message : String(error) });
  }

  /** Makes a change and tells it; nothing is given where a newer one of the same file interrupts it. */
  async #change(
    uri: string,
    mark: number,
    steps: LibrarySteps,
    entries: number,
  ): Promise<ReadonlyMap<string, number> | undefined> {
    // with its first step the newer reading takes the file's place, so that the older one ends
    let next = steps.next();
    const interrupted = this.#interrupted.get(uri);
    this.#interrupted.delete(uri);
    if (interrupted) await this.#finish(interrupted);
    for (let count = 1; !next.done; count++) {
      this.#teller.changed(next.value);
      if (this.#slices.isDue) await this.#slices.rest();
      if (!this.#isNewest(uri, mark)) {
        this.#interrupted.set(uri, steps);
        return undefined;
      }
      this.#report(uri, readingShare + (1 - readingShare) * Math.min(1, count / (entries + 1)));
      next = steps.next();
    }
    return this.#teller.end(next.value, (file) => this.#texts.get(file));
  }

  async #finish(steps: LibrarySteps): Promise<void> {
    const end: LibraryChange = await this.#slices.run(steps, (part) => this.#teller.changed(part));
    await this.#teller.end(end, (file) => this.#texts.get(file));
  }

  #report(uri: string, done: number, always = false): void {
    const now = this.#in.now();
    if (!always && now - this.#reported < reportEvery) return;
    this.#reported = now;
    this.#teller.state(uri, { kind: 'reading', done });
  }
}
