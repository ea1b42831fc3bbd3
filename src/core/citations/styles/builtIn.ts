import type { Syntax } from '../syntax.ts';
import type { CitationStyle } from './style.ts';

const link = {
  markdown: '[{authors} {year}]({url})',
  latex: '\\href{{url}}{{authors} {year}}',
  typst: '#link("{url}")[{authors} {year}]',
  org: '[[{url}][{authors} {year}]]',
  rst: '`{authors} {year} <{url}>`__',
} as const satisfies Record<Syntax, string>;

const titled = (template: string) => template.replace('{authors} {year}', '{title}');

/**
 * The named styles of each language (manuals of pandoc, natbib and BibLaTeX, of Typst's `cite`, Org's citations and
 * sphinxcontrib-bibtex), in the order in which they are offered.
 */
export const builtInStyles: Readonly<Record<Syntax, readonly CitationStyle[]>> = {
  markdown: named({
    cite: '[@key]',
    intext: '@key',
    'intext-page': '@key [p. $1]',
    page: '[@key, p. $1]',
    suppress: '[-@key]',
    footnote: '^[@key]',
    wikilink: '[[@key]]',
    link: link.markdown,
    title: titled(link.markdown),
    reference: '{reference}',
  }),
  latex: named({
    cite: '\\cite{key}',
    citep: '\\citep{key}',
    citet: '\\citet{key}',
    'citep-page': '\\citep[p.~$1]{key}',
    parencite: '\\parencite{key}',
    textcite: '\\textcite{key}',
    'parencite-page': '\\parencite[$1]{key}',
    autocite: '\\autocite{key}',
    footcite: '\\footcite{key}',
    fullcite: '\\fullcite{key}',
    citeauthor: '\\citeauthor{key}',
    citeyear: '\\citeyear{key}',
    nocite: '\\nocite{key}',
    key: 'key',
    link: link.latex,
    title: titled(link.latex),
    reference: '{reference}',
  }),
  typst: named({
    cite: '@key',
    page: '@key[p. $1]',
    prose: '#cite(<key>, form: "prose")',
    call: '#cite(<key>)',
    author: '#cite(<key>, form: "author")',
    year: '#cite(<key>, form: "year")',
    full: '#cite(<key>, form: "full")',
    link: link.typst,
    title: titled(link.typst),
    reference: '{reference}',
  }),
  org: named({
    cite: '[cite:@key]',
    text: '[cite/t:@key]',
    page: '[cite:@key p. $1]',
    suppress: '[cite/na:@key]',
    author: '[cite/a:@key]',
    link: link.org,
    title: titled(link.org),
    reference: '{reference}',
  }),
  rst: named({
    cite: ':cite:p:`key`',
    text: ':cite:t:`key`',
    page: ':cite:p:`key{p. $1}`',
    footcite: ':footcite:p:`key`',
    author: ':cite:author:`key`',
    year: ':cite:year:`key`',
    link: link.rst,
    title: titled(link.rst),
    reference: '{reference}',
  }),
};

function named(templates: Readonly<Record<string, string>>): readonly CitationStyle[] {
  return Object.entries(templates).map(([name, template]) => ({ name, template }));
}
