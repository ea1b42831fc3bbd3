import type * as vscode from 'vscode';
import type { LibraryClient } from '../../worker/client.ts';
import type { LibraryEvent } from '../../worker/protocol.ts';

export interface StartedLibrary extends vscode.Disposable {
  readonly client: LibraryClient;
  /** Whether the library reads files of this scheme from disk itself. */
  reads(scheme: string): boolean;
  /** Ends the library as a crash would. */
  crash(): void;
}

/** Who is told what happens in the library. */
export interface LibraryListener {
  readonly onEvent: (event: LibraryEvent) => void;
  /** The library is gone. */
  readonly onFailure: (error: Error) => void;
}

/** Starts the library. The build picks start.node.ts or start.web.ts. */
export type StartLibrary = (extensionUri: vscode.Uri, listener: LibraryListener) => StartedLibrary;
