import * as vscode from 'vscode';
import { kindOfProblem } from '../../core/language/problems/severity.ts';

/**
 * What is said of each problem: a page of the extension, so that it opens without a network. VS Code runs no commands
 * from problems, but opens a file at a line.
 */
export class ProblemPage {
  readonly #uri: vscode.Uri;
  /** The line of each heading, from 1. */
  readonly #lines = new Map<string, number>();

  constructor(extensionUri: vscode.Uri) {
    this.#uri = vscode.Uri.joinPath(extensionUri, 'media', 'problems.md');
    void vscode.workspace.fs.readFile(this.#uri).then(
      (bytes) => this.#take(new TextDecoder().decode(bytes)),
      () => {}, // without the lines the page opens at its start
    );
  }

  placeOf(code: string): vscode.Uri {
    const line = this.#lines.get(kindOfProblem(code));
    return line === undefined ? this.#uri : this.#uri.with({ fragment: `L${line}` });
  }

  #take(page: string): void {
    for (const [at, line] of page.split('\n').entries()) {
      const code = /^### (\w+)/.exec(line)?.[1];
      if (code !== undefined) this.#lines.set(code, at + 1);
    }
  }
}
