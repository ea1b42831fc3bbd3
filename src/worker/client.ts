import type { Answer, LibraryEvent, Params, Port, Question, RequestName, Result } from './protocol.ts';

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** The extension host's end of the library: a question gives a promise of its answer. */
export class LibraryClient {
  readonly #port: Port<Question, Answer>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #failure: Error | undefined;

  constructor(port: Port<Question, Answer>, onEvent: (event: LibraryEvent) => void) {
    this.#port = port;
    port.onMessage((answer) => {
      if (this.#failure) return;
      if ('event' in answer) onEvent(answer);
      else this.#settle(answer);
    });
  }

  ask<N extends RequestName>(
    name: N,
    params: Params<N>,
    transfer: readonly ArrayBufferLike[] = [],
  ): Promise<Result<N>> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = ++this.#lastId;
    return new Promise<Result<N>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#port.post({ id, name, params }, transfer);
    });
  }

  /** The library is gone: whoever waits for it, now or later, gets this error. */
  fail(error: Error): void {
    this.#failure = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #settle(answer: Exclude<Answer, LibraryEvent>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.result as never);
  }
}
