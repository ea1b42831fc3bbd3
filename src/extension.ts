import { startLibrary } from '#startLibrary';
import * as vscode from 'vscode';
import { registerCiting } from './editor/citing/commands.ts';
import { registerCitationCompletion } from './editor/citing/completion.ts';
import { PaperPicker } from './editor/citing/picker.ts';
import { RecentPapers } from './editor/citing/recent.ts';
import { LastEditor } from './editor/citing/target.ts';
import { registerCommand } from './editor/command.ts';
import { DetailsView } from './editor/details/view.ts';
import { commands } from './editor/ids.ts';
import { openCache } from './editor/library/cache.ts';
import { Connection } from './editor/library/connection.ts';
import { loadLibrary } from './editor/library/load.ts';
import { Papers } from './editor/library/papers.ts';
import { registerNoteCommands } from './editor/notes/commands.ts';
import { registerInNote } from './editor/notes/inNote.ts';
import { Notes } from './editor/notes/notes.ts';
import { registerNoteProblems } from './editor/notes/problems.ts';
import { registerBrowsing } from './editor/papers/commands.ts';
import { registerCopyAndOpen } from './editor/papers/copy.ts';
import { registerPaperDrop } from './editor/papers/drag.ts';
import { SelectedPapers } from './editor/papers/selected.ts';
import { PapersView } from './editor/papers/view.ts';
import { registerAddPaper } from './editor/sources/addPaper.ts';
import { registerSourcesView } from './editor/sources/commands.ts';
import { registerLargeFiles } from './editor/language/largeFiles.ts';
import { registerMissingFiles } from './editor/sources/problems.ts';
import { Sources } from './editor/sources/sources.ts';
import { CompletionKey } from './editor/query/accept.ts';
import { registerTopicCommands } from './editor/topics/commands.ts';
import { Topics } from './editor/topics/topics.ts';

/** What only tests get. */
export interface TestHandle {
  readonly papers: Papers;
  crashLibrary(): void;
}

/** Makes the parts and registers them; the one entry of the desktop and the web bundle. */
export function activate(context: vscode.ExtensionContext): TestHandle | undefined {
  const started = performance.now();
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Literature Notes', { log: true }));
  own(registerCommand(log, commands.showLog, () => log.show(true)));

  const connection = own(new Connection((listener) => startLibrary(context.extensionUri, listener), log));
  const papers = own(new Papers(connection, openCache(context)));
  const sources = own(new Sources(papers, log));
  papers.bibliographiesOf = (uri) => sources.bibliographiesOf(uri);
  const notes = own(new Notes(log));
  const lastEditor = own(new LastEditor());
  const recent = new RecentPapers(context.workspaceState);
  const completionKey = own(new CompletionKey(log));
  const picker = own(new PaperPicker(papers, notes, recent, completionKey, log));
  const topics = own(new Topics(papers, context.globalStorageUri, log));
  const view = own(new PapersView({ papers, notes, topics, completionKey, memory: context.workspaceState, log }));
  const details = own(new DetailsView(context.extensionUri, papers, notes, log));
  const selected = new SelectedPapers(papers, view, picker);

  own(registerNoteProblems(notes));
  own(registerBrowsing({ papers, picker, selected, view, details, log }));
  own(registerCopyAndOpen(papers, selected, log));
  own(registerPaperDrop(recent));
  own(registerCiting({ picker, recent, lastEditor, selected, log }));
  own(registerCitationCompletion({ papers, notes, recent, log }));
  own(registerNoteCommands({ papers, notes, picker, lastEditor, selected, log }));
  own(registerInNote(notes));
  own(registerSourcesView(sources, log));
  own(registerMissingFiles(sources));
  own(registerLargeFiles(sources));
  own(registerAddPaper({ papers, sources, lastEditor, memory: context.workspaceState, log }));
  own(registerTopicCommands({ topics, view, selected, log }));

  own(loadLibrary({ extensionUri: context.extensionUri, connection, papers, sources, notes, view, log }));
  log.info(`activated in ${(performance.now() - started).toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { papers, crashLibrary: () => connection.crash() }
    : undefined;
}
