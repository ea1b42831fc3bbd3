import type { Library } from '../core/library/library.ts';
import type { NoteOf } from '../core/library/query/facts.ts';
import { lookUp } from './lookups.ts';
import type { LookupName } from './lookups.ts';
import type { Answer, Port, Question, Surroundings } from './protocol.ts';

/** Questions that wait for their turn, which comes between two slices of other work. */
export class LookupQueue {
  readonly #port: Port<Answer, Question>;
  readonly #in: Surroundings;
  readonly #library: Library;
  readonly #noteOf: NoteOf;
  #asked: Question<LookupName>[] = [];
  #isHeld = false;
  #isDue = false;

  constructor(port: Port<Answer, Question>, surroundings: Surroundings, library: Library, noteOf: NoteOf) {
    this.#port = port;
    this.#in = surroundings;
    this.#library = library;
    this.#noteOf = noteOf;
  }

  /** While there is no index to search, questions wait. */
  set isHeld(isHeld: boolean) {
    this.#isHeld = isHeld;
    if (!isHeld && this.#asked.length) this.#schedule();
  }

  /** A newer question of the same asker ends one that still waits. */
  ask(question: Question<LookupName>): void {
    const asker = askerOf(question);
    if (asker !== undefined) {
      const older = this.#asked.filter((each) => each.name === question.name && askerOf(each) === asker);
      for (const { id } of older) this.#port.post({ id, result: null });
      if (older.length) this.#asked = this.#asked.filter((each) => !older.includes(each));
    }
    this.#asked.push(question);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isDue || this.#isHeld) return;
    this.#isDue = true;
    void this.#in.pause().then(() => this.#answer());
  }

  #answer(): void {
    this.#isDue = false;
    if (this.#isHeld) return;
    const question = this.#asked.shift();
    if (!question) return;
    const { id, name, params } = question;
    try {
      this.#port.post({ id, result: lookUp(name, this.#library, params, this.#noteOf) });
    } catch (error) {
      this.#port.post({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    if (this.#asked.length) this.#schedule();
  }
}

function askerOf({ params }: Question<LookupName>): string | undefined {
  return 'asker' in params ? params.asker : undefined;
}
