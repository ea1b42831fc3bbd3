import type { Syntax } from '../syntax.ts';

/** How a key has to be written where it is typed. */
export type KeyForm =
  /** `@key` in Markdown, `@{key}` where the key needs it */
  | 'pandoc'
  /** in the braces of `@{`, as it is */
  | 'braces'
  /** as it is, in a list or behind a mark: `\cite{key}`, `[cite:@key]`, `{cite:p}`key``, `[[@key]]` */
  | 'plain'
  /** `@key` in Typst */
  | 'typstMark'
  /** `<key>` in Typst */
  | 'typstLabel'
  /** `label("key")` in Typst */
  | 'typstString';

interface TypedPart {
  /** Where what makes it part of a citation starts: `@`, the command, the role. */
  readonly mark: number;
  /** What is typed so far. */
  readonly query: string;
  /** Where that starts. */
  readonly start: number;
  /** Where what stands there already ends, at or behind the cursor. */
  readonly end: number;
}

/** A citation key that is being typed. */
export interface TypedKey extends TypedPart {
  readonly kind: 'key';
  readonly form: KeyForm;
  /** Whether the brace or bracket that has to stand behind it is there. */
  readonly isClosed: boolean;
}

/** The label of a locator that is being typed: the `p.` of `[@key, p. 3]`. */
export interface TypedLocator extends TypedPart {
  readonly kind: 'locator';
  readonly syntax: Syntax;
}

export type Typed = TypedKey | TypedLocator;

/** So far back a command and its lists are looked for; nobody types a longer one. */
export const longestLookBack = 8000;

/** The label of a locator as far as it is typed: letters and full stops. */
export const labelStart = String.raw`([\p{L}\p{M}.]{0,30})$`;

/** Where the match of a sticky pattern that begins at `from` ends, or `from` where there is none. */
export function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

export function typedKey(
  text: string,
  part: { readonly mark: number; readonly start: number; readonly offset: number; readonly end: number },
  form: KeyForm,
  closing = '',
): TypedKey {
  const { mark, start, offset, end } = part;
  const isClosed = closing === '' || text.startsWith(closing, end);
  return { kind: 'key', form, mark, query: text.slice(start, offset), start, end: Math.max(end, offset), isClosed };
}

export function typedLocator(query: string, mark: number, offset: number, syntax: Syntax): TypedLocator {
  return { kind: 'locator', syntax, mark, query, start: offset - query.length, end: offset };
}
