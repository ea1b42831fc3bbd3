// What the README's table of citing says, and how each of its rows is tried.

/** The columns of the table behind that of the languages. */
export const actions = [
  'Insert, paste, drop, copy',
  'Alternative',
  'In a group',
  'On a key',
  'Completion',
  'Edit Citation',
  'The entry goes to',
] as const;
export type Action = (typeof actions)[number];

/** How a row of the table is tried; `|` is the cursor, and `ab` the key it may stand in. */
export interface Tried {
  readonly language: string;
  /** A document of the language; for a notebook, its file. */
  readonly file: string;
  /** What stands before the text, if anything. */
  readonly head?: string;
  readonly group: string;
  readonly onKey: string;
  /** A citation that is half typed, where a key completes. */
  readonly half: string;
  /** What is edited: the locator becomes 7, or where there is none, the authors part of the sentence. */
  readonly edited: string;
  readonly hasLocator: boolean;
  /** Puts what names a bibliography around a text. */
  readonly naming: (name: string, text: string) => string;
}

const metadata = (name: string, text: string) => `---\n${name}\n---\n\n${text}`;
const pandoc = {
  group: '[@a|]',
  onKey: '[@a|b, p. 3]',
  half: '@|',
  edited: '[@a|]',
  hasLocator: true,
  naming: metadata,
};
const latex = (head: string, command: string, locator: string) => ({
  file: 'a.tex',
  ...(head ? { head } : {}),
  group: `\\${command}{a|}`,
  onKey: `\\${command}[${locator}]{a|b}`,
  half: `\\${command}{|}`,
  edited: `\\${command}{a|}`,
  hasLocator: true,
  naming: (name: string, text: string) => `${name}\n${text}`,
});

export const tried: readonly Tried[] = [
  { language: 'Markdown, Quarto, R Markdown', file: 'a.qmd', ...pandoc },
  {
    language: 'MyST roles',
    file: 'a.md',
    group: '{cite:p}`a|`',
    onKey: '{cite:p}`a|b`',
    half: '{cite:p}`|`',
    edited: '{cite:p}`a|`',
    hasLocator: false,
    naming: (_, text) => text,
  },
  { language: 'LaTeX with natbib', ...latex('\\usepackage{natbib}\n', 'citep', 'p.~3') },
  { language: 'LaTeX with BibLaTeX', ...latex('\\usepackage{biblatex}\n', 'parencite', '3') },
  { language: 'LaTeX, neither loaded', ...latex('', 'cite', 'p.~3') },
  {
    language: 'Typst',
    file: 'a.typ',
    group: '@a|',
    onKey: '@a|b[p. 3]',
    half: '@|',
    edited: '@a|',
    hasLocator: true,
    naming: (name, text) => `${name}\n${text}`,
  },
  {
    language: 'Org',
    file: 'a.org',
    group: '[cite:@a|]',
    onKey: '[cite:@a|b p. 3]',
    half: '[cite:@|]',
    edited: '[cite:@a|]',
    hasLocator: true,
    naming: (name, text) => `${name}\n\n${text}`,
  },
  {
    language: 'reStructuredText',
    file: 'a.rst',
    group: ':cite:p:`a|`',
    onKey: ':cite:p:`a|b`',
    half: ':cite:p:`|`',
    edited: ':cite:p:`a|`',
    hasLocator: false,
    naming: (name, text) => `${name}\n\n${text}`,
  },
  { language: 'Notebook cells', file: 'a.ipynb', ...pandoc },
];

/** The rows of the table that has this as its first heading, as lists of what stands in their cells. */
export function tableRows(readme: string, heading: string): string[][] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start, end).map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

/** What stands in code marks, of one backtick or two. */
export function codeOf(cell: string): string {
  return /^`` (.*) ``$/.exec(cell)?.[1] ?? /^`([^`]*)`$/.exec(cell)?.[1] ?? cell;
}
