import type { Syntax } from './syntax.ts';

/**
 * How a citation is written: a VS Code snippet in which the word `key` stands for the citation
 * keys, such as `[@key, p. $1]` or `\cite{key}`.
 */
export type CitationForm = string;

/** The forms a writer can choose from, the first of each the default and the second its alternative. */
export const builtInForms: Readonly<Record<Syntax, readonly CitationForm[]>> = {
  markdown: ['[@key]', '@key', '[-@key]', '[@key, p. $1]', '@key [p. $1]', '[[@key]]'],
  latex: ['\\cite{key}', 'key', '\\citep{key}', '\\citet{key}', '\\parencite{key}', '\\textcite{key}', '\\autocite{key}', '\\footcite{key}'],
  typst: ['@key', '#cite(<key>, form: "prose")', '@key[p. $1]', '#cite(<key>)'],
  org: ['[cite:@key]', '[cite/t:@key]', '[cite/na:@key]'],
};

/** The part of a form that is written again for each paper, and what stands between two of them. */
interface Repetition {
  readonly unit: RegExp;
  readonly separator: string;
}

/** Inside one group: `[@a; @b]`, `\cite{a,b}`, `[cite:@a;@b]` (pandoc, natbib, Org manuals). */
const inGroup: Readonly<Partial<Record<Syntax, Repetition & { readonly group: RegExp }>>> = {
  markdown: { group: /^\[(?!\[).*@key\b.*\]/s, unit: /-?@key\b/, separator: '; ' },
  latex: { group: /\bkey\b/, unit: /\bkey\b/, separator: ',' },
  org: { group: /^\[cite.*@key\b.*\]/s, unit: /-?@key\b/, separator: ';' },
};

const betweenForms: Readonly<Record<Syntax, string>> = { markdown: '; ', latex: ', ', typst: ' ', org: ' ' };

/** The snippet that cites the papers, in their order, with one form. */
export function citationSnippet(form: CitationForm, keys: readonly string[], syntax: Syntax): string {
  const repetition = inGroup[syntax];
  if (repetition?.group.test(form)) {
    return form.replace(repetition.unit, (unit) => keys.map((key) => withKey(unit, key, syntax)).join(repetition.separator));
  }
  return keys.map((key, place) => renumbered(withKey(form, key, syntax), place)).join(betweenForms[syntax]);
}

/** The citation as plain text: the snippet with its tab stops left out. */
export function citationText(form: CitationForm, keys: readonly string[], syntax: Syntax): string {
  return citationSnippet(form, keys, syntax)
    .replace(/\$(?:\d+|\{\d+(?::([^}]*))?\})/g, (_, inner: string | undefined) => inner ?? '')
    .replace(/\\([$}\\])/g, '$1');
}

/** The form with a key in place of the word; every other word of the form stays. */
function withKey(form: string, key: string, syntax: Syntax): string {
  if (syntax === 'markdown') {
    return form.replace(/(@?)\bkey\b/g, (_, at: string) => at + escapeSnippet(at ? pandocKey(key) : key));
  }
  return form.replace(/\bkey\b/g, () => escapeSnippet(key));
}

/** A form that is written several times keeps its tab stops apart: `$1` of the second paper is `$11`. */
function renumbered(form: string, place: number): string {
  return place === 0 ? form : form.replace(/(?<!\\)\$(\{?)([1-9]\d*)/g, (_, brace: string, stop: string) => `$${brace}${Number(stop) + 10 * place}`);
}

/** What a snippet reads as its own has a backslash before it (VS Code's snippet grammar). */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/**
 * A key as pandoc reads it after `@`: letters, digits and `_`, with single marks between them;
 * any other one in braces (pandoc manual, "Extension: citations").
 */
export function pandocKey(key: string): string {
  return /^[\p{L}\p{N}_]+(?:[:.#$%&\-+?<>~/][\p{L}\p{N}_]+)*$/u.test(key) ? key : `{${key}}`;
}
