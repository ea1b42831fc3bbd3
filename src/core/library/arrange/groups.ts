import { LongMap } from '../../longMap.ts';
import { sorted } from '../../sorting.ts';
import type { Compare } from '../../sorting.ts';
import type { ArrangeSpec } from '../arrange.ts';
import type { Topic } from '../topic.ts';
import { titling } from './headings.ts';
import type { Title, Titles } from './headings.ts';
import { comparing, compareKeys, replaced } from './rows.ts';
import type { Row } from './rows.ts';

/** Papers under a heading of their own, sorted. */
export interface Group {
  readonly title: Title;
  /** What the heading is sorted by. */
  readonly key: string;
  readonly rows: readonly Row[];
}

/** What a paper was for the groups, and what it is now; nothing before it came and after it went. */
export interface Moved {
  readonly was: Row | undefined;
  readonly now: Row | undefined;
}

/** All papers in groups, both sorted. */
export interface Grouped {
  readonly byId: LongMap<string, Group>;
  readonly inOrder: readonly Group[];
}

/** What groups are made by. */
export interface GroupedBy {
  readonly spec: ArrangeSpec;
  readonly pinned: readonly string[];
  readonly topicOf: (id: string) => Topic | undefined;
  /** What a label is sorted by. */
  readonly keyOf: (label: string) => string;
}

const compare: Compare<Group> = (a, b) => {
  const [one, other] = [a.title.rank ?? 0, b.title.rank ?? 0];
  return (one === other ? 0 : one - other) || compareKeys(a.key, b.key) || compareKeys(a.title.id, b.title.id);
};

/** Puts sorted rows into groups, in steps. */
export function* grouped({ spec, pinned, topicOf, keyOf }: GroupedBy, rows: readonly Row[]): Generator<void, Grouped> {
  const titles = titlesFor(spec, pinned, topicOf);
  const byId = new LongMap<string, Growing>();
  let done = 0;
  for (const row of rows) {
    for (const id of titles.idsOf(row)) {
      const group = byId.get(id);
      if (group) {
        group.rows.push(row);
        continue;
      }
      const title = titles.titleOf(id, row);
      byId.set(id, { title, key: keyOf(title.label), rows: [row] });
    }
    if (++done % 500 === 0) yield;
  }
  for (const title of titles.always ?? []) if (!byId.has(title.id)) byId.set(title.id, emptyGroup(title, keyOf));
  return { byId: byId, inOrder: yield* sorted([...byId.values()], compare) };
}

function emptyGroup(title: Title, keyOf: GroupedBy['keyOf']): Growing {
  return { title, key: keyOf(title.label), rows: [] };
}

interface Growing extends Group {
  readonly rows: Row[];
}

/** Whether the groups of a grouping can follow a change: where the first paper of one names it, they cannot. */
export function canFollow({ grouping }: ArrangeSpec): boolean {
  return grouping === 'topic' || grouping === 'year' || grouping === 'status';
}

/**
 * The same groups where nothing of them changed, and others in the place of those of the papers that did, in steps.
 * What there was before is of no use after that.
 */
export function* regrouped(
  { spec, pinned, topicOf, keyOf }: GroupedBy,
  before: Grouped,
  moved: Iterable<Moved>,
): Generator<void, Grouped> {
  const titles = titlesFor(spec, pinned, topicOf);
  const changes = new Map<string, { readonly gone: Set<Row>; readonly fresh: Row[] }>();
  const changeOf = (id: string) => {
    const change = changes.get(id) ?? { gone: new Set(), fresh: [] };
    changes.set(id, change);
    return change;
  };
  let done = 0;
  for (const { was, now } of moved) {
    if (++done % 500 === 0) yield;
    for (const id of was ? titles.idsOf(was) : []) changeOf(id).gone.add(was as Row);
    for (const id of now ? titles.idsOf(now) : []) changeOf(id).fresh.push(now as Row);
  }
  yield;
  const { byId } = before;
  const gone: Group[] = [];
  const fresh: Group[] = [];
  const order = comparing(spec.order);
  for (const [id, change] of changes) {
    const group = byId.get(id);
    if (group) gone.push(group);
    const rows = yield* replaced(group?.rows ?? [], [...change.gone], change.fresh, order);
    const [first] = rows;
    if (first) {
      const title = titles.titleOf(id, first);
      fresh.push({ title, key: keyOf(title.label), rows });
      byId.set(id, fresh.at(-1) as Group);
    } else {
      const always = titles.always?.find((title) => title.id === id);
      if (always) fresh.push(emptyGroup(always, keyOf));
      if (always) byId.set(id, fresh.at(-1) as Group);
      else byId.delete(id);
    }
    yield;
  }
  return { byId, inOrder: yield* replaced(before.inOrder, gone, fresh, compare) };
}

/** The same groups under the titles that they have now, in steps. What there was before is of no use after that. */
export function* retitled({ spec, pinned, topicOf, keyOf }: GroupedBy, before: Grouped): Generator<void, Grouped> {
  const titles = titlesFor(spec, pinned, topicOf);
  const { byId } = before;
  const gone: Group[] = [];
  const fresh: Group[] = [];
  let done = 0;
  for (const [id, group] of byId) {
    if (++done % 500 === 0) yield;
    const [first] = group.rows;
    const title = first && titles.titleOf(id, first);
    if (!title || isSame(title, group.title)) continue;
    const now: Group = { title, key: keyOf(title.label), rows: group.rows };
    byId.set(id, now);
    gone.push(group);
    fresh.push(now);
  }
  return { byId, inOrder: yield* replaced(before.inOrder, gone, fresh, compare) };
}

function isSame(one: Title, other: Title): boolean {
  return (
    one.label === other.label &&
    one.description === other.description &&
    one.topic?.isProposed === other.topic?.isProposed
  );
}

/** With a heading for papers that say nothing; no author, venue or topic has an id with a tab in it. */
function titlesFor(spec: ArrangeSpec, pinned: readonly string[], topicOf: (id: string) => Topic | undefined): Titles {
  const { idsOf, titleOf, always } = titling(spec, pinned, topicOf);
  const label = spec.grouping === 'none' ? '' : spec.others[spec.grouping];
  const status = spec.grouping === 'status' ? { status: '' } : {};
  const other: Title = { id: '\tother', label, rank: Infinity, ...status };
  const others = [other.id];
  return {
    idsOf: (row) => {
      const ids = idsOf(row);
      return ids.length ? ids : others;
    },
    titleOf: (id, row) => (id === other.id ? other : titleOf(id, row)),
    ...(always ? { always } : {}),
  };
}
