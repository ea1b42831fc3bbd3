import * as vscode from 'vscode';
import type { Entry } from '../../../core/entry/entry.ts';
import { previewTemplate } from '../../../core/notes/templates/preview.ts';
import { namesIn } from '../../../core/notes/templates/scan.ts';
import { templateVariables } from '../../../core/notes/variables.ts';
import type { TemplateKnowledge } from '../templateContext.ts';
import { templateContext } from '../templateContext.ts';

/** What a template gives for a paper, with what cannot be rendered said in its place. */
export async function previewed(
  keeping: TemplateKnowledge,
  text: string,
  entry: Entry,
  scope: vscode.Uri,
): Promise<string> {
  const context = await templateContext(keeping, entry, scope, namesIn(text), {
    selectedText: vscode.l10n.t('(selected text)'),
  });
  return previewTemplate(text, templateVariables(entry, context), ({ line, message }) =>
    line === undefined
      ? `⚠ ${vscode.l10n.t('This template cannot be rendered: {0}', message)}`
      : `⚠ ${vscode.l10n.t('line {0}: {1}', line, message)}`,
  ).text;
}
