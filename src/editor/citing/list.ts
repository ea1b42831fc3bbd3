import type * as vscode from 'vscode';

/** A row with what stands behind it; rows of other kinds, such as headings, have no value. */
export interface Row<T> extends vscode.QuickPickItem {
  readonly id?: string;
  readonly value?: T;
  /** What choosing the row puts in the place of the query. */
  readonly completion?: string;
}

/** How long VS Code may take to say that it shows a new list. */
const patience = 2000;

/** Looking up one query; it is left out when another one follows, unless something was done to its list. */
interface Listing {
  readonly query: string;
  isNeeded: boolean;
}

/**
 * The rows of a quick pick that change while one types, and their ticks, which survive that.
 *
 * VS Code names rows by their number. What it reports while a new list is on its way may mean a row
 * of the list before, and that nothing is ticked any more. So everything happens one after the
 * other: a list ends only when VS Code has reported the highlighted row and the ticks it was given,
 * and Enter or a tick is for the list of what had been typed by then, however quick the typist.
 */
export class LiveList<T> {
  readonly #quickPick: vscode.QuickPick<Row<T>>;
  readonly #rowsFor: (query: string, ticked: readonly Row<T>[]) => Promise<readonly Row<T>[]>;
  /** In the order of ticking, those of rows out of sight too. */
  readonly #ticked = new Map<string, Row<T>>();
  /** VS Code reports none for a moment, and no more after that, when it is told which row to highlight. */
  #highlighted: Row<T> | undefined;
  #last: Promise<void> = Promise.resolve();
  #newest: Listing | undefined;
  #isSettling = false;
  readonly #complete: (query: string) => void;

  constructor(
    quickPick: vscode.QuickPick<Row<T>>,
    rowsFor: (query: string, ticked: readonly Row<T>[]) => Promise<readonly Row<T>[]>,
    complete: (query: string) => void = () => {},
  ) {
    this.#quickPick = quickPick;
    this.#rowsFor = rowsFor;
    this.#complete = complete;
    quickPick.onDidChangeValue((query) => void this.list(query));
    quickPick.onDidChangeActive(([active]) => (this.#highlighted = active ?? this.#highlighted));
    quickPick.onDidChangeSelection((selected) => this.#take(selected));
  }

  /** Lists what the query finds. */
  list(query: string): Promise<void> {
    const mine: Listing = { query, isNeeded: false };
    this.#newest = mine;
    return this.#then(async () => {
      if (this.#newest !== mine && !mine.isNeeded) return;
      const rows = await this.#rowsFor(query, [...this.#ticked.values()]);
      if (this.#newest === mine || mine.isNeeded) await this.#show(rows);
      this.#quickPick.busy = this.#newest !== mine;
    });
  }

  /** Ticks the highlighted row, or takes its tick away. */
  tick(): Promise<void> {
    return this.#onNewest(async () => {
      const row = this.#highlighted;
      if (!row?.id) return;
      if (!this.#ticked.delete(row.id)) this.#ticked.set(row.id, row);
      const ticked = this.#tickedAmong(this.#quickPick.items);
      await this.#settle([this.#reportsTicks(ticked)], () => (this.#quickPick.selectedItems = ticked));
    });
  }

  /** What is ticked, or else the highlighted row. */
  async chosen(): Promise<readonly T[]> {
    let rows: readonly Row<T>[] = [];
    await this.#onNewest(async () => {
      const completion = this.#highlighted?.completion;
      if (completion !== undefined) return this.#complete(completion);
      rows = this.#ticked.size ? [...this.#ticked.values()] : this.#highlighted ? [this.#highlighted] : [];
    });
    return rows.flatMap(({ value }) => value ?? []);
  }

  #onNewest(act: () => Promise<void>): Promise<void> {
    if (this.#newest) this.#newest.isNeeded = true;
    return this.#then(act);
  }

  #then(act: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(act, act);
    return this.#last;
  }

  async #show(rows: readonly Row<T>[]): Promise<void> {
    const quickPick = this.#quickPick;
    const first = rows.find(({ id }) => id !== undefined && !this.#isTicked(id));
    const ticked = this.#tickedAmong(rows);
    const expected = [
      ...(first ? [reported(quickPick.onDidChangeActive, ([active]) => active === first)] : []),
      ...(ticked.length ? [this.#reportsTicks(ticked)] : []),
    ];
    await this.#settle(expected, () => {
      this.#highlighted = first;
      quickPick.items = rows;
      if (first) quickPick.activeItems = [first];
      if (ticked.length) quickPick.selectedItems = ticked;
    });
  }

  async #settle(expected: readonly Promise<void>[], act: () => void): Promise<void> {
    this.#isSettling = true;
    act();
    await Promise.all(expected);
    this.#isSettling = false;
  }

  #reportsTicks(ticked: readonly Row<T>[]): Promise<void> {
    const isExpected = (selected: readonly Row<T>[]) =>
      selected.length === ticked.length && ticked.every((row) => selected.includes(row));
    return reported(this.#quickPick.onDidChangeSelection, isExpected);
  }

  #tickedAmong(rows: readonly Row<T>[]): readonly Row<T>[] {
    return rows.filter(({ id }) => this.#isTicked(id));
  }

  #take(selected: readonly Row<T>[]): void {
    if (this.#isSettling) return;
    const completion = selected.find((row) => row.completion !== undefined)?.completion;
    if (completion !== undefined && this.#quickPick.canSelectMany) this.#complete(completion);
    const now = new Set(selected.map(({ id }) => id));
    for (const { id } of this.#quickPick.items) if (id !== undefined && !now.has(id)) this.#ticked.delete(id);
    for (const row of selected) if (row.id !== undefined && !this.#isTicked(row.id)) this.#ticked.set(row.id, row);
  }

  #isTicked(id: string | undefined): boolean {
    return id !== undefined && this.#ticked.has(id);
  }
}

/** Resolves when the event says what is expected, or when it has had its time. */
function reported<T>(event: vscode.Event<T>, isExpected: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, patience);
    const listener = event((value) => {
      if (isExpected(value)) end();
    });
  });
}
