import * as vscode from 'vscode';
import type { NamedFile } from '../../core/entry/attachments.ts';
import { isPdf, isWebAddress } from '../../core/entry/attachments.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { Limited } from './limited.ts';
import type { Papers } from '../library/papers.ts';
import { mayBeFolder } from '../sources/files.ts';
import { candidatesFor } from './find.ts';
import { KnownPdfs } from './knownPdfs.ts';
import { placesByPattern } from './pattern.ts';

/** A file of a paper, where it is or ought to be. */
export interface Attachment {
  readonly uri: vscode.Uri;
  /** As it is shown: what the reference manager calls it, or the name of the file. */
  readonly name: string;
  readonly type: string;
  readonly isPdf: boolean;
  readonly isThere: boolean;
}

/** What views show of a paper's files. */
export interface FilesState {
  readonly hasPdf: boolean;
}

/** Milliseconds for which it is believed that a file is there, or is not, where nobody tells of changes. */
const believed = 30_000;
/** Papers that views ask for within so many milliseconds are looked at together. */
const gathering = 50;
/** So many at once, and so many of which the answer is kept. */
const batch = 100;
const mostKnown = 20_000;

/** Knows the files of papers. Only those of papers that somebody looks at are looked for. */
export class Attachments implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<ReadonlySet<string> | undefined>();
  /** Tells the ids of papers of which something else is known now, or nothing where it may be all. */
  readonly onDidChange = this.#changed.event;
  readonly #there = new Map<string, { readonly time: number; readonly answer: Promise<boolean> }>();
  readonly #known = new Map<string, FilesState>();
  readonly #wanted = new Map<string, Paper>();
  readonly #limited = new Limited(8);
  /** What queries such as `has:pdf` go by. */
  readonly pdfs: KnownPdfs;
  readonly #disposables: readonly vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #forgetting: ReturnType<typeof setTimeout> | undefined;
  /** Grows when what is known may be wrong. */
  #age = 0;

  constructor(papers: Papers, log: vscode.LogOutputChannel) {
    this.#papers = papers;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{pdf,PDF,epub,djvu}', false, true, false);
    // a folder that is made or deleted is told as one, sometimes without the files in it
    const folders = vscode.workspace.createFileSystemWatcher('**', false, true, false);
    // a checkout brings many files at once
    const forget = () => {
      clearTimeout(this.#forgetting);
      this.#forgetting = setTimeout(() => this.forget(), gathering);
    };
    this.pdfs = new KnownPdfs(papers, log);
    this.#disposables = [
      this.pdfs,
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      folders,
      folders.onDidCreate((uri) => mayBeFolder(uri) && forget()),
      folders.onDidDelete((uri) => mayBeFolder(uri) && forget()),
      // folders of any name
      vscode.workspace.onDidRenameFiles(forget),
      vscode.workspace.onDidDeleteFiles(forget),
      papers.onDidChange(({ changed, removed }) => {
        for (const id of [...changed, ...removed]) this.#known.delete(id);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('literatureNotes.files')) forget();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(forget),
    ];
  }

  /** The files of a paper: those that its entry names, there or not, and those that lie where the setting says. */
  async of(paper: Paper): Promise<readonly Attachment[]> {
    const [named = []] = await this.#papers.ask('attachments', { ids: [paper.id] });
    return this.#find(paper, named);
  }

  /** What is known of a paper's files without waiting; where nothing is, it is found out, and told. */
  known(paper: Paper): FilesState | undefined {
    const known = this.#known.get(paper.id);
    if (!known) this.#want(paper);
    return known;
  }

  /** Whether a file is there. */
  isThere(uri: vscode.Uri): Promise<boolean> {
    const key = uri.toString();
    const known = this.#there.get(key);
    if (known && Date.now() - known.time < believed) return known.answer;
    if (this.#there.size > mostKnown) this.#there.clear();
    const answer = this.#limited.run(async () => {
      try {
        return !((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory);
      } catch {
        return false;
      }
    });
    this.#there.set(key, { time: Date.now(), answer });
    return answer;
  }

  /** Has everything looked at again. */
  forget(): void {
    this.#age++;
    this.#there.clear();
    // queries go by what was found, also where no view shows the paper
    for (const id of this.#known.keys()) {
      const paper = this.#papers.get(id);
      if (paper) this.#want(paper);
    }
    this.#known.clear();
    this.pdfs.list();
    this.#changed.fire(undefined);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#forgetting);
    this.#changed.dispose();
    for (const each of this.#disposables) each.dispose();
  }

  #want(paper: Paper): void {
    this.#wanted.set(paper.id, paper);
    this.#timer ??= setTimeout(() => void this.#look(), gathering);
  }

  async #find(
    paper: Paper,
    named: readonly (NamedFile & Parameters<typeof candidatesFor>[0])[],
  ): Promise<Attachment[]> {
    const found = new Map<string, Attachment>();
    for (const file of named) {
      if (isWebAddress(file.path)) continue;
      const candidates = candidatesFor(file);
      const uri = (await this.#first(candidates)) ?? candidates[0];
      if (!uri) continue;
      const isThere = await this.isThere(uri);
      found.set(uri.toString(), {
        uri,
        name: file.title && !/^(?:full text )?pdf$/i.test(file.title) ? file.title : nameOf(uri),
        type: file.type ?? '',
        isPdf: isPdf(file),
        isThere,
      });
    }
    for (const uri of await placesByPattern(this.#papers, paper)) {
      if (found.has(uri.toString()) || !(await this.isThere(uri))) continue;
      found.set(uri.toString(), { uri, name: nameOf(uri), type: '', isPdf: isPdf(uri), isThere: true });
    }
    return [...found.values()];
  }

  async #first(candidates: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
    for (const uri of candidates) if (await this.isThere(uri)) return uri;
    return undefined;
  }

  async #look(): Promise<void> {
    const age = this.#age;
    const papers = [...this.#wanted.values()].slice(0, batch);
    for (const { id } of papers) this.#wanted.delete(id);
    const told = new Set<string>();
    try {
      const named = await this.#papers.ask('attachments', { ids: papers.map(({ id }) => id) });
      await Promise.all(
        papers.map(async (paper, at) => {
          const files = await this.#find(paper, named[at] ?? []);
          if (age !== this.#age) {
            this.#wanted.set(paper.id, paper);
            return;
          }
          const hasPdf = files.some((file) => file.isPdf && file.isThere);
          if (this.#known.size > mostKnown) this.#known.clear();
          this.#known.set(paper.id, { hasPdf });
          const isNamed = files.some((file) => file.isPdf);
          this.pdfs.looked(paper.key, hasPdf || (isNamed ? false : undefined));
          if (hasPdf) told.add(paper.id);
        }),
      );
    } catch (error) {
      this.#log.warn(`The files of papers could not be looked for: ${String(error)}`);
    }
    this.#timer = this.#wanted.size ? setTimeout(() => void this.#look(), gathering) : undefined;
    if (told.size) this.#changed.fire(told);
  }
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
