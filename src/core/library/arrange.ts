import type { Paper } from '../entry/paper.ts';
import { LongMap } from '../longMap.ts';
import { sorted } from '../sorting.ts';
import { setOf } from '../steps.ts';
import type { Steps } from '../steps.ts';
import { Arrangement } from './arrange/arrangement.ts';
import type { Section } from './arrange/arrangement.ts';
import { boardOf, columnsOf } from './arrange/board.ts';
import type { Board, BoardSpec, Cards } from './arrange/board.ts';
import { canFollow, grouped, regrouped, retitled } from './arrange/groups.ts';
import type { Grouped, GroupedBy, Moved } from './arrange/groups.ts';
import { among, comparing, replaced, rowOf, sortKey } from './arrange/rows.ts';
import type { Row } from './arrange/rows.ts';
import { valuesOf } from './arrange/values.ts';
import type { Library } from './library.ts';
import type { QueryField } from './query.ts';
import type { NotedFacts, NoteOf } from './query/facts.ts';
import type { ReadingFacts, ReadingNews } from './reading/facts.ts';

export const groupings = ['topic', 'year', 'author', 'venue', 'status', 'none'] as const;
export type Grouping = (typeof groupings)[number];

export const orders = ['year', 'author', 'title', 'note', 'priority'] as const;
/** What papers are sorted by; `year` and `note` put the newest first, `priority` what has waited longest. */
export type Order = (typeof orders)[number];

/** No list of headings or papers that is handed out is longer than this. */
export const longestPage = 500;

/** What is listed, and how. */
export interface ArrangeSpec {
  readonly grouping: Grouping;
  readonly order: Order;
  /** A query that leaves out what it does not fit; empty for all papers. */
  readonly query: string;
  /** Headings of what says nothing: "No topic", "No year", ... */
  readonly others: Readonly<Record<'topic' | 'year' | 'author' | 'venue' | 'status' | 'note', string>>;
  readonly reading: ReadingSpec;
}

/** How the reading of papers is shown. */
export interface ReadingSpec {
  /** In their order; each is a heading even where no paper has it. */
  readonly statuses: readonly { readonly id: string; readonly title: string }[];
  /** The heading of papers that have a note, and no status. */
  readonly noted: string;
  /** What lists that are sorted by priority are divided by. */
  readonly priorities: Readonly<Record<'high' | 'medium' | 'none' | 'low' | 'done' | 'other', string>>;
}

/** A heading with papers or with further headings below it, never more than `longestPage` of them. */
export interface Heading {
  /** Stable, so that a tree can keep what is open. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** How many papers stand below it, each counted once. */
  readonly count: number;
  /** Another one as soon as anything about it or below it is different. */
  readonly stamp: string;
  readonly topic?: { readonly id: string; readonly isProposed: boolean; readonly isPinned: boolean };
  /** The status of the papers below it; empty for none. */
  readonly status?: string;
}

/** What stands below a heading, or at the top: headings or papers. */
export interface Page {
  readonly headings: readonly Heading[];
  readonly papers: readonly Paper[];
}

export interface Groups extends Page {
  /** How many papers there are, and how many of them the query leaves. */
  readonly total: number;
  readonly found: number;
}

/** A paper and the headings above it, the outermost first. */
export interface Located {
  readonly path: readonly Heading[];
  readonly paper: Paper;
}

/** What is known about the note of a paper. */
export interface NoteFacts {
  readonly key: string;
  /** When it was made, in milliseconds. */
  readonly created: number;
}

interface Arranged {
  /** The spec, and what is pinned. */
  readonly asked: string;
  /** That of the topics. */
  readonly version: number;
  readonly arrangement: Arrangement;
}

/** When more papers have changed, groups are made anew. */
const mostMoved = 5000;
/** Rows looked at in one step, */
const step = 2500;
/** and papers made into what is listed of them. */
const fewer = 20;

/** Which PDFs somebody looked for, by the keys of their papers. */
export interface PdfNews {
  readonly there: readonly string[];
  readonly gone: readonly string[];
}

/**
 * Lists the papers of a library under headings, page by page, so that whoever shows them needs to
 * know only what is on the screen. Everything runs in steps of a few milliseconds.
 */
export class Arranger {
  readonly #library: Library;
  readonly #rows = new LongMap<string, Row>();
  #notes: ReadonlyMap<string, NoteFacts> = new Map();
  readonly #readings = new Map<string, ReadingFacts>();
  #sorted: { readonly order: Order; readonly rows: readonly Row[] } | undefined;
  #last: Arranged | undefined;
  /** The last one, though something may have changed since. */
  #before: Arranged | undefined;
  /** The groups of all papers as they were arranged last, and the papers that changed since then. */
  #grouped: { readonly asked: string; readonly version: number; readonly groups: Grouped } | undefined;
  #cards: Cards | undefined;
  readonly #moved = new Map<string, Moved>();
  #version = 0;
  #pdfs: ReadonlyMap<string, boolean> = new Map();
  /** Papers whose note, reading or PDF is another now. */
  readonly #noted = new Set<string>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** What headings are sorted by; the same ones come again with every arrangement. */
  readonly #keys = new LongMap<string, string>();
  readonly #keyOf = (label: string): string => {
    const key = this.#keys.get(label) ?? sortKey(label);
    this.#keys.set(label, key);
    return key;
  };

  /** For queries such as `has:note` and `is:read`. */
  readonly noteOf: NoteOf = (key): NotedFacts | undefined => {
    const reading = this.#readings.get(key);
    const hasNote = this.#notes.has(key);
    const hasPdf = this.#pdfs.get(key);
    if (!hasNote && !reading && hasPdf === undefined) return undefined;
    return { hasNote, ...(reading ? { reading } : {}), ...(hasPdf === undefined ? {} : { hasPdf }) };
  };

  /** The keys of papers whose PDF is there, and of those whose entry names one that is not; in place of those before. */
  setPdfs({ there, gone }: PdfNews): void {
    const now = new Map([...there.map((key) => [key, true] as const), ...gone.map((key) => [key, false] as const)]);
    for (const key of new Set([...this.#pdfs.keys(), ...now.keys()]))
      if (this.#pdfs.get(key) !== now.get(key)) this.#noted.add(key);
    this.#pdfs = now;
  }

  /** All notes there are, in place of those there were. */
  setNotes(notes: readonly NoteFacts[]): void {
    const now = new Map(notes.map((note) => [note.key, note]));
    for (const key of new Set([...this.#notes.keys(), ...now.keys()])) {
      const [was, is] = [this.#notes.get(key), now.get(key)];
      if (was?.created !== is?.created || !was !== !is) this.#noted.add(key);
    }
    this.#notes = now;
  }

  /** Takes over how far papers are read. */
  changeReadings({ changed, removed }: ReadingNews): void {
    for (const reading of changed) this.#readings.set(reading.key, reading);
    for (const key of removed) this.#readings.delete(key);
    for (const { key } of changed) this.#noted.add(key);
    for (const key of removed) this.#noted.add(key);
  }

  /** What stands at the top. Without grouping, papers; or headings where those are too many. */
  *groups(spec: ArrangeSpec): Steps<Groups> {
    const { top } = yield* this.#arrangement(spec);
    return { ...(yield* this.#pageOf(top)), total: this.#rows.size, found: top.heading.count };
  }

  /** What stands below a heading; nothing where it is gone. */
  *members(spec: ArrangeSpec, group: string, offset = 0, limit = longestPage): Steps<Page> {
    const section = yield* (yield* this.#arrangement(spec)).section(group);
    return section ? yield* this.#pageOf(section, offset, limit) : { headings: [], papers: [] };
  }

  /** Where a paper stands first, by its id; nothing where it is not listed. */
  *locate(spec: ArrangeSpec, id: string): Steps<Located | undefined> {
    const arrangement = yield* this.#arrangement(spec);
    const [row, paper] = [this.#rows.get(id), this.#library.paper(id)];
    const path = row && (yield* arrangement.pathTo(row));
    return path && paper && { path: path.map(({ heading }) => heading), paper };
  }

  /** All papers below some headings, in order and each once. */
  *below(spec: ArrangeSpec, groups: readonly string[]): Steps<Paper[]> {
    const arrangement = yield* this.#arrangement(spec);
    const rows = new Set<Row>();
    for (const group of groups) {
      const section = yield* arrangement.section(group);
      for (const row of section ? yield* section.rows() : []) if (rows.add(row).size % step === 0) yield;
    }
    return yield* this.#papersOf([...rows]);
  }

  /** Values of a field, the most common first. */
  *values(field: QueryField): Steps<readonly string[]> {
    yield* this.#refresh();
    return yield* valuesOf(field, this.#rows.values(), (topic) => this.#library.topic(topic).title);
  }

  /** The papers of the reading list in columns; see `boardOf`. */
  *board({ query, columns }: BoardSpec): Steps<Board> {
    yield* this.#refresh();
    this.#cards ??= yield* boardOf(this.#listedKeys(), (key) => this.#rows.get(key));
    const text = query.trim();
    const found = text ? yield* setOf(yield* this.#library.filter(text, this.noteOf)) : undefined;
    return yield* columnsOf(this.#cards, columns, found, (rows) => this.#papersOf(rows));
  }

  /** Keys of all papers that have a status or a note. */
  *#listedKeys(): Generator<string> {
    for (const [key, { status }] of this.#readings) if (status !== undefined) yield key;
    for (const key of this.#notes.keys()) if (this.#readings.get(key)?.status === undefined) yield key;
  }

  *#pageOf(section: Section, offset = 0, limit = longestPage): Steps<Page> {
    const end = offset + Math.min(limit, longestPage);
    if (section.isLeaf)
      return { headings: [], papers: yield* this.#papersOf((yield* section.rows()).slice(offset, end)) };
    const sections = (yield* section.sections()).slice(offset, end);
    return { headings: sections.map(({ heading }) => heading), papers: [] };
  }

  *#papersOf(rows: readonly Row[]): Steps<Paper[]> {
    const papers: Paper[] = [];
    for (const [at, { id }] of rows.entries()) {
      const paper = this.#library.paper(id);
      if (paper) papers.push(paper);
      if (at % fewer === fewer - 1) yield;
    }
    return papers;
  }

  *#arrangement(spec: ArrangeSpec): Steps<Arrangement> {
    const isChanged = yield* this.#refresh();
    const { pinnedTopics: pinned, topicsVersion: version } = this.#library;
    const asked = JSON.stringify([spec, pinned]);
    if (!isChanged && this.#last?.asked === asked && this.#last.version === version) return this.#last.arrangement;
    const all = yield* this.#inOrder(spec.order);
    const query = spec.query.trim();
    const found = query ? yield* this.#library.filter(query, this.noteOf) : undefined;
    const rows = found ? yield* among(all, yield* setOf(found)) : all;
    const by = { spec, pinned, topicOf: (topic: string) => this.#library.topic(topic), keyOf: this.#keyOf };
    const groups =
      spec.grouping === 'none' ? undefined : yield* found ? grouped(by, rows) : this.#groups(asked, by, rows);
    const before = this.#before?.asked === asked ? this.#before.arrangement : undefined;
    const arrangement = yield* Arrangement.of(spec, rows, groups?.inOrder ?? [], before);
    this.#last = this.#before = { asked, version, arrangement };
    return arrangement;
  }

  /** The groups of all papers: those there were, where they can follow what changed. */
  *#groups(asked: string, by: GroupedBy, rows: readonly Row[]): Steps<Grouped> {
    const version = this.#library.topicsVersion;
    const before = this.#grouped;
    this.#grouped = undefined; // until they are whole again
    const moved = [...this.#moved.values()];
    this.#moved.clear();
    const canBeKept = before?.asked === asked && canFollow(by.spec);
    const kept = canBeKept && (before.version === version ? before.groups : yield* retitled(by, before.groups));
    const groups = yield* kept ? regrouped(by, kept, moved) : grouped(by, rows);
    this.#grouped = { asked, version, groups };
    return groups;
  }

  /** Takes over what changed in the library and the notes; whether anything did. */
  *#refresh(): Steps<boolean> {
    const touched = this.#library.takeTouched();
    for (const key of this.#noted) for (const { id } of this.#library.placesOf(key)) touched.add(id);
    this.#noted.clear();
    if (!touched.size) return false;
    this.#last = this.#cards = undefined;
    const gone: Row[] = [];
    const fresh: Row[] = [];
    let done = 0;
    for (const id of touched) {
      const was = this.#rows.get(id);
      if (was) gone.push(was);
      const paper = this.#library.listed(id);
      const now =
        paper && rowOf(paper, ++this.#version, this.#notes.get(paper.key)?.created, this.#readings.get(paper.key));
      if (now) {
        this.#rows.set(id, now);
        fresh.push(now);
      } else {
        this.#rows.delete(id);
      }
      if (this.#grouped) this.#moved.set(id, { was: this.#moved.has(id) ? this.#moved.get(id)?.was : was, now });
      if (++done % fewer === 0) yield;
    }
    if (this.#moved.size > mostMoved) {
      this.#grouped = undefined;
      this.#moved.clear();
    }
    if (this.#sorted) {
      const { order, rows } = this.#sorted;
      this.#sorted = undefined; // until it is whole again
      this.#sorted = { order, rows: yield* replaced(rows, gone, fresh, comparing(order)) };
    }
    return true;
  }

  *#inOrder(order: Order): Steps<readonly Row[]> {
    if (this.#sorted?.order === order) return this.#sorted.rows;
    const rows = yield* sorted([...this.#rows.values()], comparing(order));
    this.#sorted = { order, rows };
    return rows;
  }
}
