import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { Rendered } from '../../core/notes/template.ts';
import { renderPath, renderTemplate } from '../../core/notes/template.ts';
import { templateVariables } from '../../core/notes/variables.ts';
import { safePath } from '../../core/notes/fileName.ts';
import { settings, settingsSection } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { SettingError } from '../settingError.ts';
import { noteSettings } from '../settings.ts';
import { today } from './today.ts';

export function renderNote(
  papers: Papers,
  entry: Entry,
  scope: vscode.Uri | undefined,
  selectedText: string,
  date = today(),
): string {
  const { template } = noteSettings(scope);
  return textOf(renderTemplate(template, variables(papers, entry, selectedText, date)), settings.notesTemplate);
}

/** Where a paper's note belongs: a path below the workspace folder, with `/` between its names. */
export function notePath(papers: Papers, entry: Entry, scope: vscode.Uri): string {
  const { folder, fileName } = noteSettings(scope);
  const names = variables(papers, entry, '');
  const below = textOf(renderPath(folder, names), settings.notesFolder);
  const name = textOf(renderPath(fileName, names), settings.notesFileName);
  return safePath(`${below}/${name}`, '.md');
}

function variables(papers: Papers, entry: Entry, selectedText: string, currentDate = today()): Record<string, unknown> {
  return templateVariables(entry, {
    currentDate,
    selectedText,
    topicTitles: papers.topicTitles(entry.topics),
  });
}

function textOf(rendered: Rendered, setting: string): string {
  if ('text' in rendered) return rendered.text;
  const { message, line } = rendered.error;
  const name = `${settingsSection}.${setting}`;
  throw new SettingError(
    name,
    line === undefined
      ? vscode.l10n.t('The template in the setting {0} cannot be used: {1}', name, message)
      : vscode.l10n.t('The template in the setting {0} cannot be used, line {1}: {2}', name, line, message),
  );
}
