import type * as vscode from 'vscode';
import { groupings, orders } from '../../core/library/arrange.ts';
import type { Grouping, Order } from '../../core/library/arrange.ts';

/** How the papers are listed, remembered for the workspace. */
export class ViewState {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get grouping(): Grouping {
    return this.#read('papers.grouping', groupings, 'topic');
  }

  get order(): Order {
    return this.#read('papers.order', orders, 'year');
  }

  async setGrouping(grouping: Grouping): Promise<void> {
    await this.#memory.update('papers.grouping', grouping);
  }

  async setOrder(order: Order): Promise<void> {
    await this.#memory.update('papers.order', order);
  }

  #read<T extends string>(key: string, known: readonly T[], fallback: T): T {
    const value = this.#memory.get<unknown>(key);
    return known.find((each) => each === value) ?? fallback;
  }
}
