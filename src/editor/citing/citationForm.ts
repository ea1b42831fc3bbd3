import * as vscode from 'vscode';
import { locatorForms } from '../../core/citations/locatorForms.ts';
import { webviewPage } from '../webviewPage.ts';
import type { FormTexts, FromForm, ToForm } from '../../webview/citation/protocol.ts';

const viewType = 'literatureNotes.citation';

/**
 * Shows a citation as one form beside its document, and tells when it is there. Resolves with the text that takes its place, or
 * with nothing where the form was left.
 */
export function citationForm(
  extensionUri: vscode.Uri,
  shown: Omit<ToForm, 'texts' | 'labels'>,
  onShown: () => void,
): Promise<string | undefined> {
  const title = vscode.l10n.t('Edit Citation');
  const folder = vscode.Uri.joinPath(extensionUri, 'dist/webview');
  const panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Beside, {
    enableScripts: true,
    localResourceRoots: [folder],
    retainContextWhenHidden: true,
  });
  const message: ToForm = { ...shown, labels: labels(shown.language), texts: texts() };
  return new Promise((resolve) => {
    panel.onDidDispose(() => resolve(undefined));
    panel.webview.onDidReceiveMessage((said: FromForm) => {
      if (said.type === 'ready') {
        onShown();
        return void panel.webview.postMessage(message);
      }
      resolve(said.type === 'apply' ? said.text : undefined);
      panel.dispose();
    });
    panel.webview.html = webviewPage(panel.webview, folder, 'citation', title);
  });
}

/** What locators may count, as the form names it, in the order of use. */
function labels(language: string | undefined): ToForm['labels'] {
  return Object.entries(locatorForms(language)).map(([label, { long }]) => ({ label, name: long })) as ToForm['labels'];
}

const texts = (): FormTexts => ({
  authors: vscode.l10n.t('Authors'),
  inParentheses: vscode.l10n.t('In parentheses'),
  inSentence: vscode.l10n.t('In the sentence'),
  prefix: vscode.l10n.t('Prefix'),
  locator: vscode.l10n.t('Locator'),
  locatorLabel: vscode.l10n.t('Kind of Locator'),
  suffix: vscode.l10n.t('Suffix'),
  suppress: vscode.l10n.t('Leave out the authors'),
  moveUp: vscode.l10n.t('Move Up'),
  moveDown: vscode.l10n.t('Move Down'),
  remove: vscode.l10n.t('Remove'),
  result: vscode.l10n.t('Result'),
  apply: vscode.l10n.t('Apply'),
  cancel: vscode.l10n.t('Cancel'),
});
