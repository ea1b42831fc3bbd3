import * as vscode from 'vscode';
import type { TextEdit } from '../../core/text.ts';
import { rangeOf } from '../language/documents.ts';
import { openAsItWas } from '../openAsItIs.ts';
import { baseName, nameOf } from '../sources/texts.ts';

const scheme = 'literature-notes-tidied';

/** Shows what a file would become beside what it is, and makes it so when that is accepted. */
export class TidyDiff implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #count = 0;

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Asks with the difference in sight; the change is one step that can be undone, and is left to be saved. */
  async propose(document: vscode.TextDocument, after: string, change: TextEdit): Promise<void> {
    const { uri } = document;
    const before = document.getText();
    // a fragment of its own, since VS Code keeps what it once read
    const proposed = uri.with({ scheme, fragment: String(++this.#count) });
    this.#texts.set(proposed.toString(), after);
    try {
      const title = vscode.l10n.t('{0} (tidied)', baseName(uri));
      await vscode.commands.executeCommand('vscode.diff', uri, proposed, title, { preview: true });
      const apply = vscode.l10n.t('Apply');
      const message = vscode.l10n.t('Tidy {0} as shown?', nameOf(uri));
      const answer = await vscode.window.showInformationMessage(message, apply, vscode.l10n.t('Cancel'));
      await closeDiff(proposed);
      if (answer !== apply) return;
      // closed and opened again meanwhile, it is another document, and this one does not tell what became of it
      const now = await openAsItWas(uri, before);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, rangeOf(now, change), change.text);
      if (!(await vscode.workspace.applyEdit(edit)))
        throw new Error(vscode.l10n.t('{0} cannot be written to.', nameOf(uri)));
      await vscode.window.showTextDocument(now, { preview: false });
    } finally {
      this.#texts.delete(proposed.toString());
    }
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

async function closeDiff(proposed: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposed.toString(),
    );
  await vscode.window.tabGroups.close(tabs);
}
