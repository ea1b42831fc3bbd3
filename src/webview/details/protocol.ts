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
  /** What messages about the paper name, since another may have its key. */
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  /** Venue and year, as one line. */
  readonly published: string;
  readonly abstract: readonly string[];
  readonly topics: readonly string[];
  readonly links: readonly { readonly label: string; readonly address: string }[];
  /** Files on disk; `address` tells them apart. */
  readonly files: readonly FileOf[];
  readonly bibtex: string;
  readonly reference: { readonly text: string; readonly html: string };
  readonly hasNote: boolean;
  readonly reading: ReadingOf;
  /** Not there as long as they are being looked up. */
  readonly connections?: ConnectionsOf;
  /** What the reader should know before trusting the entry. */
  readonly warning?: string;
}

/** One of several values, of which none is chosen where `id` is empty. */
export interface Choice {
  readonly id: string;
  readonly title: string;
}

/** How far the paper is read, and what can be chosen. */
export interface ReadingOf {
  readonly statuses: readonly Choice[];
  readonly status: string;
  readonly priorities: readonly Choice[];
  readonly priority: string;
  /** 0 for none, else 0.5 to 5. */
  readonly rating: number;
  /** What each number of stars is called, from one on. */
  readonly ratings: readonly string[];
  readonly tags: readonly string[];
  /** When reading began and ended, as one line. */
  readonly dates: string;
}

export interface FileOf {
  readonly name: string;
  /** Where it is, as people say it. */
  readonly place: string;
  readonly address: string;
  readonly isThere: boolean;
  readonly isPdf: boolean;
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
  readonly reading: string;
  readonly status: string;
  readonly citedIn: string;
  readonly mentionedIn: string;
  readonly mentions: string;
  readonly showAll: string;
  readonly priority: string;
  readonly rating: string;
  readonly tags: string;
  readonly files: string;
  readonly openFile: string;
  readonly revealFile: string;
  readonly missingFile: string;
  readonly linkPdf: string;
  readonly importAnnotations: string;
}

export type ToDetails = { readonly type: 'show'; readonly texts: DetailsTexts; readonly paper?: DetailsOf };

/** An empty status or priority, and a rating of 0, takes it away. */
export interface ReadingMessage {
  readonly type: 'reading';
  readonly id: string;
  readonly status?: string;
  readonly priority?: string;
  readonly rating?: number;
}

/** What is done on the page; `id` names the paper. */
export type FromDetails =
  | { readonly type: 'ready' }
  | {
      readonly type:
        | 'cite'
        | 'note'
        | 'copyBibtex'
        | 'copyKey'
        | 'copyReference'
        | 'copiedReference'
        | 'linkPdf'
        | 'importAnnotations'
        | 'tags';
      readonly id: string;
    }
  | { readonly type: 'open'; readonly id: string; readonly address: string }
  | { readonly type: 'place'; readonly id: string; readonly place: Pick<PlaceOf, 'uri' | 'line' | 'character'> }
  | { readonly type: 'paper' | 'connections'; readonly id: string }
  | ReadingMessage
  | { readonly type: 'openFile' | 'revealFile'; readonly id: string; readonly address: string };
