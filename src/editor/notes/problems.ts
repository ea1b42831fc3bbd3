import * as vscode from 'vscode';
import type { PlacedNote } from '../../core/notes/noteFile.ts';
import type { BoardProblem, ProblemBoard } from '../language/problemBoard.ts';
import type { Papers } from '../library/papers.ts';
import type { ChosenNotes } from './chosen.ts';
import type { Notes } from './notes.ts';

/** What changes in a row is looked at once. */
const quiet = 300;

/** Shows in the Problems panel what is wrong with notes: what cannot be read, and whose they are not, at the place that says so. */
export function registerNoteProblems(
  notes: Notes,
  papers: Papers,
  chosen: ChosenNotes,
  board: ProblemBoard,
): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReady = false;
  const schedule = () => {
    clearTimeout(timer);
    if (isReady) timer = setTimeout(() => void check().catch(() => {}), quiet);
  };
  const put = (finder: 'notes' | 'noteKeys', found: ReadonlyMap<string, readonly BoardProblem[]>) => {
    for (const uri of board.filesOf(finder)) if (!found.has(uri.toString())) board.put(finder, uri, []);
    for (const [uri, problems] of found) board.put(finder, vscode.Uri.parse(uri), problems);
  };
  const check = async () => {
    const malformed = new Map<string, BoardProblem[]>();
    const strays: PlacedNote[] = [];
    const keyed = new Map<string, BoardProblem[]>();
    const isSettled = [...papers.states.values()].every(({ kind }) => kind === 'read');
    for (const facts of notes.facts.values()) {
      if (facts.problems.length)
        malformed.set(
          facts.uri,
          facts.problems.map(({ range, ...rest }) => ({ ...rest, range: rangeOf(range) })),
        );
      const key = notes.ownerOf(facts.uri);
      if (key === undefined) continue;
      const problem = differing(facts, key) ?? doubled(facts, key);
      if (problem) keyed.set(facts.uri, [problem]);
      if (isSettled && !papers.get(key)) strays.push(facts);
    }
    put('notes', malformed);
    const keys = strays.map(({ uri }) => notes.ownerOf(uri) ?? '');
    const standings = keys.length ? await papers.ask('standings', { keys, uris: [] }) : [];
    strays.forEach(({ uri, keyRange }, at) => {
      if (standings[at] === 'unknown')
        keyed.set(uri, [{ code: 'noteWithoutPaper', facts: { key: keys[at] ?? '' }, range: rangeOf(keyRange) }]);
    });
    put('noteKeys', keyed);
  };
  /** The note was found by something else than its key, which the paper no longer has. */
  const differing = ({ claims, keyRange }: PlacedNote, key: string): BoardProblem | undefined =>
    claims.key === undefined || claims.key === key
      ? undefined
      : { code: 'noteKeyDiffers', facts: { key: claims.key, other: key }, range: rangeOf(keyRange) };
  const doubled = ({ uri, keyRange }: PlacedNote, key: string): BoardProblem | undefined => {
    const all = notes.allOf(key);
    const [first] = all;
    if (all.length < 2 || !first || chosen.isDecided(key, all)) return undefined;
    const other = vscode.Uri.parse(first.uri === uri ? (all[1]?.uri ?? uri) : first.uri);
    const facts = notes.facts.get(other.toString());
    return {
      code: 'severalNotes',
      facts: { key, count: String(all.length), other: other.toString(), isFirst: first.uri === uri ? 'yes' : '' },
      range: rangeOf(keyRange),
      related: new vscode.Location(other, facts ? rangeOf(facts.keyRange) : new vscode.Position(0, 0)),
    };
  };
  void papers.firstReading.then(() => {
    isReady = true;
    schedule();
  });
  return vscode.Disposable.from(
    notes.onDidRead(schedule),
    notes.onDidChange(schedule),
    papers.onDidChange(schedule),
    papers.onDidChangeState(schedule),
    chosen.onDidChange(schedule),
    { dispose: () => clearTimeout(timer) },
  );
}

function rangeOf({ start, end }: PlacedNote['keyRange']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
