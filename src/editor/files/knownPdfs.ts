import * as vscode from 'vscode';
import type { Papers } from '../library/papers.ts';
import { logged } from '../logged.ts';
import { filePatterns } from '../settings.ts';
import { virtualFolders } from '../sources/virtualFolders.ts';

/** News are told together after so many milliseconds. */
const quiet = 300;
/** So many files of a folder are listed, and so many papers are known of. */
const most = 50_000;

/**
 * Tells the library which papers have a PDF on disk, for queries: those that lie where a simple pattern of the setting
 * says, which are listed, and those of papers that somebody looked at.
 */
export class KnownPdfs implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Queries may find others now. */
  readonly onDidChange = this.#changed.event;
  /** By citation key, of papers that were looked at: a PDF is there, or the one that is named is not. */
  readonly #looked = new Map<string, boolean>();
  #listed: ReadonlySet<string> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(papers: Papers, log: vscode.LogOutputChannel) {
    this.#papers = papers;
    this.#log = log;
    void papers.firstReading.then(() => this.list());
  }

  /** What somebody who looked at a paper found; nothing where it has no PDF and names none. */
  looked(key: string, isThere: boolean | undefined): void {
    if (this.#looked.get(key) === isThere) return;
    if (isThere === undefined) this.#looked.delete(key);
    else if (this.#looked.size < most) this.#looked.set(key, isThere);
    this.#tellSoon();
  }

  /** Lists the folders of the setting. */
  list(): void {
    logged(this.#log, 'Listing the files of papers', this.#list());
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  async #list(): Promise<void> {
    const found = new Set<string>();
    for (const folder of vscode.workspace.workspaceFolders ?? [])
      for (const written of filePatterns(folder.uri)) {
        const [, before, ending] = /^((?:[\w .-]+\/)*)\{\{-?\s*citekey\s*-?\}\}(\.pdf)$/i.exec(written.trim()) ?? [];
        if (before === undefined || ending === undefined) continue;
        const pattern = new vscode.RelativePattern(folder, `${before}*${ending}`);
        for (const { path } of (await virtualFolders.searched(pattern, undefined, most)) ?? []) {
          const key = path.slice(path.lastIndexOf('/') + 1, -ending.length);
          if (this.#papers.get(key)) found.add(key);
        }
      }
    const isSame = found.size === this.#listed.size && [...found].every((key) => this.#listed.has(key));
    this.#listed = found;
    if (!isSame) this.#tellSoon();
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const looked = [...this.#looked].filter(([key]) => !this.#listed.has(key));
      const keys = (isThere: boolean) => looked.filter(([, each]) => each === isThere).map(([key]) => key);
      const news = { there: [...this.#listed, ...keys(true)], gone: keys(false) };
      logged(this.#log, 'Telling the library of PDFs', this.#papers.tell('pdfs', news));
      this.#changed.fire();
    }, quiet);
  }
}
