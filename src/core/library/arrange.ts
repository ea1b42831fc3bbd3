import type { Paper } from '../entry/paper.ts';
import { Arrangement } from './arrange/arrangement.ts';
import type { Section } from './arrange/arrangement.ts';
import { boardOf, columnsOf } from './arrange/board.ts';
import type { Board, BoardSpec, Cards } from './arrange/board.ts';
import { canFollow, grouped, regrouped } from './arrange/groups.ts';
import type { Grouped, GroupedBy, Moved } from './arrange/groups.ts';
import { comparing, replaced, rowOf, sorted, sortKey } from './arrange/rows.ts';
import type { Row } from './arrange/rows.ts';
import { valuesOf } from './arrange/values.ts';
import type { Library } from './library.ts';
import type { QueryField } from './query.ts';
import type { NotedFacts, NoteOf } from './query/facts.ts';
import type { ReadingFacts } from './reading/facts.ts';

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
  readonly asked: string;
  readonly pinned: readonly string[];
  readonly arrangement: Arrangement;
}

/** When more papers have changed, groups are made anew. */
const mostMoved = 5000;

/**
 * Lists the papers of a library under headings, page by page, so that whoever shows them needs to
 * know only what is on the screen. Everything runs in steps of a few milliseconds.
 */
export class Arranger {
  readonly #library: Library;
  readonly #rows = new Map<string, Row>();
  #notes: ReadonlyMap<string, NoteFacts> = new Map();
  #readings: ReadonlyMap<string, ReadingFacts> = new Map();
  #sorted: { readonly order: Order; readonly rows: readonly Row[] } | undefined;
  #last: Arranged | undefined;
  /** The last one, though something may have changed since. */
  #before: Arranged | undefined;
  /** The groups of all papers as they were arranged last, and the papers that changed since then. */
  #grouped:
    | { readonly asked: string; readonly pinned: readonly string[]; readonly version: number; readonly groups: Grouped }
    | undefined;
  #cards: Cards | undefined;
  readonly #moved = new Map<string, Moved>();
  #version = 0;
  /** Papers whose note or reading is another now. */
  readonly #noted = new Set<string>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** What headings are sorted by; the same ones come again with every arrangement. */
  readonly #keys = new Map<string, string>();
  readonly #keyOf = (label: string): string => {
    const key = this.#keys.get(label) ?? sortKey(label);
    this.#keys.set(label, key);
    return key;
  };

  /** For queries such as `has:note` and `is:read`. */
  readonly noteOf: NoteOf = (key): NotedFacts | undefined => {
    const reading = this.#readings.get(key);
    const hasNote = this.#notes.has(key);
    return hasNote || reading ? { hasNote, ...(reading ? { reading } : {}) } : undefined;
  };

  /** All notes there are, in place of those there were. */
  setNotes(notes: readonly NoteFacts[]): void {
    const now = new Map(notes.map((note) => [note.key, note]));
    for (const key of new Set([...this.#notes.keys(), ...now.keys()])) {
      const [was, is] = [this.#notes.get(key), now.get(key)];
      if (was?.created !== is?.created || !was !== !is) this.#noted.add(key);
    }
    this.#notes = now;
  }

  /** How far papers are read, in place of what was told before. */
  setReadings(readings: readonly ReadingFacts[]): void {
    const now = new Map(readings.map((reading) => [reading.key, reading]));
    for (const key of new Set([...this.#readings.keys(), ...now.keys()])) {
      if (JSON.stringify(this.#readings.get(key)) !== JSON.stringify(now.get(key))) this.#noted.add(key);
    }
    this.#readings = now;
  }

  /** What stands at the top. Without grouping, papers; or headings where those are too many. */
  *groups(spec: ArrangeSpec): Generator<void, Groups> {
    const arrangement = yield* this.#arrangement(spec);
    return { ...this.#pageOf(arrangement.top), total: this.#rows.size, found: arrangement.top.heading.count };
  }

  /** What stands below a heading; nothing where it is gone. */
  *members(spec: ArrangeSpec, group: string, offset = 0, limit = longestPage): Generator<void, Page> {
    const section = (yield* this.#arrangement(spec)).section(group);
    return section ? this.#pageOf(section, offset, limit) : { headings: [], papers: [] };
  }

  /** Where a paper stands first, by its id; nothing where it is not listed. */
  *locate(spec: ArrangeSpec, id: string): Generator<void, Located | undefined> {
    const arrangement = yield* this.#arrangement(spec);
    const [row, paper] = [this.#rows.get(id), this.#library.paper(id)];
    const path = row && arrangement.pathTo(row);
    return path && paper && { path: path.map(({ heading }) => heading), paper };
  }

  /** All papers below some headings, in order and each once. */
  *below(spec: ArrangeSpec, groups: readonly string[]): Generator<void, Paper[]> {
    const arrangement = yield* this.#arrangement(spec);
    const rows = new Set(groups.flatMap((group) => arrangement.section(group)?.rows() ?? []));
    return this.#papersOf([...rows]);
  }

  /** Values of a field, the most common first. */
  *values(field: QueryField): Generator<void, readonly string[]> {
    yield* this.#refresh();
    return valuesOf(field, this.#rows.values(), (topic) => this.#library.topic(topic)?.title ?? topic);
  }

  /** The papers of the reading list in columns; see `boardOf`. */
  *board({ query, columns }: BoardSpec): Generator<void, Board> {
    yield* this.#refresh();
    this.#cards ??= yield* boardOf(this.#listedKeys(), (key) => this.#rows.get(key));
    const text = query.trim();
    const found = text ? new Set(this.#library.filter(text, this.noteOf)) : undefined;
    yield;
    return columnsOf(this.#cards, columns, found, (rows) => this.#papersOf(rows));
  }

  /** Keys of all papers that have a status or a note. */
  *#listedKeys(): Generator<string> {
    for (const [key, { status }] of this.#readings) if (status !== undefined) yield key;
    for (const key of this.#notes.keys()) if (this.#readings.get(key)?.status === undefined) yield key;
  }

  #pageOf(section: Section, offset = 0, limit = longestPage): Page {
    const end = offset + Math.min(limit, longestPage);
    return section.isLeaf
      ? { headings: [], papers: this.#papersOf(section.rows().slice(offset, end)) }
      : {
          headings: section
            .sections()
            .slice(offset, end)
            .map(({ heading }) => heading),
          papers: [],
        };
  }

  #papersOf(rows: readonly Row[]): Paper[] {
    return rows.map(({ id }) => this.#library.paper(id)).filter((paper) => paper !== undefined);
  }

  *#arrangement(spec: ArrangeSpec): Generator<void, Arrangement> {
    const isChanged = yield* this.#refresh();
    const asked = JSON.stringify(spec);
    const pinned = this.#library.pinnedTopics;
    if (!isChanged && this.#last?.asked === asked && this.#last.pinned === pinned) return this.#last.arrangement;
    const all = yield* this.#inOrder(spec.order);
    const query = spec.query.trim();
    const found = query ? new Set(this.#library.filter(query, this.noteOf)) : undefined;
    yield;
    const rows = found ? all.filter(({ id }) => found.has(id)) : all;
    const by = { spec, pinned, topicOf: (topic: string) => this.#library.topic(topic), keyOf: this.#keyOf };
    const groups =
      spec.grouping === 'none' ? undefined : yield* found ? grouped(by, rows) : this.#groups(asked, by, rows);
    const before = this.#before?.asked === asked ? this.#before.arrangement : undefined;
    const arrangement = yield* Arrangement.of(spec, rows, groups?.inOrder ?? [], before);
    this.#last = this.#before = { asked, pinned, arrangement };
    return arrangement;
  }

  /** The groups of all papers: those there were, where they can follow what changed. */
  *#groups(asked: string, by: GroupedBy, rows: readonly Row[]): Generator<void, Grouped> {
    const { pinned } = by;
    const version = this.#library.topicsVersion;
    const before = this.#grouped;
    this.#grouped = undefined; // until they are whole again
    const moved = [...this.#moved.values()];
    this.#moved.clear();
    const isKnown = before?.asked === asked && before.pinned === pinned && before.version === version;
    const groups = yield* isKnown && canFollow(by.spec) ? regrouped(by, before.groups, moved) : grouped(by, rows);
    this.#grouped = { asked, pinned, version, groups };
    return groups;
  }

  /** Takes over what changed in the library and the notes; whether anything did. */
  *#refresh(): Generator<void, boolean> {
    const touched = new Set(this.#library.takeTouched());
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
      if (++done % 100 === 0) yield;
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

  *#inOrder(order: Order): Generator<void, readonly Row[]> {
    if (this.#sorted?.order === order) return this.#sorted.rows;
    const rows = yield* sorted([...this.#rows.values()], comparing(order));
    this.#sorted = { order, rows };
    return rows;
  }
}
