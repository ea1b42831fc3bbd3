import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import { allAuthors } from '../../core/entry/paper.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { firstSentences } from '../../core/entry/sentences.ts';
import type { Note } from '../../core/notes/noteIndex.ts';
import type { PaperReading } from '../../core/notes/reading/known.ts';
import { readingLine } from '../reading/line.ts';
import { code, markdown, plain } from './markdown.ts';

/** Of the abstract, a card shows no more than this many characters. */
const abstractLength = 320;

/** A paper at a glance, for tooltips and completion: what it is, where it is, what it says. */
export function paperCard(
  entry: Entry,
  paper: Paper,
  topics: readonly string[],
  note: Note | undefined,
  reading?: PaperReading,
): vscode.MarkdownString {
  const { arxiv, doi, links } = paper;
  const identifiers = [
    arxiv && links.arxiv ? `[arXiv:${plain(arxiv)}](${links.arxiv})` : '',
    doi && links.doi ? `[doi:${plain(doi)}](${links.doi})` : '',
  ].filter(Boolean);
  const blocks = [
    titleLine(paper),
    plain(allAuthors(entry)),
    [paper.venue, paper.year]
      .filter(Boolean)
      .map((part) => plain(String(part)))
      .join(', '),
    identifiers.join(' · '),
    abstractLines(entry),
    topicsLine(topics),
    noteLine(note, reading),
    readingLine(reading),
    partialLine(entry),
    keyLine(paper),
  ];
  return markdown(blocks.filter(Boolean).join('\n\n'));
}

export function titleLine({ title }: Paper): string {
  return `**${plain(title)}**`;
}

/** The first sentences of the abstract. */
export function abstractLines({ item }: Entry): string {
  return plain(firstSentences(item.abstract ?? '', abstractLength));
}

export function topicsLine(topics: readonly string[]): string {
  return topics.length ? `$(tag) ${topics.map(plain).join(' · ')}` : '';
}

/** A warning where the source itself says that something is missing. */
export function partialLine({ partial }: Entry): string {
  return partial ? `$(warning) ${vscode.l10n.t('Not every field of this entry could be confirmed.')}` : '';
}

export function keyLine({ key }: Paper): string {
  return code(key);
}

function noteLine(note: Note | undefined, reading: PaperReading | undefined): string {
  if (!note) return `$(circle-outline) ${vscode.l10n.t('No note')}`;
  const isSaid = reading !== undefined || !note.status;
  return `$(note) ${isSaid ? vscode.l10n.t('Has a note') : vscode.l10n.t('Note: {0}', plain(note.status))}`;
}
