import type { Syntax } from '../syntax.ts';
import type { CitationForm } from '../write.ts';
import { betweenForms, citationSnippet, escapeSnippet, renumbered } from '../write.ts';
import { builtInStyles } from './builtIn.ts';
import { addressIn, escapeText, withoutLink } from './escape.ts';

/** A way to cite that has a name. */
export interface CitationStyle {
  readonly name: string;
  /** A citation form, in which `{title}` and the like also stand for what is known of the paper. */
  readonly template: CitationForm;
}

/** What a template can say of a paper beside its key. */
export const styleWords = ['title', 'authors', 'year', 'url', 'reference'] as const;
export type StyleWord = (typeof styleWords)[number];

/** A paper as it is written into a template: plain texts, empty where they are not known. */
export interface StyledPaper {
  readonly key: string;
  /** The formatted reference without the address at its end. */
  readonly words: Readonly<Record<StyleWord, string>>;
}

/** `{title}`, but not `${title}`, which is a variable of the snippet. */
const placeholder = new RegExp(String.raw`(?<!\$)\{(${styleWords.join('|')})\}`, 'g');

/** Whether a template says something of the paper beside its key. */
export function saysWords(template: CitationForm): boolean {
  return template.search(placeholder) >= 0;
}

/** Whether a template tells of the paper at all. */
export function isTemplate(value: unknown): value is CitationForm {
  return typeof value === 'string' && (/\bkey\b/.test(value) || saysWords(value));
}

/**
 * The styles of a language: the built-in ones, and those of a setting that holds an object of name and template for
 * each language. One of the same name takes the place of the built-in one; what is no template is passed over.
 */
export function stylesOf(syntax: Syntax, setting: unknown): readonly CitationStyle[] {
  const styles = new Map(builtInStyles[syntax].map((style) => [style.name, style]));
  for (const [name, template] of Object.entries(objectIn(objectIn(setting)[syntax])))
    if (isTemplate(template)) styles.set(name, { name, template });
  return [...styles.values()];
}

/** The snippet that cites the papers, in their order, in a style. */
export function styledSnippet(template: CitationForm, papers: readonly StyledPaper[], syntax: Syntax): string {
  if (!saysWords(template))
    return citationSnippet(
      template,
      papers.map(({ key }) => key),
      syntax,
    );
  const between = template.trim() === '{reference}' ? '\n\n' : betweenForms[syntax];
  return papers.map((paper, place) => filled(renumbered(template, place), paper, syntax)).join(between);
}

/** Marks that no key and no title has stand for the words while the key is put in, which may be a word itself. */
const marks = { start: '\uFDD0', end: '\uFDD1' };
const marked = new RegExp(String.raw`( ?)${marks.start}(\w+)${marks.end}`, 'g');

function filled(template: CitationForm, { key, words }: StyledPaper, syntax: Syntax): string {
  const linked = words.url ? template : withoutLink(template, syntax);
  const form = linked.replace(placeholder, (_, word: string) => marks.start + word + marks.end);
  return citationSnippet(form, [key], syntax).replace(marked, (_, blank: string, word: StyleWord) => {
    const text = textOf(word, words, syntax);
    return text ? blank + escapeSnippet(text) : '';
  });
}

function textOf(word: StyleWord, words: StyledPaper['words'], syntax: Syntax): string {
  if (word === 'url') return addressIn(words.url, syntax, 'inLink');
  const text = escapeText(words[word], syntax);
  return word === 'reference' && words.url ? `${text} ${addressIn(words.url, syntax, 'alone')}` : text;
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
