import type { Entry } from '../core/entry/entry.ts';
import type { Hit } from '../core/library/search.ts';
import type { ArrangeSpec, Groups, Located, NoteFacts, Page } from '../core/library/arrange.ts';
import type { LibraryChange, Reading, SourceText } from '../core/library/library.ts';
import type { QueryCompletions } from '../core/library/query/complete.ts';
import type { Topic } from '../core/library/topic.ts';
import type { TopicEdits } from '../core/library/topics/edits.ts';
import type { TopicOrigin } from '../core/library/topics/given.ts';
import type { Paper } from '../core/entry/paper.ts';

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
  // pages of papers under headings
  readonly groups: { readonly params: ArrangeSpec; readonly result: Groups };
  readonly members: {
    readonly params: {
      readonly spec: ArrangeSpec;
      readonly group: string;
      readonly offset?: number;
      readonly limit?: number;
    };
    readonly result: Page;
  };
  readonly locate: {
    readonly params: { readonly spec: ArrangeSpec; readonly id: string };
    readonly result: Located | null;
  };
  readonly below: {
    readonly params: { readonly spec: ArrangeSpec; readonly groups: readonly string[] };
    readonly result: readonly Paper[];
  };
  // what only the host knows
  readonly notes: { readonly params: { readonly notes: readonly NoteFacts[] }; readonly result: null };
  readonly complete: {
    readonly params: { readonly query: string; readonly offset: number };
    readonly result: QueryCompletions;
  };
  readonly topicOrigins: {
    readonly params: { readonly origins: readonly TopicOrigin[] };
    readonly result: LibraryChange;
  };
  readonly topicEdits: { readonly params: { readonly edits: TopicEdits }; readonly result: LibraryChange };
  /** Proposes topics for the papers that have none, or takes the proposed ones away. */
  readonly proposeTopics: { readonly params: { readonly isWanted: boolean }; readonly result: LibraryChange };
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
