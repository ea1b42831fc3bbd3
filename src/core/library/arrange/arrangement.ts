import { longestPage } from '../arrange.ts';
import type { ArrangeSpec, Heading } from '../arrange.ts';
import type { Topic } from '../topic.ts';
import { titling } from './headings.ts';
import type { Title } from './headings.ts';
import { compareKeys, last, sorted } from './rows.ts';
import type { Row } from './rows.ts';
import { split } from './split.ts';
import type { Level, Part } from './split.ts';

/** A heading with what stands below it, which is divided only when somebody looks. */
export interface Section {
  readonly heading: Heading;
  /** Whether papers stand right below it; else headings do. */
  readonly isLeaf: boolean;
  readonly rows: () => readonly Row[];
  readonly sections: () => readonly Section[];
}

/** A group under a heading of its own. */
interface Group {
  readonly title: Title;
  readonly key: string;
  readonly rows: Row[];
}

/** So many pinned topics stand before letters where there are too many topics for one list. */
const mostPinned = 50;

/** All papers under their headings, both sorted. */
export class Arrangement {
  readonly top: Section;
  readonly #sections = new Map<string, Section>();
  readonly #levels: readonly Level<Row>[];

  constructor(spec: ArrangeSpec, rows: readonly Row[], groups: readonly Group[]) {
    this.#levels = levelsOf(spec);
    const heading: Heading = { id: spec.grouping, label: '', count: rows.length, stamp: '' };
    this.top =
      spec.grouping === 'none'
        ? this.#ofRows(heading, rows, this.#levels)
        : this.#make(
            heading,
            false,
            () => rows,
            () => this.#ofGroups(spec.grouping, groups),
          );
  }

  /** A section by its id, which leads through the ids of those above it. */
  section(id: string): Section | undefined {
    const known = this.#sections.get(id);
    if (known) return known;
    this.top.sections();
    for (let at = id.indexOf('\n'); at >= 0; at = id.indexOf('\n', at + 1))
      this.#sections.get(id.slice(0, at))?.sections();
    return this.#sections.get(id);
  }

  /** The sections above a paper, where it stands first. */
  pathTo(row: Row): Section[] | undefined {
    const path: Section[] = [];
    for (let section = this.top; ;) {
      if (section.isLeaf) return section.rows().includes(row) ? path : undefined;
      const next = section.sections().find((below) => below.rows().includes(row));
      if (!next) return undefined;
      path.push(next);
      section = next;
    }
  }

  #ofGroups(parent: string, groups: readonly Group[]): Section[] {
    const whole = (some: readonly Group[]) => some.map((group) => this.#ofGroup(group, `${parent}:${group.title.id}`));
    if (groups.length <= longestPage) return whole(groups);
    // what is pinned and what says nothing stay where they are seen
    const pinned = groups.filter(({ title }) => title.topic?.isPinned).slice(0, mostPinned);
    const other = groups.filter(({ title }) => title.rank === Infinity);
    const others = groups.filter((group) => !pinned.includes(group) && group.title.rank !== Infinity);
    const level: Level<Group> = { keyOf: ({ key }) => key, isSpelled: parent !== 'year', labelOf: spelling };
    const parts = split(others, [level], longestPage - mostPinned - 1);
    return [...whole(pinned), ...parts.map((part) => this.#ofParts(`${parent}-range`, parent, part)), ...whole(other)];
  }

  /** Groups that are too many for one list, by their first letters. */
  #ofParts(above: string, grouping: string, { id: part, label, items, levels }: Part<Group>): Section {
    const id = `${above}\n${part}`;
    const rows = once(() =>
      items.length === 1 ? (items[0]?.rows ?? []) : [...new Set(items.flatMap((group) => group.rows))],
    );
    const heading = { id, label, count: rows().length, stamp: stampOf(rows(), label) };
    return this.#make(heading, false, rows, () =>
      items.length > longestPage
        ? split(items, levels, longestPage).map((smaller) => this.#ofParts(id, grouping, smaller))
        : items.map((group) => this.#ofGroup(group, `${id}\n${grouping}:${group.title.id}`)),
    );
  }

  #ofGroup({ title, rows }: Group, id: string): Section {
    const { label, description, topic } = title;
    const state = topic ? `${String(topic.isPinned)}${String(topic.isProposed)}` : '';
    const heading: Heading = {
      id,
      label,
      ...(description ? { description } : {}),
      count: rows.length,
      stamp: stampOf(rows, `${label}\n${description ?? ''}\n${state}`),
      ...(topic ? { topic } : {}),
    };
    return this.#ofRows(heading, rows, this.#levels);
  }

  #ofRows(heading: Heading, rows: readonly Row[], levels: readonly Level<Row>[]): Section {
    const parts = () =>
      split(rows, levels, longestPage).map(({ id, label, items, levels: further }) =>
        this.#ofRows(
          { id: `${heading.id}\n${id}`, label, count: items.length, stamp: stampOf(items, label) },
          items,
          further,
        ),
      );
    return this.#make(heading, rows.length <= longestPage, () => rows, parts);
  }

  #make(heading: Heading, isLeaf: boolean, rows: () => readonly Row[], sections: () => Section[]): Section {
    const section: Section = { heading, isLeaf, rows, sections: isLeaf ? () => [] : once(sections) };
    if (heading.label) this.#sections.set(heading.id, section);
    return section;
  }
}

/** Arranges sorted rows, in steps; `keyOf` gives what a label is sorted by. */
export function* arrangedBy(
  spec: ArrangeSpec,
  rows: readonly Row[],
  pinned: readonly string[],
  topicOf: (id: string) => Topic | undefined,
  keyOf: (label: string) => string,
): Generator<void, Arrangement> {
  if (spec.grouping === 'none') return new Arrangement(spec, rows, []);
  // no author, venue or topic has an id with a tab in it
  const other: Title = { id: '\tother', label: spec.others[spec.grouping], rank: Infinity };
  const titlesOf = titling(spec, pinned, topicOf);
  const groups = new Map<string, Group>();
  let done = 0;
  for (const row of rows) {
    const found = titlesOf(row);
    for (const title of found.length ? found : [other]) {
      const group = groups.get(title.id) ?? { title, key: keyOf(title.label), rows: [] };
      groups.set(title.id, group);
      group.rows.push(row);
    }
    if (++done % 5000 === 0) yield;
  }
  const rankOf = ({ title }: Group) => title.rank ?? 0;
  const inOrder = yield* sorted(
    [...groups.values()],
    (a, b) =>
      (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)) ||
      compareKeys(a.key, b.key) ||
      compareKeys(a.title.id, b.title.id),
  );
  return new Arrangement(spec, rows, inOrder);
}

/** How a list in this order is divided where it is too long. */
function levelsOf({ order, others }: ArrangeSpec): readonly Level<Row>[] {
  const year: Level<Row> = {
    keyOf: (row) => String(row.year ?? ''),
    isSpelled: false,
    labelOf: (key) => key || others.year,
  };
  const author: Level<Row> = {
    keyOf: (row) => row.author,
    isSpelled: true,
    labelOf: (key) => (key === last ? others.author : spelling(key)),
  };
  const title: Level<Row> = { keyOf: (row) => row.title, isSpelled: true, labelOf: spelling };
  const note: Level<Row> = {
    keyOf: ({ noted }) => (noted === undefined ? '' : new Date(noted).toISOString().slice(0, 10)),
    isSpelled: false,
    labelOf: (key) => key || others.note,
  };
  return {
    year: [year, author, title],
    author: [author, year, title],
    title: [title, year, author],
    note: [note, year, author, title],
  }[order];
}

/** The beginning of a sort key as a heading: "Be", "0". */
function spelling(key: string): string {
  const text = key.replace(/^0+(?=\d)/, '').trim();
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : '…';
}

/** Tells lists of papers in their present state apart (FNV-1a). */
function stampOf(rows: readonly Row[], label: string): string {
  let hash = 2166136261;
  for (const { version } of rows) hash = Math.imul(hash ^ version, 16777619);
  return `${hash >>> 0} ${rows.length} ${label}`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
