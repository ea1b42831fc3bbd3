import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import type { Connections } from '../connections/connections.ts';
import { countsText } from '../connections/counts.ts';
import { commands, settings, settingsSection, views } from '../ids.ts';
import { citingDocuments } from '../language/documents.ts';
import type { Papers } from '../library/papers.ts';
import { showsCodeLens } from '../settings.ts';
import type { Notes } from './notes.ts';

interface LensParts {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly connections: Connections;
}

/** How many documents lead to the paper, worked out when the lens is seen. */
class CountLens extends vscode.CodeLens {
  readonly paper: Paper;

  constructor(range: vscode.Range, paper: Paper) {
    super(range);
    this.paper = paper;
  }
}

/** At the top of a note the way to its paper, PDF and entry, and to what cites and mentions it; off until the user asks for it. */
export function registerNoteCodeLens({ papers, notes, connections }: LensParts): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const again = () => changed.fire();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      if (!showsCodeLens(document) || syntaxOf(document.languageId, document.uri.path) !== 'markdown') return undefined;
      const key = notes.at(document.uri)?.key;
      const paper = key === undefined ? undefined : papers.get(key);
      if (!paper) return undefined;
      const range = new vscode.Range(0, 0, 0, 0);
      const lens = (title: string, command: string) =>
        new vscode.CodeLens(range, { title, command, arguments: [paper.key] });
      return [
        lens(authorYear(paper), commands.showPaper),
        ...(paper.links.pdf ? [lens('PDF', commands.openPdf)] : []),
        lens(vscode.l10n.t('Entry'), commands.openEntry),
        new CountLens(range, paper),
      ];
    },
    async resolveCodeLens(lens) {
      if (!(lens instanceof CountLens)) return lens;
      lens.command = {
        title: countsText(await connections.of(lens.paper)),
        command: `${views.connections}.focus`,
      };
      return lens;
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider(citingDocuments, provider),
    notes.onDidChange(again),
    connections.onDidChange(again),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.${settings.codeLens}`)) again();
    }),
  );
}
