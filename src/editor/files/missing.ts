import * as vscode from 'vscode';
import { isWebAddress } from '../../core/entry/attachments.ts';
import type { FileMention } from '../../worker/protocol.ts';
import type { BoardProblem, ProblemBoard } from '../language/problemBoard.ts';
import type { Papers } from '../library/papers.ts';
import type { Sources } from '../sources/sources.ts';
import { nameOf } from '../sources/texts.ts';
import type { Attachments } from './attachments.ts';
import { candidatesFor } from './find.ts';

export interface MissingFiles {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly attachments: Attachments;
  readonly board: ProblemBoard;
  readonly log: vscode.LogOutputChannel;
}

const code = 'missingAttachment';
const quiet = 1000;
/** Of a bibliography, so many files are looked for, and so many problems are told. */
const mostFiles = 5000;
const mostProblems = 500;
/** Where this many files are named and none is there, they are on another computer, which is one problem. */
const elsewhere = 10;

/**
 * Says where a bibliography names a file that is not there: of those that documents or projects name or that are
 * open, on this computer's disk, some at a time.
 */
export function registerMissingAttachments(parts: MissingFiles): vscode.Disposable {
  const { papers, sources, attachments, board, log } = parts;
  const readings = new Map<string, number>();
  const checked = new Map<string, string>();
  let age = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work = Promise.resolve();

  const checkAll = async () => {
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const wanted = sources.all.filter(
      ({ uri, reasons }) =>
        uri.startsWith('file:') &&
        (open.has(uri) || reasons.some(({ kind }) => kind === 'document' || kind === 'project')) &&
        papers.states.get(uri)?.kind === 'read',
    );
    const uris = new Set(wanted.map(({ uri }) => uri));
    for (const uri of board.filesOf('attachments')) {
      if (uris.has(uri.toString())) continue;
      checked.delete(uri.toString());
      board.put('attachments', uri, []);
    }
    for (const uri of uris) {
      const state = `${readings.get(uri) ?? 0}/${age}`;
      if (checked.get(uri) === state || !board.isOn(code, vscode.Uri.parse(uri))) continue;
      const problems = await problemsOf(uri, parts);
      if (state !== `${readings.get(uri) ?? 0}/${age}`) continue;
      checked.set(uri, state);
      board.put('attachments', vscode.Uri.parse(uri), problems);
    }
  };
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(checkAll).catch((error: unknown) => {
        log.error('Attached files could not be checked', error instanceof Error ? error : String(error));
      });
    }, quiet);
  };
  void papers.firstReading.then(ask);
  return vscode.Disposable.from(
    { dispose: () => clearTimeout(timer) },
    papers.onDidChangeState((uri) => {
      if (papers.states.get(uri)?.kind !== 'read') return;
      readings.set(uri, (readings.get(uri) ?? 0) + 1);
      ask();
    }),
    attachments.onDidChange((ids) => {
      if (ids) return;
      age++;
      ask();
    }),
    sources.onDidChange(ask),
    vscode.workspace.onDidOpenTextDocument(ask),
    vscode.workspace.onDidCloseTextDocument(ask),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('literatureNotes.problems')) ask();
    }),
  );
}

async function problemsOf(uri: string, { papers, attachments }: MissingFiles): Promise<readonly BoardProblem[]> {
  const missing: FileMention[] = [];
  let count = 0;
  for (let from: number | null = 0; from !== null && count < mostFiles && missing.length < mostFiles;) {
    const page: { readonly files: readonly FileMention[]; readonly next: number | null } = await papers.ask(
      'namedFiles',
      {
        uri,
        from,
      },
    );
    const files = page.files.filter(({ path }) => !isWebAddress(path)).slice(0, mostFiles - count);
    const there = await Promise.all(files.map((file) => isSomewhere(file, attachments)));
    missing.push(...files.filter((_, at) => !there[at]));
    count += files.length;
    from = page.next;
  }
  const [first] = missing;
  if (first && count >= elsewhere && missing.length === count)
    return [{ code, facts: { count: String(count) }, range: rangeOf(first) }];
  return missing.slice(0, mostProblems).map((file) => {
    const [uri] = candidatesFor(file);
    return {
      code,
      facts: { key: file.key, paper: file.paper, path: file.path, place: uri ? nameOf(uri) : file.path },
      range: rangeOf(file),
    };
  });
}

async function isSomewhere(file: FileMention, attachments: Attachments): Promise<boolean> {
  const candidates = candidatesFor(file);
  // what may not be asked for is not said to be missing
  if (!candidates.length) return true;
  for (const candidate of candidates) if (await attachments.isThere(candidate)) return true;
  return false;
}

function rangeOf({ range: { start, end } }: FileMention): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
