import type { Surroundings } from './protocol.ts';

/** Runs steps in slices of a few milliseconds, between which messages come in. */
export class Slices {
  readonly #in: Surroundings;
  #started: number;

  constructor(surroundings: Surroundings) {
    this.#in = surroundings;
    this.#started = surroundings.now();
  }

  /** Each step's value goes to `onStep`; the end's is given. */
  async run<Step, End>(steps: Generator<Step, End>, onStep: (step: Step) => void = () => {}): Promise<End> {
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
      onStep(next.value);
      if (this.isDue) await this.rest();
    }
  }

  /** Whether others should have their turn. */
  get isDue(): boolean {
    return this.#in.now() - this.#started >= this.#in.slice;
  }

  /** A pause where one is due. */
  async rest(): Promise<void> {
    if (!this.isDue) return;
    await this.#in.pause();
    this.#started = this.#in.now();
  }
}
