import * as vscode from 'vscode';
import { registerCommand } from '../command.ts';
import { commands, contextKeys } from '../ids.ts';
import { ContextKey } from '../contextKey.ts';
import type { ProblemBoard } from '../language/problemBoard.ts';
import type { Notes } from '../notes/notes.ts';
import type { PapersView } from '../papers/view.ts';
import type { Connection } from './connection.ts';
import type { Papers } from './papers.ts';
import { registerSourceProblems } from './problems.ts';
import { LoadingProgress } from './progress.ts';
import { logSource } from './report.ts';
import type { Sources } from '../sources/sources.ts';
import { listSeeds } from './seeds.ts';

/** What reading the library needs. */
export interface Loading {
  readonly extensionUri: vscode.Uri;
  readonly connection: Connection;
  readonly board: ProblemBoard;
  readonly papers: Papers;
  readonly sources: Sources;
  readonly notes: Notes;
  readonly view: PapersView;
  readonly log: vscode.LogOutputChannel;
}

/** Reads the library and the notes after activation; the view shows the progress and the failure. */
export function loadLibrary(loading: Loading): vscode.Disposable {
  const { extensionUri, connection, board, papers, sources, notes, view, log } = loading;
  const state = new ContextKey<'loading' | 'ready' | 'failed'>(contextKeys.library);
  const problems = registerSourceProblems(papers, board, extensionUri, log);
  const progress = new LoadingProgress(papers, view);

  const load = async () => {
    const started = performance.now();
    const seeds = await listSeeds(extensionUri);
    await Promise.all([papers.setTopics(seeds.topics), sources.start(seeds.files)]);
    const milliseconds = Math.round(performance.now() - started);
    papers.endFirst();
    log.info(`${papers.size} papers from ${papers.states.size} files, in ${milliseconds} ms`);
  };
  const readNotes = notes
    .readAll()
    .catch((error: unknown) =>
      log.error('The notes could not be read', error instanceof Error ? error : String(error)),
    );
  state.set('loading');
  const work = load().then(
    () => state.set('ready'),
    (error: unknown) => {
      state.set('failed');
      papers.endFirst();
      log.error('The library could not be read', error instanceof Error ? error : String(error));
    },
  );
  view.showProgress(Promise.all([work, readNotes]));

  return vscode.Disposable.from(
    state,
    problems,
    progress,
    papers.onDidChangeState((uri) => logSource(log, papers, uri)),
    connection.onDidChangeState((now) => {
      if (now === 'gaveUp') {
        // a view with a message shows no welcome text, whose button restarts the library
        if (!papers.size) state.set('failed');
        else
          view.showStatus(
            vscode.l10n.t('The library ended unexpectedly too often. "Restart Library" starts it again.'),
          );
      } else if (now === 'running') {
        view.showStatus('');
        state.set('ready');
      }
    }),
    registerCommand(log, commands.restartLibrary, () => connection.restart()),
  );
}
