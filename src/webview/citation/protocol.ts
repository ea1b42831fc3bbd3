import type { EditedCitation, Manner } from '../../core/citations/edit/editable.ts';
import type { LocatorLabel } from '../../core/citations/locatorLabel.ts';

/** The words of the form, in the user's language. */
export interface FormTexts {
  readonly authors: string;
  readonly inParentheses: string;
  readonly inSentence: string;
  readonly prefix: string;
  readonly locator: string;
  readonly locatorLabel: string;
  readonly suffix: string;
  readonly suppress: string;
  readonly moveUp: string;
  readonly moveDown: string;
  readonly remove: string;
  readonly result: string;
  readonly apply: string;
  readonly cancel: string;
}

/** The citation to edit and all that the form shows beside it. */
export interface ToForm {
  readonly citation: EditedCitation;
  readonly manner: Manner;
  /** Of the document, as `de`; English where it says none. */
  readonly language?: string;
  readonly labels: readonly { readonly label: LocatorLabel; readonly name: string }[];
  /** What a reader calls each paper, by its key. */
  readonly names: Readonly<Record<string, string>>;
  readonly texts: FormTexts;
}

export type FromForm =
  { readonly type: 'ready' } | { readonly type: 'apply'; readonly text: string } | { readonly type: 'cancel' };
