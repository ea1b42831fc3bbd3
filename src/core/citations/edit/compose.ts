import { locatorForms } from '../locatorForms.ts';
import { readCitations } from '../read.ts';
import { isTypstLabel, isTypstMark, pandocKey, typstLabel } from '../write.ts';
import { isSeveral } from './editable.ts';
import type { EditedCitation, EditedPaper, LatexPackage, Manner } from './editable.ts';

/** The citation as text, in the manner of the one that it takes the place of; the labels of locators in a language. */
export function composed(citation: EditedCitation, manner: Manner, language?: string): string {
  const papers = citation.papers.map((paper) => ({ ...paper, said: saidOf(paper, language) }));
  switch (manner.kind) {
    case 'pandoc':
      return inPandoc(citation.isInText, papers);
    case 'latex':
      return inLatex(citation.isInText, papers, manner);
    case 'typst':
      return papers.map((paper) => inTypst(citation.isInText, paper)).join(' ');
    case 'org':
      return inOrg(citation.isInText, papers, manner.style);
    case 'role':
      return inRole(citation.isInText, papers, manner.role);
  }
}

/** A paper with its locator as it is written, "pp. 3-5". */
interface Said extends EditedPaper {
  readonly said: string;
}

function saidOf({ label, labelAs, locator }: EditedPaper, language: string | undefined): string {
  const value = locator.trim();
  if (!value) return '';
  if (labelAs !== undefined) return [labelAs, value].filter(Boolean).join(' ');
  const form = locatorForms(language)[label];
  return `${(isSeveral(value) ? form?.shortPlural : form?.short) ?? label} ${value}`;
}

function inPandoc(isInText: boolean, papers: readonly Said[]): string {
  const mark = ({ key, isSuppressed }: Said) => `${isSuppressed ? '-' : ''}@${pandocKey(key)}`;
  const before = ({ prefix }: Said) => (prefix.trim() ? `${prefix.trim()} ` : '');
  const part = (paper: Said) => before(paper) + mark(paper) + afterPandocKey(paper);
  const [first, ...others] = papers;
  if (!first) return '';
  if (!isInText) return `[${papers.map(part).join('; ')}]`;
  const own = afterPandocKey(first).replace(/^, /, '');
  const rest = [...(own ? [own] : []), ...others.map(part)].join('; ');
  return mark({ ...first, isSuppressed: false }) + (rest ? ` [${rest}]` : '');
}

/**
 * Locator and suffix such that pandoc reads them so: in braces where words of the suffix would count
 * as locator, and with empty ones where there is none (pandoc manual, "Citation syntax").
 */
function afterPandocKey({ said, locator, suffix }: Said): string {
  const rest = suffix.trim();
  const gap = rest ? (/^[.,;:!?)]/.test(rest) ? '' : ' ') : '';
  const usual = said ? `, ${said}${gap}${rest}` : rest ? `, ${rest}` : '';
  const candidates = [usual, ...(said ? [`, ${said}, ${rest}`] : []), `{${said}}, ${rest}`];
  const isRead = (after: string) => {
    const [read] = readCitations(`[@k${after}]`, 'markdown').citations;
    return (read?.locator?.value.text ?? '') === locator.trim() && (read?.suffix?.text ?? '') === rest;
  };
  return candidates.find(isRead) ?? usual;
}

/**
 * `\citep[see][12]{a,b}`: a command has one note before all keys and one behind. Where more is said,
 * biblatex has commands for several lists (manual, "Qualified Citation Lists"), and natbib a frame
 * around bare citations (manual, "Citation commands", `\citetext`).
 */
function inLatex(
  isInText: boolean,
  papers: readonly Said[],
  { command, star, package: used }: Extract<Manner, { kind: 'latex' }>,
): string {
  const notes = (before: string, after: string) => (before ? `[${before}][${after}]` : after ? `[${after}]` : '');
  const noted = (paper: Said) => (used === 'biblatex' && isPages(paper) ? paper.locator.trim() : paper.said);
  const after = (paper: Said) =>
    [noted(paper).replace(/(?<=[.§]) /, '~'), paper.suffix.trim()].filter(Boolean).join(', ');
  const isOne = papers.every(
    (paper, at) => (at === 0 || !paper.prefix.trim()) && (at === papers.length - 1 || !after(paper)),
  );
  const isSuppressed = papers.length > 0 && papers.every((paper) => paper.isSuppressed);
  const name = latexCommand(command, star, used, { isInText, isSuppressed });
  const keys = papers.map(({ key }) => key).join(',');
  const [first] = papers;
  const last = papers.at(-1);
  if (isOne) return `\\${singular(name)}${notes(first?.prefix.trim() ?? '', last ? after(last) : '')}{${keys}}`;
  const each = (paper: Said) => `${notes(paper.prefix.trim(), after(paper))}{${paper.key}}`;
  if (used === 'biblatex') return `\\${plural(name)}${papers.map(each).join('')}`;
  if (isInText) return papers.map((paper) => `\\citet${each(paper)}`).join(', ');
  return `\\citetext{${papers.map((paper) => `\\citealp${each(paper)}`).join('; ')}}`;
}

/** Pages alone, which BibLaTeX calls so itself, in the language of the document (its manual, "Citation Commands"). */
function isPages({ label, labelAs, locator, suffix }: Said): boolean {
  const isPlain = /^(?:\d+|[ivxlc]+)(?:\s*(?:-{1,3}|–|,)\s*(?:\d+|[ivxlc]+))*$/i.test(locator.trim());
  return label === 'page' && labelAs === undefined && isPlain && !suffix.trim();
}

interface Shown {
  readonly isInText: boolean;
  readonly isSuppressed: boolean;
}

/** The command as it is, where it shows authors as is wished, or else the package's own for that. */
function latexCommand(command: string, star: string, used: LatexPackage, { isInText, isSuppressed }: Shown): string {
  const now = readCitations(`\\${command}${star}${command.endsWith('cites') ? '{k}{l}' : '{k}'}`, 'latex').citations[0];
  const wished = isSuppressed ? 'suppress-author' : isInText ? 'author-in-text' : 'normal';
  if (now?.mode === wished) return command + star;
  if (used === 'biblatex')
    return { normal: 'parencite', 'author-in-text': 'textcite', 'suppress-author': 'parencite*' }[wished];
  return { normal: 'citep', 'author-in-text': 'citet', 'suppress-author': 'citeyearpar' }[wished];
}

function singular(name: string): string {
  return name.replace(/cites(\*?)$/, 'cite$1');
}

/** Starred commands have none of several lists. */
function plural(name: string): string {
  return name.replace(/\*$/, '').replace(/cite$/, 'cites');
}

/** Typst knows one supplement and no prefix (Typst reference, "Cite"). */
function inTypst(isInText: boolean, { key, said, suffix, isSuppressed }: Said): string {
  const supplement = [said.replace(/(?<=\.) /, '~'), suffix.trim()].filter(Boolean).join(', ');
  const form = isSuppressed ? 'year' : isInText ? 'prose' : undefined;
  if (!form && isTypstMark(key)) return `@${key}${supplement ? `[${supplement}]` : ''}`;
  const name = isTypstLabel(key) ? `<${key}>` : typstLabel(key);
  const noted = supplement ? `, supplement: [${supplement}]` : '';
  return `#cite(${name}${noted}${form ? `, form: "${form}"` : ''})`;
}

/** Styles are of the whole citation (Org manual, "Citations"; its basic and csl processors know `t` and `na`). */
function inOrg(isInText: boolean, papers: readonly Said[], style: string): string {
  const isSuppressed = papers.length > 0 && papers.every((paper) => paper.isSuppressed);
  const [now] = readCitations(`[cite${style}:@k]`, 'org').citations;
  const wished = isSuppressed ? 'suppress-author' : isInText ? 'author-in-text' : 'normal';
  const kept = now?.mode === wished ? style : { normal: '', 'author-in-text': '/t', 'suppress-author': '/na' }[wished];
  const part = ({ prefix, key, said, suffix }: Said) =>
    [prefix.trim(), `@${key}`, said, suffix.trim()].filter(Boolean).join(' ');
  return `[cite${kept}:${papers.map(part).join('; ')}]`;
}

/** `:t` names the authors in the text, `:p` in parentheses (sphinxcontrib-bibtex, "Roles"; MyST, "Citations"). */
function inRole(isInText: boolean, papers: readonly Said[], role: string): string {
  const isRst = role.startsWith(':');
  const name = role.replace(/[{}]|^:|:$/g, '');
  const [now] = readCitations(`${role}\`k\``, isRst ? 'rst' : 'markdown').citations;
  const isAsWished = (now?.mode === 'author-in-text') === isInText;
  const base = name.split(':')[0] ?? 'cite';
  const wished = isAsWished ? name : `${base}:${isInText ? 't' : 'p'}`;
  const keys = papers.map(({ key }) => key).join(',');
  return isRst ? `:${wished}:\`${keys}\`` : `{${wished}}\`${keys}\``;
}
