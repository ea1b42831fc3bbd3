import type * as vscode from 'vscode';
import { paperOf } from '../../core/entry/paper.ts';
import type { RawEntry } from '../../core/formats/bibtex/raw.ts';
import type { BibReading } from '../../core/language/bib/reading.ts';
import { entryOf } from '../../core/language/bib/reading.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { paperCard } from '../papers/card.ts';

export interface CardParts {
  readonly papers: Papers;
  readonly notes: Notes;
}

/** The card of an entry as the document has it, saved or not. */
export function cardOf({ papers, notes }: CardParts, reading: BibReading, raw: RawEntry): vscode.MarkdownString {
  const entry = entryOf(reading, raw);
  const known = papers.get(raw.key);
  const isHere = known?.sources.includes(reading.file.uri) ?? false;
  const topics = isHere && known ? papers.topicTitles(known.topics) : [];
  return paperCard(entry, paperOf(entry), topics, notes.of(raw.key));
}

/** The card of a paper that stands in another file of the library. */
export async function cardOfKey({ papers, notes }: CardParts, key: string): Promise<vscode.MarkdownString | undefined> {
  const paper = papers.get(key);
  const entry = paper && (await papers.entry(paper.id));
  return entry && paperCard(entry, paper, papers.topicTitles(paper.topics), notes.of(paper.key));
}
