import * as vscode from 'vscode';
import { styledPaper } from '../../core/bibliography/styledPaper.ts';
import { snippetText } from '../../core/citations/snippet.ts';
import type { CitationStyle } from '../../core/citations/styles/style.ts';
import { saysWords, styledSnippet } from '../../core/citations/styles/style.ts';
import type { Syntax } from '../../core/citations/syntax.ts';
import type { CitationForm } from '../../core/citations/write.ts';
import { citationSnippet } from '../../core/citations/write.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { Papers } from '../library/papers.ts';
import { citationForms, citationStyles } from '../settings.ts';
import type { Written } from './atCursors.ts';

interface StyleItem extends vscode.QuickPickItem {
  readonly template: CitationForm;
}

/** Lists the styles of the language, each with what it would write. */
export async function chooseStyle(
  papers: Papers,
  chosen: readonly Paper[],
  syntax: Syntax,
  document: vscode.TextDocument | undefined,
): Promise<CitationForm | undefined> {
  const styled = await styledPapers(papers, chosen);
  const items = offered(syntax, document).map(({ name, template }): StyleItem => ({
    label: name,
    description: snippetText(styledSnippet(template, styled, syntax)).replace(/\s+/g, ' '),
    template,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Cite in Another Style'),
    placeHolder: vscode.l10n.t('How the citation is written'),
    matchOnDescription: true,
  });
  return choice?.template;
}

/** The template of a name, or nothing, after saying which names there are. */
export function styleNamed(
  name: string,
  syntax: Syntax,
  document: vscode.TextDocument | undefined,
): CitationForm | undefined {
  const styles = citationStyles(syntax, document);
  const template = styles.find((style) => style.name === name)?.template;
  if (template !== undefined) return template;
  const names = styles.map((style) => style.name).join(', ');
  const language = { markdown: 'Markdown', latex: 'LaTeX', typst: 'Typst', org: 'Org', rst: 'reStructuredText' }[
    syntax
  ];
  void vscode.window.showWarningMessage(
    vscode.l10n.t('There is no citation style "{0}" for {1}. The styles are: {2}.', name, language, names),
  );
  return undefined;
}

/** The citation of papers in a form or in the template of a style. */
export async function written(
  papers: Papers,
  template: CitationForm,
  chosen: readonly Paper[],
  syntax: Syntax,
): Promise<Written> {
  if (saysWords(template))
    return { snippet: styledSnippet(template, await styledPapers(papers, chosen), syntax), isApart: true };
  const keys = chosen.map(({ key }) => key);
  return { snippet: citationSnippet(template, keys, syntax), isApart: false };
}

/** The document's own two forms first, under the name that one of the styles has for them. */
function offered(syntax: Syntax, document: vscode.TextDocument | undefined): readonly CitationStyle[] {
  const styles = citationStyles(syntax, document);
  const { usual, alternative } = citationForms(syntax, document);
  const nameOf = (form: CitationForm, otherwise: string) =>
    styles.find(({ template }) => template === form)?.name ?? otherwise;
  const own = [
    { name: nameOf(usual, vscode.l10n.t('as usual')), template: usual },
    { name: nameOf(alternative, vscode.l10n.t('alternative')), template: alternative },
  ];
  return [...own, ...styles.filter(({ template }) => template !== usual && template !== alternative)];
}

async function styledPapers(papers: Papers, chosen: readonly Paper[]) {
  return (await papers.entries(chosen.map(({ id }) => id))).map(styledPaper);
}
