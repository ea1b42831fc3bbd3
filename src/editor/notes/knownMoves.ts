import type * as vscode from 'vscode';

/** So many moves are waited for; others were not made, such as where the user looked at the edit and let it be. */
const most = 200;

/** Moves of files that an edit of ours makes together with the links to them, so that these are not changed once more. */
class KnownMoves {
  readonly #known = new Set<string>();

  expect(moves: ReadonlyMap<string, vscode.Uri>): void {
    for (const [from, to] of moves) {
      this.#known.add(nameOf(from, to));
      const [oldest] = this.#known;
      if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
    }
  }

  /** Whether the move is one of these; it is made only once. */
  take(from: vscode.Uri, to: vscode.Uri): boolean {
    return this.#known.delete(nameOf(from.toString(), to));
  }
}

function nameOf(from: string, to: vscode.Uri): string {
  return `${from} ${to.toString()}`;
}

export const knownMoves = new KnownMoves();
