import * as vscode from 'vscode';
import { registerCommand } from '../command.ts';
import { innerCommands } from '../ids.ts';
import type { LanguageParts } from './cited.ts';
import { citedAt, placesOf, placesOfPaper, toRange } from './cited.ts';
import { citingDocuments } from './documents.ts';
import { isOffered, isWanted } from './features.ts';

/** From a key to the paper's entry where it is written, and as declaration and implementation to its note. */
export function registerDefinition({ papers, notes, citations, log }: LanguageParts): vscode.Disposable {
  const definition: vscode.DefinitionProvider = {
    async provideDefinition(document, position) {
      if (!isOffered('definition', document)) return undefined;
      const cited = citedAt(citations, document, position);
      if (!cited) return undefined;
      const { key } = cited.citation;
      const own = papers.bibliographiesOf(document.uri);
      const places = await placesOf(papers, key, own);
      // VS Code sorts what it is given, so that the document's own bibliography is told by being alone
      const meant = places.filter(({ uri }) => own.includes(uri));
      return (meant.length ? meant : places).map(({ uri, range, keyRange }): vscode.LocationLink => ({
        originSelectionRange: cited.keyRange,
        targetUri: vscode.Uri.parse(uri),
        targetRange: toRange(range),
        targetSelectionRange: toRange(keyRange),
      }));
    },
  };
  const noteOf = (document: vscode.TextDocument, position: vscode.Position): vscode.LocationLink[] | undefined => {
    if (!isWanted('definition', document)) return undefined;
    const cited = citedAt(citations, document, position);
    const note = cited && notes.of(cited.citation.key);
    if (!note) return undefined;
    const targetRange = new vscode.Range(0, 0, 0, 0);
    return [{ originSelectionRange: cited.keyRange, targetUri: vscode.Uri.parse(note.uri), targetRange }];
  };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(citingDocuments, definition),
    vscode.languages.registerDeclarationProvider(citingDocuments, { provideDeclaration: noteOf }),
    vscode.languages.registerImplementationProvider(citingDocuments, { provideImplementation: noteOf }),
    registerCommand(log, innerCommands.openEntry, async (id, from) => {
      const paper = papers.get(String(id));
      if (!paper) return;
      const own = typeof from === 'string' ? papers.bibliographiesOf(vscode.Uri.parse(from)) : [];
      const [place] = await placesOfPaper(papers, paper, own);
      if (!place) return;
      const { start } = toRange(place.keyRange);
      await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: new vscode.Range(start, start) });
    }),
  );
}
