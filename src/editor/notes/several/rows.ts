import * as vscode from 'vscode';
import { citationText } from '../../../core/citations/write.ts';
import { sortName, creatorsOf } from '../../../core/entry/authors.ts';
import type { Entry } from '../../../core/entry/entry.ts';
import type { Paper } from '../../../core/entry/paper.ts';
import { authorYear } from '../../../core/entry/paper.ts';
import { linkTo } from '../../../core/sources/fileLinks.ts';
import type { TableSpec } from '../../../core/notes/table/marker.ts';
import type { TableRow } from '../../../core/notes/table/table.ts';
import { fieldIn } from '../../../core/notes/table/values.ts';
import type { Papers } from '../../library/papers.ts';
import { citationForms } from '../../settings.ts';
import type { Topics } from '../../topics/topics.ts';
import type { ReadingList } from '../../reading/list.ts';
import type { Notes } from '../notes.ts';
import type { Fields, NoteFields } from './noteFields.ts';
import { querySet, topicSet } from './sets.ts';
import { openDocument } from '../../openDocument.ts';

export interface RowParts {
  readonly papers: Papers;
  readonly topics: Topics;
  readonly notes: Notes;
  readonly reading: ReadingList;
  readonly fields: NoteFields;
}

/** What the library says of a paper by these names; everything else is asked of its note. */
export const libraryFields = ['title', 'authors', 'year', 'venue', 'key', 'doi', 'arxiv', 'topics'] as const;

/** The papers that a table shows; nothing where no paper has its topic. */
export async function papersIn(
  { topic, query }: TableSpec,
  { papers, topics }: RowParts,
): Promise<readonly Paper[] | undefined> {
  const ofTopic = topic === undefined ? undefined : topicSet(topics, topic)?.papers;
  if (query === undefined || (topic !== undefined && !ofTopic)) return ofTopic;
  const found = (await querySet(papers, query)).papers;
  if (!ofTopic) return found;
  const ids = new Set(ofTopic.map(({ id }) => id));
  return found.filter(({ id }) => ids.has(id));
}

/** The papers as rows of a table in a document; each is a link to its note, or else a citation. */
export async function rowsIn(document: vscode.Uri, shown: readonly Paper[], parts: RowParts): Promise<TableRow[]> {
  const { usual } = citationForms('markdown', openDocument(document.toString()));
  const isWiki = usual.includes('[[');
  const path = document.scheme === 'untitled' ? '/' : document.path;
  return rowsOf(shown, parts, (paper) => {
    const note = parts.notes.of(paper.key);
    return note && !isWiki
      ? linkTo(authorYear(paper), path, vscode.Uri.parse(note.uri).path)
      : citationText(usual, [paper.key], 'markdown');
  });
}

/** The papers as rows of a file for other programs: names in full, no links. */
export async function plainRows(shown: readonly Paper[], parts: RowParts): Promise<TableRow[]> {
  const entries = await parts.papers.entries(shown.map(({ id }) => id));
  const authors = authorsOf(shown, entries);
  const rows = await rowsOf(shown, parts, authorYear);
  return rows.map((row, at) => ({
    ...row,
    valueOf: (field) => (field.toLowerCase() === 'authors' ? authors[at] : row.valueOf(field)),
  }));
}

/** The authors of each paper, by place, since several may have one key. What the library no longer has, its entries leave out. */
function authorsOf(shown: readonly Paper[], entries: readonly Entry[]): (string | undefined)[] {
  let next = 0;
  return shown.map(({ key }) => {
    const entry = entries[next];
    if (entry?.key !== key) return undefined;
    next++;
    return creatorsOf(entry.item).map(sortName).join('; ');
  });
}

async function rowsOf(
  shown: readonly Paper[],
  { topics, notes, reading, fields }: RowParts,
  nameOf: (paper: Paper) => string,
): Promise<TableRow[]> {
  const read = await fields.of(shown.flatMap(({ key }) => notes.of(key)?.uri ?? []));
  return shown.map((paper) => {
    const note = notes.of(paper.key);
    const own = (note && read.get(note.uri)) ?? {};
    const facts = factsOf(paper, topics);
    // papers without a note are in the reading list's own file
    const listed = reading.entry(paper.key) ?? {};
    return {
      key: paper.key,
      paper: nameOf(paper),
      valueOf: (field) => fieldIn(facts, field) ?? fieldIn(own, field) ?? fieldIn(listed, field),
    };
  });
}

function factsOf({ title, authors, year, venue, key, doi, arxiv, topics: ids }: Paper, topics: Topics): Fields {
  const titles = ids.map((id) => topics.get(id).title);
  const facts = { title, authors: authors || undefined, year, venue, key, doi, arxiv };
  return titles.length ? { ...facts, topics: titles } : facts;
}

/** The fields that notes of these papers have, the most common first, those that the library knows left out. */
export async function fieldNames(shown: readonly Paper[], { notes, fields }: RowParts): Promise<readonly string[]> {
  const read = await fields.of(shown.flatMap(({ key }) => notes.of(key)?.uri ?? []));
  const counts = new Map<string, number>();
  for (const own of read.values()) for (const name of Object.keys(own)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const known = new Set<string>([...libraryFields, 'citekey']);
  return [...counts]
    .filter(([name]) => !known.has(name.toLowerCase()) && /^[^",]+$/.test(name))
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([name]) => name);
}
