/** The languages in which citations are written. */
export const syntaxes = ['markdown', 'latex', 'typst', 'org', 'rst'] as const;
export type Syntax = (typeof syntaxes)[number];
/** The same, and a notebook as it is saved: an editor shows its cells as documents of their own. */
export type FileSyntax = Syntax | 'notebook';

/** What the language id of an editor says, where an extension for the language is there to say it. */
const byLanguage: Readonly<Record<string, Syntax>> = {
  markdown: 'markdown',
  quarto: 'markdown',
  rmd: 'markdown',
  mdx: 'markdown',
  myst: 'markdown',
  latex: 'latex',
  tex: 'latex',
  'latex-expl3': 'latex',
  rsweave: 'latex',
  jlweave: 'latex',
  typst: 'typst',
  org: 'org',
  restructuredtext: 'rst',
  rst: 'rst',
};

/** Without such an extension a file is plain text, so its name has to tell. */
const byEnding: Readonly<Record<string, Syntax>> = {
  md: 'markdown',
  markdown: 'markdown',
  qmd: 'markdown',
  rmd: 'markdown',
  rmarkdown: 'markdown',
  tex: 'latex',
  ltx: 'latex',
  rnw: 'latex',
  typ: 'typst',
  org: 'org',
  rst: 'rst',
};

/** The file name endings that tell a language, as documents are selected by them; VS Code's patterns tell case. */
export const fileEndings: readonly string[] = [...Object.keys(byEnding), 'Rmd', 'Rmarkdown', 'Rnw'];
export const languageIds: readonly string[] = Object.keys(byLanguage);

/** The syntax of a document, or nothing where neither its language id nor its name is known. */
export function syntaxOf(languageId: string, path: string): Syntax | undefined {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return own(byLanguage, languageId) ?? own(byEnding, ending);
}

/** The syntax of a file that is read from where it is saved. */
export function syntaxOfFile(path: string): FileSyntax | undefined {
  return /\.ipynb$/i.test(path) ? 'notebook' : syntaxOf('', path);
}

/**
 * Whether code chunks with options, `{r name, echo=FALSE}`, are code in the document: knitr and
 * Quarto run them before pandoc reads it, which by itself takes their fences for text.
 */
export function hasChunks(languageId: string, path: string): boolean {
  return /^(?:quarto|rmd)$/.test(languageId) || /\.(?:[qr]md|rmarkdown)$/i.test(path);
}

/** A file may well be called `x.constructor`. */
function own(table: Readonly<Record<string, Syntax>>, name: string): Syntax | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
