/**
 * The part of CSL-JSON this project reads and writes. Names and meanings are those of
 * the CSL 1.0.2 specification, appendix IV ("Variables"); values are plain text without
 * markup unless a field's reader says otherwise.
 */

/** One name, as CSL-JSON splits it. `literal` stands for a body that is not a person. */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly 'non-dropping-particle'?: string;
  readonly 'dropping-particle'?: string;
  readonly suffix?: string;
  /** Whether a comma stands before the suffix: "Martin Luther King, Jr." (CSL-JSON schema, "name-variable"). */
  readonly 'comma-suffix'?: boolean;
  readonly literal?: string;
}

/** A date or a range of dates: one or two of `[year, month?, day?]`, months from 1. */
export interface CslDate {
  readonly 'date-parts'?: readonly (readonly number[])[];
  /** 1 to 4, spring to winter (CSL 1.0.2, "Date Variables"). */
  readonly season?: number | string;
  readonly circa?: boolean;
  /** Text that no reader could take apart, kept as it stands. */
  readonly literal?: string;
  readonly raw?: string;
}

/** A CSL-JSON item. `id` is the citation key. */
export interface CslItem {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly issued?: CslDate;
  readonly abstract?: string;
  readonly 'container-title'?: string;
  readonly publisher?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly number?: string;
  readonly page?: string;
  readonly DOI?: string;
  readonly ISBN?: string;
  readonly ISSN?: string;
  readonly URL?: string;
  readonly keyword?: string;
  readonly note?: string;
  readonly [variable: string]: unknown;
}
