import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import { renderPath } from '../../core/notes/template.ts';
import { templateVariables } from '../../core/notes/variables.ts';
import type { Papers } from '../library/papers.ts';
import { knownOf } from '../notes/templateContext.ts';
import { SettingError } from '../settingError.ts';

/** A path from a template of the setting, with what a note's path can name of a paper. */
export function renderedPath(papers: Papers, entry: Entry, pattern: string, setting: string): string {
  const rendered = renderPath(pattern, templateVariables(entry, knownOf(papers, entry, undefined)));
  if ('text' in rendered) return rendered.text;
  throw new SettingError(
    setting,
    vscode.l10n.t('The template in the setting {0} cannot be used: {1}', setting, rendered.error.message),
  );
}
