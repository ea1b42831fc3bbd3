/** A place of a document that speaks of the paper. */
export interface PlaceOf {
  /** The document's path, as it is shown. */
  readonly name: string;
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly character: number;
  readonly text: string;
}

/** What leads to the paper, and where its note leads. Each list is cut; the count tells of all. */
export interface ConnectionsOf {
  readonly cited: readonly PlaceOf[];
  readonly citedCount: number;
  readonly mentioned: readonly PlaceOf[];
  readonly mentionedCount: number;
  readonly mentions: readonly { readonly key: string; readonly label: string; readonly title: string }[];
  readonly mentionsCount: number;
}

/** What the details show of a paper: plain texts, ready to be put on the page. */
export interface DetailsOf {
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  /** Venue and year, as one line. */
  readonly published: string;
  readonly abstract: readonly string[];
  readonly topics: readonly string[];
  readonly links: readonly { readonly label: string; readonly address: string }[];
  readonly bibtex: string;
  readonly reference: { readonly text: string; readonly html: string };
  readonly note?: { readonly status?: string };
  /** Not there as long as they are being looked up. */
  readonly connections?: ConnectionsOf;
  /** What the reader should know before trusting the entry. */
  readonly warning?: string;
}

/** The words of the page, in the user's language. */
export interface DetailsTexts {
  readonly empty: string;
  readonly cite: string;
  readonly createNote: string;
  readonly openNote: string;
  readonly abstract: string;
  readonly noAbstract: string;
  readonly topics: string;
  readonly bibtex: string;
  readonly copy: string;
  readonly copyBibtex: string;
  readonly copyKey: string;
  readonly copyReference: string;
  readonly status: string;
  readonly citedIn: string;
  readonly mentionedIn: string;
  readonly mentions: string;
  readonly showAll: string;
}

export type ToDetails = { readonly type: 'show'; readonly texts: DetailsTexts; readonly paper?: DetailsOf };

export type FromDetails =
  | { readonly type: 'ready' }
  | {
      readonly type: 'cite' | 'note' | 'copyBibtex' | 'copyKey' | 'copyReference' | 'copiedReference';
      readonly key: string;
    }
  | { readonly type: 'open'; readonly key: string; readonly address: string }
  | { readonly type: 'place'; readonly key: string; readonly place: Pick<PlaceOf, 'uri' | 'line' | 'character'> }
  | { readonly type: 'paper' | 'connections'; readonly key: string };
