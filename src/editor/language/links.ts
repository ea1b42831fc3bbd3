import * as vscode from 'vscode';
import type { Citation } from '../../core/citations/citation.ts';
import { linkedKeys } from '../../core/language/shown.ts';
import { commands, innerCommands } from '../ids.ts';
import { keyLink } from '../settings.ts';
import type { LanguageParts } from './cited.ts';
import { commandUri } from './cited.ts';
import { citingDocuments, rangeOf } from './documents.ts';
import { isOffered } from './features.ts';

class KeyLink extends vscode.DocumentLink {
  readonly document: vscode.TextDocument;
  readonly citation: Citation;

  constructor(document: vscode.TextDocument, citation: Citation) {
    super(rangeOf(document, citation.keyAt));
    this.document = document;
    this.citation = citation;
  }
}

/** `[[@key]]` opens the paper's note; other keys are links where the user wants them to be. */
export function registerLinks({ papers, notes, citations }: LanguageParts): vscode.Disposable {
  const targetOf = async ({ document, citation }: KeyLink): Promise<vscode.Uri | undefined> => {
    const opens = citation.kind === 'noteLink' ? 'note' : keyLink(document);
    const note = opens === 'note' ? notes.of(citation.key) : undefined;
    if (note) return vscode.Uri.parse(note.uri);
    const paper = await papers.cited(citation.key, document);
    if (!paper) return undefined;
    if (opens === 'note') return commandUri(commands.openNote, paper.id);
    if (opens === 'source') return commandUri(innerCommands.openEntry, paper.id, document.uri.toString());
    const { doi, arxiv, url, pdf } = paper.links;
    const page = doi ?? arxiv ?? url ?? pdf;
    return page === undefined ? undefined : vscode.Uri.parse(page);
  };
  return vscode.languages.registerDocumentLinkProvider(citingDocuments, {
    provideDocumentLinks(document) {
      const reading = isOffered('links', document) ? citations.of(document) : undefined;
      return reading && linkedKeys(reading, keyLink(document) !== undefined).map((each) => new KeyLink(document, each));
    },
    async resolveDocumentLink(link) {
      if (!(link instanceof KeyLink)) return link;
      const target = await targetOf(link);
      if (target) link.target = target;
      if (target?.scheme === 'command') {
        link.tooltip =
          link.citation.kind === 'noteLink' || keyLink(link.document) === 'note'
            ? vscode.l10n.t('Create the note of {0}', link.citation.key)
            : vscode.l10n.t('Open the entry of {0}', link.citation.key);
      }
      return link;
    },
  });
}
