import type { Entry } from '../core/entry/entry.ts';
import type { Hit } from '../core/library/search.ts';
import type { Reading, SourceText } from '../core/library/library.ts';
import type { Topic } from '../core/library/topic.ts';

/** What the library is asked: name, parameters, answer. */
export interface Requests {
  readonly topics: { readonly params: { readonly topics: readonly Topic[] }; readonly result: null };
  readonly add: { readonly params: { readonly sources: readonly SourceText[] }; readonly result: Reading };
  readonly entries: { readonly params: { readonly keys: readonly string[] }; readonly result: readonly Entry[] };
  readonly filter: { readonly params: { readonly query: string }; readonly result: readonly string[] };
  readonly find: {
    readonly params: { readonly query: string; readonly limit: number };
    readonly result: readonly Hit[];
  };
}
export type RequestName = keyof Requests;
export type Params<N extends RequestName> = Requests[N]['params'];
export type Result<N extends RequestName> = Requests[N]['result'];

/** To the library. Questions are answered in the order they come in. */
export interface Question<N extends RequestName = RequestName> {
  readonly id: number;
  readonly name: N;
  readonly params: Params<N>;
}

/** From the library. */
export type Answer =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string };

/** The two ends of a worker, alike for worker_threads, Web Workers and no worker at all. */
export interface Port<Out, In> {
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
}
