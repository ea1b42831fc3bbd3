import * as vscode from 'vscode';
import { referenceLine } from '../../core/bibliography/referenceLine.ts';
import type { Entry } from '../../core/entry/entry.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { CitationPlace } from '../citing/editCitation.ts';
import { commands, innerCommands } from '../ids.ts';
import { abstractLines, keyLine, partialLine, titleLine, topicsLine } from '../papers/card.ts';
import { code, link, markdownWith, plain } from '../papers/markdown.ts';
import type { LanguageParts } from './cited.ts';
import { citedAt, commandUri } from './cited.ts';
import { citingDocuments } from './documents.ts';
import { isOffered } from './features.ts';
import { excerptOf } from './noteText.ts';

const enabledCommands = [commands.openNote, commands.showPaper, commands.editCitation, innerCommands.openEntry];

/** The paper under the mouse: its reference, the ways to its note, entry and addresses, and what the user wrote about it. */
export function registerHover(parts: LanguageParts): vscode.Disposable {
  const { papers, citations } = parts;
  return vscode.languages.registerHoverProvider(citingDocuments, {
    async provideHover(document, position, token) {
      if (!isOffered('hover', document)) return undefined;
      const cited = citedAt(citations, document, position);
      if (!cited) return undefined;
      const { key } = cited.citation;
      const paper = await papers.cited(key, document);
      if (token.isCancellationRequested) return undefined;
      const entry = paper && (await papers.entry(paper.id));
      const place: CitationPlace = { uri: document.uri.toString(), offset: document.offsetAt(position) };
      const blocks =
        entry && paper ? await known(parts, document, key, paper, entry) : await unknown(parts, document, key);
      if (token.isCancellationRequested) return undefined;
      const isLink = cited.citation.kind === 'noteLink';
      const edit = link(vscode.l10n.t('Edit Citation…'), commandUri(commands.editCitation, place).toString());
      const all = isLink ? blocks : [...blocks, `$(edit) ${edit}`];
      return new vscode.Hover(markdownWith(enabledCommands, all.filter(Boolean).join('\n\n')), cited.keyRange);
    },
  });
}

async function known(
  { papers, notes }: LanguageParts,
  document: vscode.TextDocument,
  key: string,
  paper: Paper,
  entry: Entry,
): Promise<readonly string[]> {
  const note = notes.of(paper.key);
  const excerpt = note ? await excerptOf(note, entry) : '';
  return [
    titleLine(paper),
    plain(referenceLine(entry.item)),
    linksLine(document, paper, note !== undefined),
    excerpt && `$(quote) ${excerpt.split(/\n+/).map(plain).join('  \n')}`,
    abstractLines(entry),
    topicsLine(papers.topicTitles(paper.topics)),
    partialLine(entry),
    paper.key === key ? '' : keyLine(paper), // cited by another key that it has
  ];
}

function linksLine({ uri }: vscode.TextDocument, { id, links, arxiv, doi }: Paper, hasNote: boolean): string {
  const note = hasNote ? vscode.l10n.t('Open Note') : vscode.l10n.t('Create Note');
  const entry = commandUri(innerCommands.openEntry, id, uri.toString()).toString();
  return [
    `$(note) ${link(note, commandUri(commands.openNote, id).toString())}`,
    `$(go-to-file) ${link(vscode.l10n.t('Open Entry'), entry)}`,
    links.pdf && `$(file-pdf) ${link('PDF', links.pdf)}`,
    links.doi && link(`doi:${doi ?? ''}`, links.doi),
    links.arxiv && link(`arXiv:${arxiv ?? ''}`, links.arxiv),
    links.url && links.url !== links.pdf && !links.doi && !links.arxiv && link(vscode.l10n.t('Web Page'), links.url),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** That nobody has the key, and who has nearly the same. */
async function unknown(
  { papers }: LanguageParts,
  { uri }: vscode.TextDocument,
  key: string,
): Promise<readonly string[]> {
  const keys = await papers.ask('nearKeys', { key, uris: papers.bibliographiesOf(uri) });
  const near = keys.map((other) => link(other, commandUri(commands.showPaper, other).toString()));
  return [
    `$(question) ${vscode.l10n.t('No paper has the key {0}.', code(key))}`,
    near.length ? vscode.l10n.t('Did you mean {0}?', near.join(' · ')) : '',
  ];
}
