import type * as vscode from 'vscode';
import type { LibraryClient } from '../../worker/client.ts';

export interface StartedLibrary extends vscode.Disposable {
  readonly client: LibraryClient;
}

/** Starts the library; `onFailure` is told when it is gone. The build picks start.node.ts or start.web.ts. */
export type StartLibrary = (extensionUri: vscode.Uri, onFailure: (error: Error) => void) => StartedLibrary;
