import { snippetText } from './snippet.ts';
import type { Syntax } from './syntax.ts';

/**
 * How a citation is written: a VS Code snippet in which the word `key` stands for the citation
 * keys, such as `[@key, p. $1]` or `\cite{key}`.
 */
export type CitationForm = string;

/** The forms a writer can choose from, the first of each the default and the second its alternative. */
export const builtInForms: Readonly<Record<Syntax, readonly CitationForm[]>> = {
  markdown: ['[@key]', '@key', '[-@key]', '[@key, p. $1]', '@key [p. $1]', '[[@key]]'],
  latex: [
    '\\cite{key}',
    'key',
    '\\citep{key}',
    '\\citet{key}',
    '\\parencite{key}',
    '\\textcite{key}',
    '\\autocite{key}',
    '\\footcite{key}',
  ],
  typst: ['@key', '#cite(<key>, form: "prose")', '@key[p. $1]', '#cite(<key>)'],
  org: ['[cite:@key]', '[cite/t:@key]', '[cite/na:@key]'],
  rst: [':cite:p:`key`', ':cite:t:`key`', ':cite:p:`key{p. $1}`', ':footcite:p:`key`', ':cite:year:`key`'],
};

/** The part of a form that is written again for each paper, and what stands between two of them. */
interface Repetition {
  readonly group: RegExp;
  readonly unit: RegExp;
  readonly separator: string;
}

/** Inside one group: `[@a; @b]`, `\cite{a,b}`, `[cite:@a;@b]`, `` :cite:p:`a,b` `` (manuals of pandoc, natbib, Org, sphinxcontrib-bibtex). */
const inGroup: Readonly<Partial<Record<Syntax, Repetition>>> = {
  markdown: { group: /(?<!\[)\[[^[\]]*@key\b[^\]]*\]/, unit: /-?@key\b/, separator: '; ' },
  latex: { group: /\bkey\b/, unit: /\bkey\b/, separator: ',' },
  org: { group: /\[cite[^\]]*@key\b[^\]]*\]/, unit: /@key\b/, separator: ';' },
  rst: { group: /`[^`]*\bkey\b[^`]*`/, unit: /\bkey\b/, separator: ',' },
};

/** What stands between forms that do not share a group. */
export const betweenForms: Readonly<Record<Syntax, string>> = {
  markdown: '; ',
  latex: ', ',
  typst: ' ',
  org: ' ',
  rst: ' ',
};

/** The snippet that cites the papers, in their order, with one form. */
export function citationSnippet(form: CitationForm, keys: readonly string[], syntax: Syntax): string {
  const repetition = inGroup[syntax];
  const isOnce = [...form.matchAll(/\bkey\b/g)].length === 1;
  if (repetition?.group.test(form) && isOnce) {
    return form.replace(repetition.unit, (unit) =>
      keys.map((key) => withKey(unit, key, syntax)).join(repetition.separator),
    );
  }
  return keys.map((key, place) => withKey(renumbered(form, place), key, syntax)).join(betweenForms[syntax]);
}

/** The citation as plain text: the snippet with its tab stops left out. */
export function citationText(form: CitationForm, keys: readonly string[], syntax: Syntax): string {
  return snippetText(citationSnippet(form, keys, syntax));
}

/** The form with a key in place of the word; every other word of the form stays. */
function withKey(form: string, key: string, syntax: Syntax): string {
  const plain = escapeSnippet(key);
  switch (syntax) {
    case 'markdown': // a link names a note, so its key is not read as pandoc reads keys
      return form.replace(/(\[\[@|@?)\bkey\b/g, (_, mark: string) =>
        mark === '@' ? `@${escapeSnippet(pandocKey(key))}` : mark + plain,
      );
    case 'typst':
      return withTypstKey(form, key, plain);
    case 'latex':
    case 'org':
    case 'rst':
      return form.replace(/\bkey\b/g, () => plain);
  }
}

/**
 * Typst takes a name after `@` and in `<>` only if it has no slash or the like and begins with a letter, and the first not
 * with a full stop at its end; any other one goes through `label` (Typst reference, "Cite").
 */
function withTypstKey(form: string, key: string, plain: string): string {
  const label = escapeSnippet(typstLabel(key));
  const isLabel = isTypstLabel(key);
  const isMark = isTypstMark(key);
  return form.replace(/@key\b(?:\[([^\]]*)\])?|<key>|\bkey\b/g, (written, supplement: string | undefined) => {
    if (written === '<key>') return isLabel ? `<${plain}>` : label;
    if (!written.startsWith('@')) return plain;
    if (isMark) return written.replace('key', () => plain);
    return `#cite(${label}${supplement === undefined ? '' : `, supplement: [${supplement}]`})`;
  });
}

/** A form that is written several times keeps its tab stops apart: `$1` of the second paper is `$11`. */
export function renumbered(form: string, place: number): string {
  if (place === 0) return form;
  return form.replace(/\\.|\$(\{?)([1-9]\d*)/gs, (written, brace: string | undefined, stop: string | undefined) =>
    stop === undefined ? written : `$${brace}${Number(stop) + 10 * place}`,
  );
}

/** What a snippet reads as its own has a backslash before it (VS Code's snippet grammar). */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/**
 * A key as pandoc reads it after `@`: letters, digits and `_`, with single marks between them;
 * any other one in braces (pandoc manual, "Extension: citations").
 */
export function pandocKey(key: string): string {
  return /^[\p{L}\p{N}_]+(?:[:.#$%&\-+?<>~/][\p{L}\p{N}_]+)*$/u.test(key) ? key : `{${key}}`;
}

/** Whether Typst takes a key in `<>`. */
export function isTypstLabel(key: string): boolean {
  return /^[\p{XIDC}-][\p{XIDC}:.-]*$/u.test(key);
}

/** Whether Typst takes a key after `@`. */
export function isTypstMark(key: string): boolean {
  return isTypstLabel(key) && !/[.:]$/.test(key);
}

/** Any key, as Typst takes it in `cite(…)`. */
export function typstLabel(key: string): string {
  return `label(${typstString(key)})`;
}

export function typstString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
