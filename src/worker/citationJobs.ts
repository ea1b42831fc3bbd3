import type { ReadingOptions } from '../core/citations/read.ts';
import { hasChunks } from '../core/citations/syntax.ts';
import { decodeSteps } from '../core/formats/decode.ts';
import { CitationIndex, citedIn } from '../core/language/citationIndex.ts';
import { MentionIndex } from '../core/notes/mentionIndex.ts';
import { placedMentions } from '../core/notes/mentions.ts';
import type { PlacedNote } from '../core/notes/noteFile.ts';
import { placedNote } from '../core/notes/noteFile.ts';
import type { Library } from '../core/library/library.ts';
import { postFailure } from './failure.ts';
import { keyHere, keyPlaces } from './keyPlaces.ts';
import type { Answer, CitingAnswer, CitingInput, Params, Port, Question, RequestName, Result } from './protocol.ts';
import type { Surroundings } from './protocol.ts';
import { ReadFailure } from './protocol.ts';
import { renamedKey } from './renamedKey.ts';
import { Slices } from './slices.ts';
import type { SourceJobs } from './sourceJobs.ts';

/** A longer document is not looked through, in bytes. */
const largestDocument = 12_000_000;
const readAtOnce = 16;

const names = ['citing', 'citations', 'mentions', 'outgoing', 'citedKeys', 'keyUses', 'keyAt', 'renameKey'] as const;
export type CitationQuestionName = (typeof names)[number];
type Jobs = { readonly [N in CitationQuestionName]: (params: Params<N>) => Promise<Result<N>> };

export function isCitationQuestion(name: RequestName): name is CitationQuestionName {
  return (names as readonly string[]).includes(name);
}

/** What one message of reading gives, while it is put together. */
type Given = { readonly [N in keyof CitingAnswer]: CitingAnswer[N][number][] };

interface DocumentText {
  readonly text: string;
  readonly made?: number;
}

/** Knows what the documents of the workspace cite and link to. Questions are answered in the order they come in. */
export class CitationJobs {
  readonly #port: Port<Answer, Question>;
  readonly #in: Surroundings;
  readonly #library: Library;
  readonly #sources: SourceJobs;
  readonly #slices: Slices;
  readonly #index = new CitationIndex();
  readonly #mentions = new MentionIndex();
  #last: Promise<void> = Promise.resolve();

  constructor(port: Port<Answer, Question>, surroundings: Surroundings, library: Library, sources: SourceJobs) {
    this.#port = port;
    this.#in = surroundings;
    this.#library = library;
    this.#sources = sources;
    this.#slices = new Slices(surroundings);
  }

  ask(question: Question<CitationQuestionName>): void {
    // what stands in a file of the library has nothing to do with the documents
    if (question.name === 'keyAt') return void this.#answer(question);
    this.#last = this.#last.then(() => this.#answer(question));
  }

  readonly #jobs: Jobs = {
    citing: async ({ read, removed }) => {
      for (const uri of removed) this.#forget(uri);
      const given: Given = { tooLarge: [], unread: [], notes: [] };
      for (let at = 0; at < read.length; at += readAtOnce) await this.#readSome(read.slice(at, at + readAtOnce), given);
      return given;
    },
    citations: async ({ keys }) => this.#index.of(keys),
    mentions: async ({ key, notes }) => this.#mentions.of(key, notes),
    outgoing: async ({ uri }) => ({ keys: this.#index.keysIn(uri), links: this.#mentions.from(uri) }),
    citedKeys: async () => this.#index.keys(),
    keyUses: async ({ key }) => {
      const places = await this.#slices.run(keyPlaces(key, this.#library, this.#sources));
      return { places, citations: this.#index.of([key]) };
    },
    keyAt: async ({ uri, position }) =>
      (await this.#slices.run(keyHere(uri, position, this.#library, this.#sources))) ?? null,
    renameKey: async (renaming) => {
      const documents = await Promise.all(
        renaming.documents.map(async (input) => {
          const { text } = await this.#textOf(input).catch((error: unknown): DocumentText => {
            if (error instanceof ReadFailure && error.code === 'notFound') return { text: '' }; // it is gone meanwhile
            throw error;
          });
          return { uri: input.uri, syntax: input.syntax, text, options: readingOptions(input) };
        }),
      );
      return this.#slices.run(renamedKey(renaming, documents, this.#library, this.#sources));
    },
  };

  async #answer(question: Question<CitationQuestionName>): Promise<void> {
    const { id, name, params } = question;
    try {
      const job = this.#jobs[name] as (params: unknown) => Promise<unknown>;
      this.#port.post({ id, result: await job(params) });
    } catch (error) {
      postFailure(this.#port, question, error);
    }
  }

  async #readSome(inputs: readonly CitingInput[], given: Given): Promise<void> {
    const read = await Promise.all(
      inputs.map((input) =>
        this.#textOf(input).catch((error: unknown) => {
          const isGone = error instanceof ReadFailure && error.code === 'notFound';
          if (!isGone)
            given[error instanceof ReadFailure && error.code === 'tooLarge' ? 'tooLarge' : 'unread'].push(input.uri);
          return undefined;
        }),
      ),
    );
    for (const [place, input] of inputs.entries()) {
      const found = read[place];
      if (found) given.notes.push(...this.#take(input, found));
      else this.#forget(input.uri);
      await this.#slices.rest();
    }
  }

  /** Takes what a document cites and links to; gives what it says of itself as a note. */
  #take(input: CitingInput, { text, made }: DocumentText): PlacedNote[] {
    const { uri, syntax, guessed } = input;
    this.#index.put(uri, citedIn(text, syntax, readingOptions(input)));
    if (syntax !== 'markdown') return [];
    this.#mentions.put(uri, placedMentions(text));
    const note = placedNote(text, uri, guessed);
    return note ? [{ ...note, ...(made === undefined ? {} : { made }) }] : [];
  }

  #forget(uri: string): void {
    this.#index.remove(uri);
    this.#mentions.remove(uri);
  }

  async #textOf({ uri, text, bytes, made }: CitingInput): Promise<DocumentText> {
    const time = made === undefined ? {} : { made };
    if (text !== undefined) return { text, ...time };
    if (bytes && bytes.length > largestDocument) throw new ReadFailure('tooLarge');
    if (bytes) return { text: await this.#decoded(bytes), ...time };
    if (!this.#in.read) throw new ReadFailure('unreadable');
    // thousands of small files are read several times as fast without a promise for each step
    const file = this.#in.readNow?.(uri) ?? (await this.#in.read(uri, largestDocument));
    return { text: await this.#decoded(file.bytes), ...(file.made === undefined ? {} : { made: file.made }) };
  }

  async #decoded(bytes: Uint8Array): Promise<string> {
    return (await this.#slices.run(decodeSteps(bytes))).text;
  }
}

function readingOptions({ uri, crossReferences = [] }: CitingInput): ReadingOptions {
  return { crossReferences, chunks: hasChunks('', uri) };
}
