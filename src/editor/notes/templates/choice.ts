import * as vscode from 'vscode';
import { defaultTemplate } from '../../../core/notes/defaultTemplate.ts';
import { settings, settingsSection } from '../../ids.ts';
import { SettingError } from '../../settingError.ts';
import { noteSettings, templateNameFor } from '../../settings.ts';
import type { TemplateFile } from './files.ts';
import { templateFiles, textOfTemplate } from './files.ts';

/** A template of notes with its text. */
export interface NoteTemplate {
  /** A file's name without its ending, or one of the two names below, which no file can have everywhere. */
  readonly name: string;
  readonly origin: 'file' | 'setting' | 'builtIn';
  readonly text: string;
  /** Of a file. */
  readonly uri?: vscode.Uri;
  /** The folder that the setting was read for. */
  readonly scope?: vscode.Uri | undefined;
}

/** The name of the template that the setting `notes.template` holds. */
export const settingTemplateName = ':setting';
/** The name of the built-in template. */
export const builtInTemplateName = ':built-in';

const builtIn: NoteTemplate = { name: builtInTemplateName, origin: 'builtIn', text: defaultTemplate };

/** Every template that can be used in a folder: its files, the setting's where there is one, and the built-in one. */
export async function templatesIn(scope: vscode.Uri | undefined): Promise<readonly NoteTemplate[]> {
  const files = await Promise.all((await filesIn(scope)).map(templateOf));
  return [...files, ...fromSetting(scope), builtIn];
}

/**
 * The template of a paper's note: the one of that name, where a name is given, else the one that the settings give to
 * the type of its entry, else to all; then the setting's text, and last the built-in one.
 */
export async function templateFor(
  type: string,
  scope: vscode.Uri | undefined,
  name: string | undefined,
): Promise<NoteTemplate> {
  if (name !== undefined) {
    const [chosen] = (await templatesIn(scope)).filter((template) => template.name === name);
    if (!chosen) throw new Error(vscode.l10n.t('There is no template "{0}".', name));
    return chosen;
  }
  const wanted = templateNameFor(type, scope);
  if (wanted === undefined) return fromSetting(scope)[0] ?? builtIn;
  const files = await filesIn(scope);
  const file =
    files.find((each) => each.name === wanted) ??
    files.find((each) => each.name.toLowerCase() === wanted.toLowerCase());
  if (file) return templateOf(file);
  const setting = `${settingsSection}.${settings.notesTemplates}`;
  throw new SettingError(
    setting,
    files.length
      ? vscode.l10n.t(
          'The setting {0} names the template "{1}", which is not there. There are: {2}.',
          setting,
          wanted,
          files.map((each) => each.name).join(', '),
        )
      : vscode.l10n.t('The setting {0} names the template "{1}", and there are no template files.', setting, wanted),
  );
}

async function filesIn(scope: vscode.Uri | undefined): Promise<readonly TemplateFile[]> {
  const folder = scope && vscode.workspace.getWorkspaceFolder(scope);
  return folder ? templateFiles(folder) : [];
}

async function templateOf({ name, uri }: TemplateFile): Promise<NoteTemplate> {
  return { name, origin: 'file', text: await textOfTemplate(uri), uri };
}

function fromSetting(scope: vscode.Uri | undefined): NoteTemplate[] {
  const { template } = noteSettings(scope);
  return template === defaultTemplate ? [] : [{ name: settingTemplateName, origin: 'setting', text: template, scope }];
}

/** What a template is called in lists and messages. */
export function titleOf({ name, origin }: NoteTemplate): string {
  if (origin === 'builtIn') return vscode.l10n.t('Built-in template');
  return origin === 'setting' ? vscode.l10n.t('Template of the settings') : name;
}
