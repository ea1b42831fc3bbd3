import * as vscode from 'vscode';
import type { Baseline } from '../../../core/notes/update/baseline.ts';
import { baselinePath, firstBaseline, readBaseline, writeBaseline } from '../../../core/notes/update/baseline.ts';
import { ownedParts } from '../../../core/notes/update/parts.ts';
import { keyInFields } from '../../../core/notes/noteFile.ts';
import { readFrontMatter } from '../../../core/formats/frontMatter.ts';
import { logged } from '../../logged.ts';
import { kindOf } from '../../sources/files.ts';
import { openDocument } from '../../openDocument.ts';
import type { Making } from './rendering.ts';
import { Standing } from './standing.ts';

/** A change of a note with what was last written before and after it, so that undoing it takes both back. */
interface Step {
  readonly key: string;
  readonly textBefore: string;
  readonly textAfter: string;
  readonly before: Baseline | undefined;
  readonly after: Baseline;
}

/** So long after a note is not unsaved any more VS Code may tell that it was saved, in milliseconds. */
const longestTelling = 1000;
/** So many changes are known at most that can be undone with their baseline. */
const mostSteps = 5000;

/**
 * What was last written into each note, in small files beside the notes. A baseline tells about the file of a note:
 * while that has unsaved changes the new baseline waits, and is forgotten with them.
 */
export class Baselines implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  /** What counts once the note is saved, by its address. */
  readonly #waiting = new Map<string, { readonly key: string; readonly baseline: Baseline | undefined }>();
  /** Baselines that are being written, one after the other. */
  readonly #writing = new Map<string, Promise<unknown>>();
  /** Notes without unsaved changes any more, of which it is not known yet whether they were saved. */
  readonly #ending = new Map<string, Promise<unknown>>();
  readonly #steps = new Map<string, readonly Step[]>();
  /** Whether unsaved changes were made to the file that the baseline tells about. */
  readonly standing = new Standing();
  readonly #disposables: readonly vscode.Disposable[];

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#disposables = [
      this.standing,
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#settle(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        // a document that gets another language is closed and opened
        if (!openDocument(uri.toString())) this.#waiting.delete(uri.toString());
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
    ];
  }

  /** What was last written into a note; nothing where that is not known, or damaged. */
  async of(note: vscode.Uri, key: string): Promise<Baseline | undefined> {
    await this.#ending.get(note.toString());
    const waiting = this.#waiting.get(note.toString());
    if (waiting) return waiting.baseline;
    const uri = baselineUri(note, key);
    if (!uri) return undefined;
    await this.#writing.get(uri.toString());
    // VS Code removes a file before it puts another one in its place, and may have been stopped in between
    const text = (await textOf(uri)) ?? (await textOf(besideOf(uri))) ?? (await textOf(uri));
    return text === undefined ? undefined : readBaseline(text);
  }

  /** Takes over that a file was written with these parts. Fails where that cannot be kept. */
  async keep(note: vscode.Uri, key: string, baseline: Baseline | undefined): Promise<void> {
    const uri = baselineUri(note, key);
    if (!uri) return;
    const id = uri.toString();
    const before = this.#writing.get(id);
    const work = Promise.resolve(before).then(() => write(uri, baseline && writeBaseline(baseline)));
    const ended = work.catch(() => {}).finally(() => this.#writing.get(id) === ended && this.#writing.delete(id));
    this.#writing.set(id, ended);
    await work;
  }

  /** A note's file was made with this text. Of a text that no update could follow nothing is kept. */
  async made(note: vscode.Uri, key: string, text: string, making: Making): Promise<void> {
    const parts = ownedParts(text);
    if ('refused' in parts) return;
    // the note is there; without a baseline its first update asks
    await this.keep(note, key, firstBaseline(parts, making)).catch((error: unknown) =>
      this.#log.error(
        'What was written into a new note could not be kept',
        error instanceof Error ? error : String(error),
      ),
    );
  }

  /** A document became a note with this text. */
  async becameNote(
    document: vscode.TextDocument,
    key: string,
    textBefore: string,
    text: string,
    making: Making,
  ): Promise<void> {
    const parts = ownedParts(text);
    if ('refused' in parts) return;
    await this.changed(document, { key, textBefore, before: undefined, after: firstBaseline(parts, making) }, false);
  }

  /** A document was changed so, and saved or not; undoing the change takes back what was last written as well. */
  async changed(document: vscode.TextDocument, step: Omit<Step, 'textAfter'>, isSaved: boolean): Promise<void> {
    const id = document.uri.toString();
    const { key, after, textBefore } = step;
    const textAfter = document.getText();
    if (textAfter !== textBefore)
      this.#steps.set(id, [...(this.#steps.get(id) ?? []).slice(-20), { ...step, textAfter }]);
    for (const known of this.#steps.keys()) {
      if (this.#steps.size <= mostSteps) break;
      this.#steps.delete(known);
    }
    if (isSaved) await this.keep(document.uri, key, after);
    else this.#waiting.set(id, { key, baseline: after });
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  #follow({ document, reason, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const id = document.uri.toString();
    if (!contentChanges.length) {
      if (document.isDirty) return;
      const ended = this.#forgetUnlessSaved(id).finally(
        () => this.#ending.get(id) === ended && this.#ending.delete(id),
      );
      this.#ending.set(id, ended);
      return;
    }
    if (reason === undefined) return;
    const text = document.getText();
    const step = this.#steps
      .get(id)
      ?.findLast(({ textBefore, textAfter }) => text === textBefore || text === textAfter);
    if (!step) return;
    this.#waiting.set(id, { key: step.key, baseline: text === step.textAfter ? step.after : step.before });
  }

  /** A note says what its file says; where that is not since it was saved, the file's baseline counts again. */
  async #forgetUnlessSaved(id: string): Promise<void> {
    const waiting = this.#waiting.get(id);
    // not every save is told before it is done, and one that was may have failed
    if (!waiting || (await isToldSaved(id))) return;
    if (this.#waiting.get(id) === waiting && !openDocument(id)?.isDirty) this.#waiting.delete(id);
  }

  #settle(uri: vscode.Uri): void {
    const waiting = this.#waiting.get(uri.toString());
    if (!waiting) return;
    this.#waiting.delete(uri.toString());
    logged(this.#log, 'Keeping what was written into a note', this.keep(uri, waiting.key, waiting.baseline));
  }
}

/** Whether VS Code tells within a moment that a note was saved. */
function isToldSaved(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isSaved: boolean) => {
      clearTimeout(timer);
      listener.dispose();
      resolve(isSaved);
    };
    const timer = setTimeout(() => end(false), longestTelling);
    const listener = vscode.workspace.onDidSaveTextDocument(({ uri }) => uri.toString() === id && end(true));
  });
}

/** Where the baseline of a note lies; nothing where the note lies in no folder of the workspace. */
export function baselineUri(note: vscode.Uri, key: string): vscode.Uri | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(note);
  return folder && vscode.Uri.joinPath(folder.uri, ...baselinePath(key).split('/'));
}

/** The key under which a note's baseline is kept: the one that it names itself, else that of its paper. */
export function baselineKey(text: string, paper: string): string {
  return keyInFields(readFrontMatter(text).data) ?? paper;
}

function besideOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: `${uri.path}.new` });
}

/** Writes a file where it says something else, or removes it. */
async function write(uri: vscode.Uri, text: string | undefined): Promise<void> {
  const before = await textOf(uri);
  if (before === text) return;
  if (text === undefined) return vscode.workspace.fs.delete(uri);
  const beside = besideOf(uri);
  try {
    await vscode.workspace.fs.writeFile(beside, new TextEncoder().encode(text));
    await vscode.workspace.fs.rename(beside, uri, { overwrite: true });
  } catch (error) {
    // another window that updates the same note may have been quicker
    if ((await textOf(uri)) !== text) throw error;
  }
}

/** What cannot be read counts as not there: then the user is asked, and writing says what the matter is. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Where the baselines of notes go when their paper gets another key. */
export async function movedBaselines(
  notes: readonly vscode.Uri[],
  key: string,
  to: string,
): Promise<Map<string, vscode.Uri>> {
  const moves = new Map<string, vscode.Uri>();
  for (const note of notes) {
    const [from, place] = [baselineUri(note, key), baselineUri(note, to)];
    if (from && place && (await kindOf(from)) === 'file') moves.set(from.toString(), place);
  }
  return moves;
}
