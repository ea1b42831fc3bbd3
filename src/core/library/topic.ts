/** A subject that papers are listed under. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly description?: string;
  /** Found in the texts of papers, not given by their sources. */
  readonly isProposed?: boolean;
}
