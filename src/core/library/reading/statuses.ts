import { fold } from '../fold.ts';
import { statusKinds } from './facts.ts';
import type { StatusKind } from './facts.ts';

/** One of the states that a paper can have in the reading list. */
export interface Status {
  /** What stands in notes. */
  readonly id: string;
  readonly title: string;
  /** The name of a product icon of VS Code. */
  readonly icon?: string;
  /** Nothing for a status that stands in a note and is none of the user's own. */
  readonly kind?: StatusKind;
}

/** The titles of the three statuses that there are where the user has none of their own, by their ids. */
export type BuiltInTitles = Readonly<Record<'to-read' | 'reading' | 'read', string>>;

/** What people and their tools call the three kinds. */
const names: Readonly<Record<StatusKind, readonly string[]>> = {
  open: [
    ...['to-read', 'toread', 'unread', 'new', 'todo', 'to-do', 'inbox', 'queue', 'queued', 'backlog', 'later'],
    ...[
      'next',
      'planned',
      'want-to-read',
      'waiting',
      'open',
      'not-started',
      'someday',
      'read-later',
      'to-be-read',
      'tbr',
    ],
  ],
  active: [
    ...[
      'reading',
      'reading-now',
      'now-reading',
      'currently-reading',
      'in-progress',
      'started',
      'doing',
      'active',
      'wip',
    ],
    ...['ongoing', 'in-reading', 'underway', 'current'],
  ],
  done: ['read', 'done', 'finished', 'completed', 'complete', 'have-read', 'already-read', 'closed', 'processed'],
};

/** A name as it is compared: `To Read`, `to_read` and `#to-read` are one. */
export function statusKey(written: string): string {
  return fold(written)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** The kind that a name stands for in everybody's use, if it does. */
export function kindOfName(written: string): StatusKind | undefined {
  const key = statusKey(written);
  return statusKinds.find((kind) => names[kind].includes(key));
}

/** Everything that can have a status has one of these; there are never so many that a board cannot show them. */
const mostStatuses = 20;

/** The product icons of VS Code have names of these characters only. */
const iconName = /^[a-z0-9-]+$/;

/**
 * The user's own statuses in their order: names, or objects with `id`, `title`, `icon` and `kind`. Where nothing of
 * the setting can be used, the three that everybody knows. A kind that is not given is the one that the name has in
 * everybody's use, else that of the place: the first waits, the last is over.
 */
export function statusesOf(setting: unknown, titles: BuiltInTitles): readonly Status[] {
  const given = (Array.isArray(setting) ? setting : []).map(asGiven).filter((status) => status !== undefined);
  const known = new Set<string>();
  const own = given.filter(({ id }) => {
    const key = statusKey(id);
    const isNew = key !== '' && !known.has(key);
    known.add(key);
    return isNew;
  });
  if (!own.length) return builtIn(titles);
  return own.slice(0, mostStatuses).map(({ id, title, icon, kind }, at, all): Status => {
    const byPlace = at === 0 ? 'open' : at === all.length - 1 ? 'done' : 'active';
    const builtInTitle = Object.entries(titles).find(([name]) => name === id)?.[1];
    return {
      id,
      title: title ?? builtInTitle ?? id,
      kind: kind ?? kindOfName(id) ?? byPlace,
      ...(icon === undefined ? {} : { icon }),
    };
  });
}

type Given = Partial<Status> & Pick<Status, 'id'>;

function asGiven(value: unknown): Given | undefined {
  if (typeof value === 'string') return value.trim() ? { id: value.trim() } : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, title, icon, kind } = value as Readonly<Record<string, unknown>>;
  const name = [id, title].find((each): each is string => typeof each === 'string' && each.trim() !== '');
  if (name === undefined) return undefined;
  const known = statusKinds.find((each) => each === kind);
  return {
    id: name.trim(),
    ...(typeof title === 'string' && title.trim() ? { title: title.trim() } : {}),
    ...(typeof icon === 'string' && iconName.test(icon) ? { icon } : {}),
    ...(known ? { kind: known } : {}),
  };
}

function builtIn(titles: BuiltInTitles): readonly Status[] {
  return [
    { id: 'to-read', title: titles['to-read'], kind: 'open' },
    { id: 'reading', title: titles.reading, kind: 'active' },
    { id: 'read', title: titles.read, kind: 'done' },
  ];
}

/**
 * The status that a note means: by id or title, else the first of the kind that the word stands for. A word that
 * nobody knows is a status of its own, without a kind.
 */
export function statusNamed(statuses: readonly Status[], written: string): Status {
  const known = meant.get(statuses) ?? new Map<string, Status>();
  meant.set(statuses, known);
  const status = known.get(written) ?? findStatus(statuses, written);
  if (known.size < mostMeant) known.set(written, status);
  return status;
}

/** Thousands of notes say the same few words. */
const meant = new WeakMap<readonly Status[], Map<string, Status>>();
const mostMeant = 1000;

function findStatus(statuses: readonly Status[], written: string): Status {
  const key = statusKey(written);
  const kind = kindOfName(written);
  return (
    statuses.find(({ id }) => statusKey(id) === key) ??
    statuses.find(({ title }) => statusKey(title) === key) ??
    statuses.find((status) => kind !== undefined && status.kind === kind) ?? { id: written, title: written }
  );
}
