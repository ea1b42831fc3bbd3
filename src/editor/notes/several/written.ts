import type * as vscode from 'vscode';
import { digest } from '../../../core/library/digest.ts';
import { normalTable } from '../../../core/notes/table/normal.ts';

const memoryKey = 'notes.tablesWritten';
const mostKept = 1000;

/**
 * Tables that this extension wrote, by a digest of each: what is in the place of one and is none of them was written by
 * somebody else, so that it is not replaced without a question. Kept for the workspace, not in the files.
 */
export class WrittenTables {
  readonly #memory: vscode.Memento;
  readonly #digests: Set<string>;
  /** What formatters make of a table, as often as it is saved. */
  readonly #formatted = new Map<string, string>();

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    const kept = memory.get<unknown>(memoryKey);
    this.#digests = new Set(Array.isArray(kept) ? kept.filter((each): each is string => typeof each === 'string') : []);
  }

  has(content: string): boolean {
    return this.#digests.has(signature(content));
  }

  /** Whether a table says what it is to say, or is what another program made of that when it was saved. */
  isAs(before: string, content: string): boolean {
    const [one, other] = [signature(before), signature(content)];
    return one === other || this.#formatted.get(other) === one;
  }

  /** What has become of a table that was written and saved. */
  async saved(content: string, now: string): Promise<void> {
    if (signature(content) === signature(now)) return;
    this.#formatted.set(signature(content), signature(now));
    await this.add([now]);
  }

  async add(contents: readonly string[]): Promise<void> {
    const fresh = contents.map(signature).filter((each) => !this.#digests.has(each));
    if (!fresh.length) return;
    for (const each of fresh) this.#digests.add(each);
    const kept = [...this.#digests].slice(-mostKept);
    await this.#memory.update(memoryKey, kept);
  }
}

function signature(content: string): string {
  return digest(normalTable(content));
}
