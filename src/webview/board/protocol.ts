/** The words of the board, in the user's language. */
export interface BoardTexts {
  readonly title: string;
  readonly next: string;
  readonly filter: string;
  readonly nothingFound: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly showPapers: string;
  /** How cards are moved by keys; read out where a card has the focus. */
  readonly help: string;
  readonly openNote: string;
  readonly createNote: string;
  readonly more: string;
  readonly emptyColumn: string;
}

/** One paper on the board. */
export interface CardOf {
  readonly key: string;
  readonly title: string;
  /** "Gu & Dao · 2023". */
  readonly authors: string;
  readonly priority: '' | 'high' | 'medium' | 'low';
  readonly priorityText: string;
  /** Stars, such as `★★★½`; empty where the paper is not rated. */
  readonly stars: string;
  readonly ratingText: string;
  /** "waiting since March 2026". */
  readonly age: string;
  readonly tags: readonly string[];
  readonly hasNote: boolean;
  /** What menus ask for, as in the Papers view. */
  readonly contexts: string;
}

export interface ColumnOf {
  /** The status; empty for papers with a note and no status. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'open' | 'active' | 'done' | '';
  readonly count: number;
  /** The first ones; more come when they are asked for. */
  readonly cards: readonly CardOf[];
}

/** A paper that could be read next, and why. */
export interface NextOf {
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  readonly reason: string;
}

export type ToBoard =
  | {
      readonly type: 'board';
      readonly texts: BoardTexts;
      readonly columns: readonly ColumnOf[];
      readonly next: readonly NextOf[];
      /** How many papers there are without the filter. */
      readonly total: number;
      readonly query: string;
    }
  /** For a screen reader. */
  | { readonly type: 'say'; readonly text: string };

export type FromBoard =
  | { readonly type: 'ready' }
  /** What is looked at: the filter, and how many cards of each column. */
  | { readonly type: 'look'; readonly query: string; readonly columns: Readonly<Record<string, number>> }
  | { readonly type: 'move'; readonly key: string; readonly status: string }
  | { readonly type: 'priority'; readonly key: string; readonly step: 1 | -1 }
  /** 0 takes the rating away. */
  | { readonly type: 'rate'; readonly key: string; readonly rating: number }
  | { readonly type: 'show' | 'note'; readonly key: string }
  | { readonly type: 'papers' };
