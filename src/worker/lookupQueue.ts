import { isSteps } from '../core/steps.ts';
import type { Steps } from '../core/steps.ts';
import { postFailure } from './failure.ts';
import { lookUp } from './lookups.ts';
import type { Asked, LookupName } from './lookups.ts';
import type { Answer, Port, Question, Surroundings } from './protocol.ts';

/** Questions that wait for their turn, which comes between two slices of other work. */
export class LookupQueue {
  readonly #port: Port<Answer, Question>;
  readonly #in: Surroundings;
  readonly #of: Asked;
  #asked: Question<LookupName>[] = [];
  #isHeld = false;
  #isDue = false;
  /** What is worked out just now, and whether somebody still waits for it. */
  #running: { readonly question: Question<LookupName>; isWanted: boolean } | undefined;

  constructor(port: Port<Answer, Question>, surroundings: Surroundings, of: Asked) {
    this.#port = port;
    this.#in = surroundings;
    this.#of = of;
  }

  /** While there is no index to search, questions wait. */
  set isHeld(isHeld: boolean) {
    this.#isHeld = isHeld;
    if (!isHeld && this.#asked.length) this.#schedule();
  }

  /** A newer question of the same asker ends one that still waits or is being answered. */
  ask(question: Question<LookupName>): void {
    const asker = askerOf(question);
    if (asker !== undefined) {
      const isOlder = (each: Question<LookupName>) => each.name === question.name && askerOf(each) === asker;
      if (this.#running && isOlder(this.#running.question)) this.#running.isWanted = false;
      const older = this.#asked.filter(isOlder);
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

  async #answer(): Promise<void> {
    const question = this.#isHeld ? undefined : this.#asked.shift();
    if (question) {
      const { id, name, params } = question;
      this.#running = { question, isWanted: true };
      try {
        const found = lookUp(name, this.#of, params);
        this.#port.post({ id, result: isSteps(found) ? await this.#run(found, this.#running) : found });
      } catch (error) {
        postFailure(this.#port, question, error);
      }
      this.#running = undefined;
    }
    this.#isDue = false;
    if (this.#asked.length) this.#schedule();
  }

  /** A long answer is worked out in slices; questions that come meanwhile wait for it. Nothing where it is not wanted any more. */
  async #run<T>(steps: Steps<T>, running: { readonly isWanted: boolean }): Promise<T | null> {
    for (let end = this.#in.now() + this.#in.slice; ;) {
      const next = steps.next();
      if (next.done) return next.value;
      if (this.#in.now() < end) continue;
      await this.#in.pause();
      if (!running.isWanted) return null;
      end = this.#in.now() + this.#in.slice;
    }
  }
}

function askerOf({ params }: Question<LookupName>): string | undefined {
  return 'asker' in params ? params.asker : undefined;
}
