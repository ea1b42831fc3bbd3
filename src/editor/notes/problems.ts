import * as vscode from 'vscode';
import type { Span } from '../../core/text.ts';
import { positionAt } from '../../core/text.ts';
import type { ProblemBoard } from '../language/problemBoard.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from './notes.ts';

/** What changes the library in a row is looked at once. */
const quiet = 300;
const keyLine = /^(["']?cit(?:e|ation)[-_]?key["']?[ \t]*:[ \t]*["']?)@?([^"'\s]+)/m;

/** Shows what is wrong with notes in the Problems panel, and which belong to no paper, at the place that says so. */
export function registerNoteProblems(notes: Notes, papers: Papers, board: ProblemBoard): vscode.Disposable {
  /** Where each note names its paper. */
  const places = new Map<string, vscode.Range>();
  const reading = notes.onDidRead(({ uri, text, problems }) => {
    const rangeOf = ({ start, end }: Span) => {
      const [from, to] = [positionAt(text, start), positionAt(text, end)];
      return new vscode.Range(from.line, from.character, to.line, to.character);
    };
    const hit = keyLine.exec(text.slice(0, 10_000));
    const start = hit ? hit.index + (hit[1]?.length ?? 0) : 0;
    if (text) places.set(uri.toString(), rangeOf({ start, end: hit ? hit.index + hit[0].length : 0 }));
    else places.delete(uri.toString());
    board.put(
      'notes',
      uri,
      problems.map(({ code, facts, span }) => ({ code, ...(facts ? { facts } : {}), range: rangeOf(span) })),
    );
    schedule();
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReady = false;
  const schedule = () => {
    clearTimeout(timer);
    if (isReady) timer = setTimeout(() => void check().catch(() => {}), quiet);
  };
  const check = async () => {
    const isSettled = [...papers.states.values()].every(({ kind }) => kind === 'read');
    const lost: { readonly uri: vscode.Uri; readonly key: string }[] = [];
    for (const known of isSettled ? places.keys() : []) {
      const note = notes.at(vscode.Uri.parse(known));
      if (note && !papers.get(note.key)) lost.push({ uri: vscode.Uri.parse(known), key: note.key });
    }
    const keys = lost.map(({ key }) => key);
    const standings = keys.length ? await papers.ask('standings', { keys, uris: [] }) : [];
    const without = new Map(
      lost.filter((_, at) => standings[at] === 'unknown').map((note) => [String(note.uri), note]),
    );
    for (const uri of board.filesOf('noteKeys')) if (!without.has(String(uri))) board.put('noteKeys', uri, []);
    for (const [known, { uri, key }] of without)
      board.put('noteKeys', uri, [
        { code: 'noteWithoutPaper', facts: { key }, range: places.get(known) ?? new vscode.Range(0, 0, 0, 0) },
      ]);
  };
  void papers.firstReading.then(() => {
    isReady = true;
    schedule();
  });
  return vscode.Disposable.from(reading, papers.onDidChange(schedule), papers.onDidChangeState(schedule), {
    dispose: () => clearTimeout(timer),
  });
}
