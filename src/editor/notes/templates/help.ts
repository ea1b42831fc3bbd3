import * as vscode from 'vscode';
import { edited } from '../../../core/text.ts';
import { settings, settingsSection } from '../../ids.ts';
import { noteSettings } from '../../settings.ts';
import { UnusableTemplate } from '../render.ts';
import type { NoteTemplate } from './choice.ts';
import { textOfTemplate } from './files.ts';

/**
 * Does something with a template. Where the template cannot be used it says so, and offers to quote what makes front
 * matter unreadable, after which it is done again, or to show the template; nothing is given then.
 */
export async function withTemplateHelp<T>(act: () => Promise<T>): Promise<T | undefined> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof UnusableTemplate)) throw error;
      const isMended = await help(error);
      if (!isMended) return undefined;
    }
  }
}

async function help({ message, template, line, quoted }: UnusableTemplate): Promise<boolean> {
  const quote = vscode.l10n.t('Quote It');
  const show = template.origin === 'setting' ? vscode.l10n.t('Open Setting') : vscode.l10n.t('Show Template');
  const choice = await vscode.window.showErrorMessage(message, ...(quoted ? [quote, show] : [show]));
  if (choice === quote && quoted) {
    await mend(template, edited(template.text, quoted));
    // also where it was not mended: what stands there now may be good, or need a message of its own
    return true;
  }
  if (choice === show) await showTemplate(template, line);
  return false;
}

/**
 * Puts a template's new text where the template is kept, unless somebody edited it while the message stood there. A file
 * that had unsaved changes stays unsaved.
 */
async function mend(template: NoteTemplate, text: string): Promise<void> {
  const { uri } = template;
  if (!uri) return setSetting(template, text);
  const document = await vscode.workspace.openTextDocument(uri);
  const { version } = document;
  const isAsItWas = (await textOfTemplate(uri)) === template.text && document.version === version;
  if (!isAsItWas) return;
  const wasDirty = document.isDirty;
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(uri, all, text.replace(/\n/g, lineEnd));
  const isDone = (await vscode.workspace.applyEdit(edit)) && document.getText().replace(/\r\n/g, '\n') === text;
  if (!isDone) throw new Error(vscode.l10n.t('{0} cannot be written to.', vscode.workspace.asRelativePath(uri)));
  if (!wasDirty) await document.save();
}

/** Where the setting is, there it is changed. */
async function setSetting({ scope, text: before }: NoteTemplate, text: string): Promise<void> {
  if (noteSettings(scope).template !== before) return;
  const section = vscode.workspace.getConfiguration(settingsSection, scope);
  const { workspaceFolderValue, workspaceValue } = section.inspect(settings.notesTemplate) ?? {};
  const target =
    workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await section.update(settings.notesTemplate, text, target);
}

/** Opens a template at a line, from 1; the setting where that holds it. */
export async function showTemplate({ uri, text, origin }: NoteTemplate, line = 1): Promise<void> {
  if (origin === 'setting')
    return void (await vscode.commands.executeCommand(
      'workbench.action.openSettings',
      `${settingsSection}.${settings.notesTemplate}`,
    ));
  const document = uri
    ? await vscode.workspace.openTextDocument(uri)
    : await vscode.workspace.openTextDocument({ language: 'markdown', content: text });
  const place = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
}
