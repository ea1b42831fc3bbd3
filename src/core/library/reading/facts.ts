/** What a status means for the reader: it waits, it is being read, or it is over. */
export const statusKinds = ['open', 'active', 'done'] as const;
export type StatusKind = (typeof statusKinds)[number];

export const priorities = ['high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

/** The best rating; the worst is 1, and halves are known between them. */
export const bestRating = 5;

/** What lists and queries know of the reading of one paper, whether its note says so or the file of the reading list. */
export interface ReadingFacts {
  readonly key: string;
  /** The id of its status; without one nobody has said anything about reading it. */
  readonly status?: string;
  /** What the status is called. */
  readonly title?: string;
  /** Nothing where the status is none of the user's own. */
  readonly kind?: StatusKind;
  readonly priority?: Priority;
  /** 0.5 to 5, by halves. */
  readonly rating?: number;
  readonly tags?: readonly string[];
  /** Since when it waits, is read or has been read, as `YYYY-MM-DD` as far as that is known. */
  readonly since?: string;
}

/** What is different about the reading of papers. */
export interface ReadingNews {
  readonly changed: readonly ReadingFacts[];
  /** Keys of papers of which nothing is said any more. */
  readonly removed: readonly string[];
}

/** Sorts: the highest priority has the largest number, none at all lies between medium and low. */
export function priorityRank(priority: Priority | undefined): number {
  return priority === undefined ? 1 : { high: 3, medium: 2, low: 0 }[priority];
}
