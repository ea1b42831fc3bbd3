import * as vscode from 'vscode';
import { contextKeys } from '../ids.ts';
import { ContextKey } from '../contextKey.ts';
import type { Notes } from '../notes/notes.ts';
import type { PapersView } from '../papers/view.ts';
import type { Sources } from '../sources/sources.ts';
import type { Papers } from './papers.ts';
import { logLoading } from './report.ts';
import { readSeeds } from './seeds.ts';

/** Reads the library and the notes after activation; the view shows the progress and the failure. */
export function loadLibrary(extensionUri: vscode.Uri, papers: Papers, sources: Sources, notes: Notes, view: PapersView, log: vscode.LogOutputChannel): void {
  const state = new ContextKey<'loading' | 'ready' | 'failed'>(contextKeys.library);
  const load = async () => {
    const started = performance.now();
    const seeds = await readSeeds(extensionUri);
    await papers.addSeeds({ ...seeds, sources: [] });
    await sources.start(seeds.sources.map(({ uri }) => vscode.Uri.parse(uri)));
    logLoading(log, papers, seeds, performance.now() - started);
  };
  const readNotes = notes.readAll().catch((error: unknown) => log.error('The notes could not be read', error as Error));
  state.set('loading');
  const work = load().then(
    () => state.set('ready'),
    (error: unknown) => {
      state.set('failed');
      log.error('The library could not be read', error as Error);
    },
  );
  view.showProgress(Promise.all([work, readNotes]));
}
