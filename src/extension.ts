import { startLibrary } from '#startLibrary';
import * as vscode from 'vscode';
import { registerBib } from './editor/bib/register.ts';
import { registerCiting } from './editor/citing/commands.ts';
import { registerCitationCompletion } from './editor/citing/completion.ts';
import { registerEditCitation } from './editor/citing/editCitation.ts';
import { registerPaste } from './editor/citing/paste.ts';
import { PaperPicker } from './editor/citing/picker.ts';
import { RecentPapers } from './editor/citing/recent.ts';
import { LastEditor } from './editor/citing/target.ts';
import { registerCommand } from './editor/command.ts';
import { DetailsView } from './editor/details/view.ts';
import { commands } from './editor/ids.ts';
import { DocumentCitations } from './editor/language/documents.ts';
import { CitingDocuments } from './editor/language/citingDocuments.ts';
import { registerReferences } from './editor/language/references.ts';
import { registerRename } from './editor/language/rename.ts';
import { CitationChecks } from './editor/language/checkCitations.ts';
import { EntryChecks } from './editor/language/checkEntries.ts';
import { registerProblemFixes } from './editor/language/problemFixes.ts';
import { ProblemBoard } from './editor/language/problemBoard.ts';
import { openCache } from './editor/library/cache.ts';
import { Landing } from './editor/landing/landing.ts';
import { registerTidy } from './editor/landing/tidy.ts';
import { registerDefinition } from './editor/language/definition.ts';
import { followFeatures } from './editor/language/features.ts';
import { registerHighlighting } from './editor/language/highlighting.ts';
import { registerHover } from './editor/language/hover.ts';
import { registerInlayHints } from './editor/language/inlayHints.ts';
import { registerLinks } from './editor/language/links.ts';
import { registerWorkspaceSymbols } from './editor/language/workspaceSymbols.ts';
import { Connection } from './editor/library/connection.ts';
import { loadLibrary } from './editor/library/load.ts';
import { Papers } from './editor/library/papers.ts';
import { registerNoteCommands } from './editor/notes/commands.ts';
import { registerInNote } from './editor/notes/inNote.ts';
import { Notes } from './editor/notes/notes.ts';
import { registerNoteProblems } from './editor/notes/problems.ts';
import { Baselines } from './editor/notes/update/baselines.ts';
import { registerNoteUpdates } from './editor/notes/update/commands.ts';
import { registerBrowsing } from './editor/papers/commands.ts';
import { registerCopyAndOpen } from './editor/papers/copy.ts';
import { registerPaperDrop } from './editor/papers/drag.ts';
import { SelectedPapers } from './editor/papers/selected.ts';
import { PapersView } from './editor/papers/view.ts';
import { registerAddPaper } from './editor/sources/addPaper.ts';
import { registerFileDrop } from './editor/sources/dropFiles.ts';
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
  const baselines = own(new Baselines(log));
  const citations = new DocumentCitations();
  citations.crossReferencesOf = (uri) => sources.crossReferencesOf(uri);
  const board = own(new ProblemBoard(context.extensionUri));
  const lastEditor = own(new LastEditor());
  const recent = new RecentPapers(context.workspaceState);
  const completionKey = own(new CompletionKey(log));
  const picker = own(new PaperPicker({ papers, notes, sources, citations, recent, lastEditor, completionKey, log }));
  const topics = own(new Topics(papers, context.globalStorageUri, log));
  const view = own(new PapersView({ papers, notes, topics, completionKey, memory: context.workspaceState, log }));
  const details = own(new DetailsView(context.extensionUri, papers, notes, log));
  const selected = new SelectedPapers(papers, view, picker);
  const language = { papers, notes, citations, log };

  const citing = own(new CitingDocuments(connection, log));
  citing.crossReferencesOf = (uri) => sources.crossReferencesOf(uri);
  citing.prepareAfter(papers.first);
  const landing = new Landing({ papers, sources, memory: context.workspaceState, log });
  const keys = { papers, sources, notes, citing, citations };

  own(registerNoteProblems(notes, papers, board));
  own(registerBrowsing({ citations, papers, picker, selected, view, details, log }));
  own(registerCopyAndOpen(papers, selected, log));
  own(registerPaperDrop(papers, recent, landing));
  own(registerCiting({ papers, picker, recent, landing, lastEditor, selected, log }));
  own(registerPaste({ papers, recent, log }));
  own(registerFileDrop({ papers }));
  own(registerEditCitation({ extensionUri: context.extensionUri, papers, documents: citations, lastEditor, log }));
  own(registerCitationCompletion({ citations, papers, sources, notes, recent, landing, log }));
  own(registerNoteCommands({ citations, papers, notes, baselines, picker, lastEditor, selected, log }));
  own(registerNoteUpdates({ papers, notes, baselines, selected, picker, log }));
  own(registerTidy({ papers, sources, citing, chosen: landing.chosen, log }));
  own(registerBib({ papers, notes, citing, log }));
  own(followFeatures(log));
  own(registerHover(language));
  own(registerDefinition(language));
  own(registerLinks(language));
  own(registerHighlighting(language));
  own(registerInlayHints(language));
  own(registerWorkspaceSymbols(language));
  own(registerReferences(keys));
  own(registerRename({ ...keys, extensionUri: context.extensionUri }));
  own(registerInNote(notes));
  own(registerSourcesView(sources, log));
  own(registerMissingFiles(sources, board));
  own(new CitationChecks({ papers, sources, notes, documents: citations, board, log }));
  own(new EntryChecks({ papers, sources, citing, board, log }));
  own(registerProblemFixes({ papers, sources, documents: citations, board }));
  own(registerLargeFiles(sources));
  own(registerAddPaper({ papers, sources, lastEditor, memory: context.workspaceState, log }));
  own(registerTopicCommands({ topics, view, selected, log }));

  own(loadLibrary({ extensionUri: context.extensionUri, connection, board, papers, sources, notes, view, log }));
  log.info(`activated in ${(performance.now() - started).toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { papers, crashLibrary: () => connection.crash() }
    : undefined;
}
