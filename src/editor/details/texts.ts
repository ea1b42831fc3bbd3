import * as vscode from 'vscode';
import type { DetailsTexts } from '../../webview/details/protocol.ts';

export const detailsTexts = (): DetailsTexts => ({
  empty: vscode.l10n.t('Select a paper to see its abstract, links and note.'),
  cite: vscode.l10n.t('Cite'),
  createNote: vscode.l10n.t('Create Note'),
  openNote: vscode.l10n.t('Open Note'),
  abstract: vscode.l10n.t('Abstract'),
  noAbstract: vscode.l10n.t('No abstract.'),
  topics: vscode.l10n.t('Topics'),
  bibtex: vscode.l10n.t('BibTeX'),
  copy: vscode.l10n.t('Copy'),
  copyBibtex: vscode.l10n.t('Copy BibTeX'),
  copyReference: vscode.l10n.t('Copy Reference'),
  copyKey: vscode.l10n.t('Copy Citation Key'),
  reading: vscode.l10n.t('Reading'),
  status: vscode.l10n.t('Status'),
  priority: vscode.l10n.t('Priority'),
  rating: vscode.l10n.t('Rating'),
  tags: vscode.l10n.t('Edit Tags…'),
  files: vscode.l10n.t('Files'),
  openFile: vscode.l10n.t('Open'),
  revealFile: vscode.l10n.t('Show in Folder'),
  missingFile: vscode.l10n.t('not there'),
  linkPdf: vscode.l10n.t('Link PDF…'),
  importAnnotations: vscode.l10n.t('Import Annotations'),
});
