import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { commands } from '../ids.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import { commandUri } from '../language/cited.ts';
import { citingDocuments } from '../language/documents.ts';
import { isOffered, isWanted } from '../language/features.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from './notes.ts';

/** `[[key]]` and `[[name of a note]]` open the note of a paper, or make it. `[[@key]]` is a citation, and links as one. */
export function registerWikiLinks({
  papers,
  notes,
  citing,
}: {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly citing: CitingDocuments;
}): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(citingDocuments, {
    async provideDocumentLinks(document, token) {
      if (syntaxOf(document.languageId, document.uri.path) !== 'markdown' || !document.getText().includes('[['))
        return undefined;
      if (!isOffered('noteLinks', document) || !isWanted('links', document)) return undefined;
      const { version } = document;
      const { links } = await citing.outgoingOf(document.uri.toString());
      if (token.isCancellationRequested || document.version !== version) return undefined;
      return links.flatMap(({ form, target, leadsTo, range: { start, end } }) => {
        if (form !== 'wiki' || target.startsWith('@')) return [];
        const range = new vscode.Range(start.line, start.character, end.line, end.character);
        if (leadsTo !== undefined) {
          const uri = vscode.Uri.parse(leadsTo);
          return notes.at(uri) ? [new vscode.DocumentLink(range, uri)] : [];
        }
        const paper = papers.get(target);
        if (!paper) return [];
        const note = notes.of(paper.key);
        const link = new vscode.DocumentLink(
          range,
          note ? vscode.Uri.parse(note.uri) : commandUri(commands.openNote, paper.id),
        );
        if (!note) link.tooltip = vscode.l10n.t('Create the note of {0}', paper.key);
        return [link];
      });
    },
  });
}
