import * as vscode from 'vscode';
import { baseName } from '../../sources/texts.ts';
import { openDocument } from '../../openDocument.ts';

const scheme = 'literature-notes-changes';

/** Shows what an update would make of a note beside the note, to look at. */
export class ShownChanges implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #disposable = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.workspace.onDidCloseTextDocument(
      ({ uri }) => openDocument(uri.toString()) ?? this.#texts.delete(uri.toString()),
    ),
  );
  #count = 0;

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  async show(note: vscode.Uri, after: string): Promise<void> {
    // an address of its own, since VS Code keeps what it once read; and none of a Markdown file, which would be a note
    const path = `/${++this.#count}/${vscode.l10n.t('{0} (updated)', baseName(note))}`;
    const uri = vscode.Uri.from({ scheme, path });
    this.#texts.set(uri.toString(), after);
    const title = vscode.l10n.t('{0}: as it is ↔ updated', baseName(note));
    await vscode.commands.executeCommand('vscode.diff', note, uri, title, { preview: true, preserveFocus: true });
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}
