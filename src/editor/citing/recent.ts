import type * as vscode from 'vscode';

const memoryKey = 'citing.recent';
const remembered = 20;

/** The papers cited last in this workspace, newest first. */
export class RecentPapers {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get keys(): readonly string[] {
    const value = this.#memory.get<unknown>(memoryKey);
    return Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [];
  }

  async add(keys: readonly string[]): Promise<void> {
    await this.#memory.update(memoryKey, [...new Set([...keys, ...this.keys])].slice(0, remembered));
  }
}
