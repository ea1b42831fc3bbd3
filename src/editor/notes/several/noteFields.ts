import * as vscode from 'vscode';
import { readFrontMatter } from '../../../core/formats/frontMatter.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Front matter stands at the start; of a longer file no more is read. */
const longestHead = 512 * 1024;
const readersAtOnce = 16;
const none: Fields = {};

/** What the front matter of notes says, read again only where a file has changed. */
export class NoteFields {
  readonly #known = new Map<string, { readonly state: string; readonly fields: Fields }>();

  /** By address; a note that cannot be read has no fields. */
  async of(uris: readonly string[]): Promise<ReadonlyMap<string, Fields>> {
    const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
    const found = new Map<string, Fields>();
    const queue = [...uris];
    const reader = async () => {
      for (let uri = queue.pop(); uri !== undefined; uri = queue.pop())
        found.set(uri, await this.#read(uri, open.get(uri)));
    };
    await Promise.all(Array.from({ length: readersAtOnce }, reader));
    return found;
  }

  async #read(uri: string, document: vscode.TextDocument | undefined): Promise<Fields> {
    // what is typed counts when it is saved, as it does for who reads the file
    if (document && !document.isDirty)
      return this.#take(uri, `version ${document.version}`, () => Promise.resolve(document.getText()));
    try {
      const address = vscode.Uri.parse(uri);
      const { mtime, size } = await vscode.workspace.fs.stat(address);
      return await this.#take(uri, `${mtime} ${size}`, async () => {
        const bytes = await vscode.workspace.fs.readFile(address);
        return new TextDecoder().decode(bytes.subarray(0, longestHead));
      });
    } catch {
      this.#known.delete(uri);
      return none;
    }
  }

  async #take(uri: string, state: string, read: () => Promise<string>): Promise<Fields> {
    const known = this.#known.get(uri);
    if (known?.state === state) return known.fields;
    const fields = readFrontMatter(await read()).data;
    this.#known.set(uri, { state, fields });
    return fields;
  }
}
