import * as vscode from 'vscode';
import { numbered, sameName } from '../../../core/notes/fileName.ts';

/** Names that no file has, neither on disk nor among those that are about to be made. */
export class FreeNames {
  readonly #folder: vscode.Uri;
  /** The names in each folder, by its path below the folder; as they are compared and as they are. */
  readonly #taken = new Map<string, Map<string, string>>();

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  /** The file of that path that is there, whatever its case; nothing where there is none, or one that is only taken. */
  async there(path: string): Promise<vscode.Uri | undefined> {
    const { folder, name } = apart(path);
    const known = (await this.#names(folder)).get(sameName(name));
    return known ? vscode.Uri.joinPath(this.#folder, ...folder.split('/').filter(Boolean), known) : undefined;
  }

  /** The path, or where it is taken, the same with a number; from now on it is taken. */
  async take(path: string): Promise<vscode.Uri> {
    const { folder, name } = apart(path);
    const names = await this.#names(folder);
    let free = name;
    for (let number = 2; names.has(sameName(free)); number++) free = numbered(name, number);
    names.set(sameName(free), '');
    return vscode.Uri.joinPath(this.#folder, ...folder.split('/').filter(Boolean), free);
  }

  async #names(folder: string): Promise<Map<string, string>> {
    const known = this.#taken.get(sameName(folder));
    if (known) return known;
    const uri = vscode.Uri.joinPath(this.#folder, ...folder.split('/').filter(Boolean));
    // a folder that is not there has no files
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(uri)).catch(() => []);
    const names = new Map(entries.map(([name]) => [sameName(name), name]));
    this.#taken.set(sameName(folder), names);
    return names;
  }
}

function apart(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(at, 0)), name: path.slice(at + 1) };
}
