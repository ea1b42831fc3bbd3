import { longestPage } from '../arrange.ts';
import type { ArrangeSpec, Heading } from '../arrange.ts';
import { onceInSteps } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Group } from './groups.ts';
import type { Title } from './headings.ts';
import { attention, last } from './rows.ts';
import type { Row } from './rows.ts';
import { split } from './split.ts';
import type { Level, Part } from './split.ts';

/** A heading with what stands below it, which is divided only when somebody looks. */
export interface Section {
  readonly heading: Heading;
  /** Whether papers stand right below it; else headings do. */
  readonly isLeaf: boolean;
  readonly rows: () => Steps<readonly Row[]>;
  readonly sections: () => Steps<readonly Section[]>;
}

/** So many pinned topics stand before letters where there are too many topics for one list. */
const mostPinned = 50;

/** Groups under the beginning of their names. */
interface Range {
  readonly items: readonly Group[];
  readonly section: Section;
}

/** All papers under their headings, both sorted. */
export class Arrangement {
  readonly top: Section;
  readonly #sections = new Map<string, Section>();
  readonly #ranges = new Map<string, Range>();
  /** Those of the arrangement before, most of which are the same after a change. */
  #before: ReadonlyMap<string, Range> | undefined;
  readonly #levels: readonly Level<Row>[];
  #atTop: readonly Section[] = [];

  constructor(spec: ArrangeSpec, rows: readonly Row[], before: Arrangement | undefined) {
    this.#levels = levelsOf(spec);
    this.#before = before && before.#ranges;
    const heading: Heading = { id: spec.grouping, label: '', count: rows.length, stamp: '' };
    const isLeaf = spec.grouping === 'none' && rows.length <= longestPage;
    this.top = this.#make(heading, isLeaf, given(rows), () => given(this.#atTop)());
  }

  /** Arranges sorted rows and their groups, in steps; `before` is another arrangement of the same kind, if there is one. */
  static *of(
    spec: ArrangeSpec,
    rows: readonly Row[],
    groups: readonly Group[],
    before?: Arrangement,
  ): Steps<Arrangement> {
    const arrangement = new Arrangement(spec, rows, before);
    const { top } = arrangement;
    if (spec.grouping !== 'none') arrangement.#atTop = yield* arrangement.#ofGroups(spec.grouping, groups);
    else if (!top.isLeaf) arrangement.#atTop = yield* arrangement.#ofRange(top.heading, rows, arrangement.#levels);
    arrangement.#before = undefined;
    return arrangement;
  }

  /** A section by its id, which leads through the ids of those above it. In steps. */
  *section(id: string): Steps<Section | undefined> {
    const known = this.#sections.get(id);
    if (known) return known;
    yield* this.top.sections();
    for (let at = id.indexOf('\n'); at >= 0; at = id.indexOf('\n', at + 1)) {
      const above = this.#sections.get(id.slice(0, at));
      if (above) yield* above.sections();
    }
    return this.#sections.get(id);
  }

  /** The sections above a paper, where it stands first. In steps. */
  *pathTo(row: Row): Steps<Section[] | undefined> {
    const path: Section[] = [];
    for (let section = this.top; ;) {
      if (section.isLeaf) return (yield* section.rows()).includes(row) ? path : undefined;
      const next = yield* this.#sectionWith(section, row);
      if (!next) return undefined;
      path.push(next);
      section = next;
    }
  }

  *#sectionWith(above: Section, row: Row): Steps<Section | undefined> {
    for (const below of yield* above.sections()) {
      if ((yield* below.rows()).includes(row)) return below;
      yield;
    }
    return undefined;
  }

  *#ofGroups(parent: string, groups: readonly Group[]): Steps<Section[]> {
    if (groups.length <= longestPage) return yield* this.#whole(parent, groups);
    // what is pinned and what says nothing stay where they are seen
    const pinned: Group[] = [];
    const other: Group[] = [];
    const others: Group[] = [];
    for (const [at, group] of groups.entries()) {
      const { topic, rank } = group.title;
      if (topic?.isPinned && pinned.length < mostPinned) pinned.push(group);
      else (rank === Infinity ? other : others).push(group);
      if (at % stretch === stretch - 1) yield;
    }
    const level: Level<Group> = { keyOf: ({ key }) => key, isSpelled: parent !== 'year', labelOf: spelling };
    const parts = yield* split(others, [level], longestPage - mostPinned - 1);
    const sections = yield* this.#whole(parent, pinned);
    for (const part of parts) {
      sections.push(yield* this.#ofPart(`${parent}-range`, parent, part));
      yield;
    }
    return [...sections, ...(yield* this.#whole(parent, other))];
  }

  *#whole(parent: string, groups: readonly Group[]): Steps<Section[]> {
    const sections: Section[] = [];
    for (const group of groups) {
      sections.push(this.#ofGroup(group, `${parent}:${group.title.id}`));
      yield;
    }
    return sections;
  }

  /** Groups that are too many for one list, by their first letters. */
  *#ofPart(above: string, grouping: string, { id: part, label, items, levels }: Part<Group>): Steps<Section> {
    const id = `${above}\n${part}`;
    const same = this.#before?.get(id);
    const isSame = same?.section.heading.label === label && areSame(same.items, items);
    const all = isSame ? yield* same.section.rows() : yield* rowsOf(items);
    // a topic may be called otherwise while its papers are what they were
    const shown = () => [label, ...items.map(({ title }) => shownOf(title))].join('\n');
    const heading = isSame ? same.section.heading : { id, label, count: all.length, stamp: stampOf(all, shown()) };
    const section = this.#make(heading, false, given(all), () =>
      items.length > longestPage
        ? this.#ofSmaller(id, grouping, items, levels)
        : this.#whole(`${id}\n${grouping}`, items),
    );
    this.#ranges.set(id, { items, section });
    return section;
  }

  *#ofSmaller(
    above: string,
    grouping: string,
    items: readonly Group[],
    levels: readonly Level<Group>[],
  ): Steps<Section[]> {
    const sections: Section[] = [];
    for (const smaller of yield* split(items, levels, longestPage)) {
      sections.push(yield* this.#ofPart(above, grouping, smaller));
      yield;
    }
    return sections;
  }

  #ofGroup({ title, rows }: Group, id: string): Section {
    const { label, description, topic, status } = title;
    const heading: Heading = {
      id,
      label,
      ...(description ? { description } : {}),
      count: rows.length,
      stamp: stampOf(rows, shownOf(title)),
      ...(topic ? { topic } : {}),
      ...(status === undefined ? {} : { status }),
    };
    return this.#ofRows(heading, rows, this.#levels);
  }

  #ofRows(heading: Heading, rows: readonly Row[], levels: readonly Level<Row>[]): Section {
    return this.#make(heading, rows.length <= longestPage, given(rows), () => this.#ofRange(heading, rows, levels));
  }

  /** Rows that are too many for one list, by what they are sorted by. */
  *#ofRange({ id: above }: Heading, rows: readonly Row[], levels: readonly Level<Row>[]): Steps<Section[]> {
    const sections: Section[] = [];
    for (const { id, label, items, levels: further } of yield* split(rows, levels, longestPage)) {
      const heading = { id: `${above}\n${id}`, label, count: items.length, stamp: stampOf(items, label) };
      sections.push(this.#ofRows(heading, items, further));
      yield;
    }
    return sections;
  }

  #make(heading: Heading, isLeaf: boolean, rows: Section['rows'], sections: Section['sections']): Section {
    // the top is worked out before anybody looks
    const below = heading.label ? onceInSteps(sections) : sections;
    const section: Section = { heading, isLeaf, rows, sections: isLeaf ? given([]) : below };
    if (heading.label) this.#sections.set(heading.id, section);
    return section;
  }
}

/** Rows gone through in one step. */
const stretch = 2000;

/** Each row of some groups once, in steps. */
function* rowsOf(groups: readonly Group[]): Steps<readonly Row[]> {
  const [only] = groups;
  if (groups.length === 1 && only) return only.rows;
  const rows = new Set<Row>();
  let looked = 0;
  for (const group of groups) {
    for (const row of group.rows) {
      rows.add(row);
      if (++looked % stretch === 0) yield;
    }
  }
  return [...rows];
}

/** What is there already. */
function given<T>(value: T): () => Steps<T> {
  // eslint-disable-next-line require-yield
  return function* () {
    return value;
  };
}

/** What a heading shows beside how many papers it has. */
function shownOf({ label, description, topic }: Title): string {
  const state = topic ? `${String(topic.isPinned)}${String(topic.isProposed)}` : '';
  return `${label}\n${description ?? ''}\n${state}`;
}

function areSame(some: readonly Group[], others: readonly Group[]): boolean {
  return some.length === others.length && some.every((group, at) => group === others[at]);
}

/** How a list in this order is divided where it is too long. */
function levelsOf({ order, others, reading: { priorities } }: ArrangeSpec): readonly Level<Row>[] {
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
  const priority: Level<Row> = {
    keyOf: (row) => String(attention(row)),
    isSpelled: false,
    labelOf: (key) => priorities[(['done', 'low', 'none', 'medium', 'high'] as const)[Number(key) + 1] ?? 'other'],
  };
  return {
    year: [year, author, title],
    author: [author, year, title],
    title: [title, year, author],
    note: [note, year, author, title],
    priority: [priority, year, author, title],
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
