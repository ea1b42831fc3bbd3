import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import type { LanguageParts } from './cited.ts';
import { placesOfPaper, toRange } from './cited.ts';

/** A longer list is not looked through. */
const longestList = 50;

class PaperSymbol extends vscode.SymbolInformation {
  readonly paper: Paper;

  /**
   * VS Code itself shows only symbols whose name holds the letters of the first word, or of all, in
   * their order, and whose container holds the other words: so both name the paper and its authors.
   */
  constructor(paper: Paper) {
    const start = new vscode.Location(vscode.Uri.parse(paper.source), new vscode.Position(0, 0));
    const name = `${authorYear(paper)}: ${paper.title}`;
    super(name, vscode.SymbolKind.Constant, `${paper.key} ${paper.authors}`.trim(), start);
    this.paper = paper;
  }
}

/** Papers among the symbols of the workspace: found as everywhere, opened where their entry is written. */
export function registerWorkspaceSymbols({ papers }: LanguageParts): vscode.Disposable {
  return vscode.languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query) {
      if (!query.trim()) return [];
      return (await papers.search(query, longestList, 'symbols')).map((paper) => new PaperSymbol(paper));
    },
    // where an entry stands in its file is asked for that one alone
    async resolveWorkspaceSymbol(symbol) {
      if (!(symbol instanceof PaperSymbol)) return symbol;
      const { paper } = symbol;
      const [place] = await placesOfPaper(papers, paper);
      if (place) symbol.location = new vscode.Location(vscode.Uri.parse(place.uri), toRange(place.keyRange));
      return symbol;
    },
  });
}
