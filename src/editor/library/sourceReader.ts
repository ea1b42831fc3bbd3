import * as vscode from 'vscode';
import type { SourceInput } from '../../worker/protocol.ts';
import type { Connection } from './connection.ts';
import type { SourceToRead } from './source.ts';

/** Files to be sent to the library, and the memory that goes with them. */
export interface SourceInputs {
  readonly inputs: readonly SourceInput[];
  readonly transfer: readonly ArrayBufferLike[];
}

/** Reads for the library what it cannot read itself: files that are not on a disk it reaches. */
export class SourceReader {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async inputsOf(
    files: readonly SourceToRead[],
    onFailure: (uri: string, reason: string) => void,
  ): Promise<SourceInputs> {
    const transfer: ArrayBufferLike[] = [];
    const inputs = await Promise.all(
      files.map(async ({ source: { uri, rank, format }, text }): Promise<SourceInput | undefined> => {
        const input = { uri, rank, ...(format ? { format } : {}) };
        if (text !== undefined) return { ...input, text };
        const address = vscode.Uri.parse(uri);
        if (this.#connection.library.reads(address.scheme)) return input;
        try {
          const bytes = Uint8Array.from(await vscode.workspace.fs.readFile(address));
          transfer.push(bytes.buffer);
          return { ...input, bytes };
        } catch (error) {
          onFailure(uri, reasonOf(error));
          return undefined;
        }
      }),
    );
    return { inputs: inputs.filter((input) => input !== undefined), transfer };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof vscode.FileSystemError) {
    if (error.code === 'FileNotFound') return vscode.l10n.t('The file does not exist.');
    if (error.code === 'FileIsADirectory') return vscode.l10n.t('This is a folder, not a file.');
    if (error.code === 'NoPermissions') return vscode.l10n.t('The file may not be read.');
  }
  return vscode.l10n.t('The file could not be read: {0}', error instanceof Error ? error.message : String(error));
}
