import type { Entry, ReadResult } from '../entry/entry.ts';
import { LongMap, LongSet } from '../longMap.ts';
import type { Steps } from '../steps.ts';
import { detached } from './detached.ts';
import { duplicatePaper, keyProblems } from './duplicates.ts';
import type { SourceProblem } from './duplicates.ts';
import { byNearness, filesOf, mergePlaces, placeOfId } from './merge.ts';
import type { MergedPaper, Place, Source } from './merge.ts';
import { SamePapers } from './sameAs.ts';
import { comparing, macrosOf } from './unchanged.ts';
import type { Comparison } from './unchanged.ts';

/** What reading a file gave. */
export interface SourceReading extends ReadResult {
  readonly uri: string;
  /** Nearness, 0 unless given: of one paper's entries, that of the lowest rank is shown. */
  readonly rank?: number;
  /** The text that was read. With it, a file that is read again costs no more than what changed in it. */
  readonly text?: string;
  /** What tells the text from others, where somebody worked it out already. */
  readonly hash?: string;
}

/** Is told of each paper whose shown entry is new or says something new, and of each that is gone. */
export interface CatalogListener {
  shown(paper: MergedPaper): void;
  /** A paper that was put aside is looked at now, as it stands. */
  learned(paper: MergedPaper): void;
  /** The shown entry says what it said, but is of another reading; the one before need not be kept. */
  moved(paper: MergedPaper): void;
  gone(id: string): void;
}

/** What an update has touched so far: papers and files that may look different now. */
export interface Touched {
  readonly ids: Set<string>;
  readonly uris: Set<string>;
}

export function nothingTouched(): Touched {
  return { ids: new Set(), uris: new Set() };
}

/** The places of one key, nearest first, and the papers they speak of. */
interface Group {
  readonly key: string;
  readonly places: readonly Place[];
  readonly papers: readonly MergedPaper[];
}

/** Of keys and papers given twice, a file is told so often. */
const mostDuplicates = 1000;
/** Entries taken in between two chances for others to run, where each costs next to nothing. */
const step = 400;

/** The entries of all files, put together key by key. */
export class Catalog {
  readonly #listener: CatalogListener;
  readonly #sources = new Map<string, Source>();
  readonly #keysIn = new Map<string, LongSet<string>>();
  readonly #groups = new LongMap<string, Group>();
  /** Keys by other keys that cite the same. */
  readonly #aliases = new Map<string, Set<string>>();
  /** Keys with more than one place, where something can be wrong. */
  readonly #crowded = new LongSet<string>();
  readonly #same = new SamePapers();
  /** Papers that are the same as others. */
  readonly #twins = new LongSet<string>();
  #arrivals = 0;
  /** Papers that were put aside: nothing of what they say has been looked at. */
  #aside: LongSet<string> | undefined;

  constructor(listener: CatalogListener) {
    this.#listener = listener;
  }

  get sources(): IterableIterator<Source> {
    return this.#sources.values();
  }

  /** How many keys there are. */
  get size(): number {
    return this.#groups.size;
  }

  /** How many keys a file gives. */
  sizeOf(uri: string): number {
    return this.#keysIn.get(uri)?.size ?? 0;
  }

  *papers(): Generator<MergedPaper> {
    for (const { papers } of this.#groups.values()) yield* papers;
  }

  /** The papers that stand in a file. */
  *papersIn(uri: string): Generator<MergedPaper> {
    for (const key of this.#keysIn.get(uri) ?? []) {
      for (const paper of this.#groups.get(key)?.papers ?? []) {
        if (paper.places.some(({ source }) => source.uri === uri)) yield paper;
      }
    }
  }

  /** All keys, those that only cite the same as others behind them. */
  *keys(): Generator<string> {
    yield* this.#groups.keys();
    yield* this.#aliases.keys();
  }

  textOf(uri: string): string | undefined {
    return this.#sources.get(uri)?.text;
  }

  /** The paper of an id, or the first of a key. */
  paper(id: string): MergedPaper | undefined {
    const { key, place } = placeOfId(id);
    return this.#groups.get(key)?.papers[place];
  }

  /** The papers that have a key, nearest first; where none has, those that have it as another key. */
  papersOf(key: string): readonly MergedPaper[] {
    const papers = this.#groups.get(key)?.papers;
    return papers ?? [...(this.#aliases.get(key) ?? [])].flatMap((other) => this.#groups.get(other)?.papers ?? []);
  }

  /** The entries that a file gives. */
  *entriesIn(uri: string): Generator<Entry> {
    for (const key of this.#keysIn.get(uri) ?? [])
      for (const { entry, source } of this.#groups.get(key)?.places ?? []) if (source.uri === uri) yield entry;
  }

  sameAs({ id, places }: MergedPaper): string[] {
    return this.#twins.has(id) ? this.#same.of(id, places[0].entry.item) : [];
  }

  /** The ids of papers with an identity as `identitiesOf` writes it. */
  identified(identity: string): string[] {
    return this.#same.with(identity);
  }

  /**
   * Puts what a file gives in the place of what it gave before, in small steps. A later update of
   * the same file ends one that is still under way, which then returns false: its first step takes the file's place.
   */
  *update(reading: SourceReading, touched: Touched): Steps<boolean> {
    const { uri, rank = 0, text, hash, problems } = reading;
    const before = this.#sources.get(uri);
    const order = before?.order ?? this.#arrivals++;
    const read = text === undefined ? {} : { text, ...(hash ? { hash } : {}) };
    const source: Source = { uri, rank, order, problems, files: before?.files ?? [uri], ...read };
    this.#sources.set(uri, source);
    touched.uris.add(uri);
    if (text !== undefined) source.macros = yield* macrosOf(text, reading.entries);
    const isSame = comparing(before?.macros !== source.macros);
    const isCurrent = () => this.#sources.get(uri) === source;

    const byKey = new LongMap<string, Entry[]>();
    for (const [place, entry] of reading.entries.entries()) {
      const entries = byKey.get(entry.key);
      if (entries) entries.push(entry);
      else byKey.set(entry.key, [entry]);
      if (place % step === step - 1) yield;
    }
    for (const [key, entries] of byKey) {
      if (!isCurrent()) return false;
      yield* this.#replace(key, source, entries, isSame, touched);
      yield;
    }
    let passed = 0;
    for (const key of this.#keysIn.get(uri) ?? []) {
      if (!isCurrent()) return false;
      if (byKey.has(key)) {
        if (++passed % step === 0) yield;
        continue;
      }
      yield* this.#replace(key, source, [], isSame, touched);
      yield;
    }
    return isCurrent();
  }

  /** Puts papers aside from now on, so that their entries need not be decoded before `learnAll`. */
  putAside(): void {
    this.#aside ??= new LongSet();
  }

  /** Looks at what was put aside, in steps of one paper. From this call on nothing more is put aside. */
  learnAll(touched: Touched): Steps<void> {
    const aside = this.#aside ?? [];
    this.#aside = undefined;
    for (const uri of this.#sources.keys()) touched.uris.add(uri);
    return this.#learnEach(aside, touched);
  }

  /** Takes a file and its entries away. */
  *remove(uri: string, touched: Touched): Steps<void> {
    const source = this.#sources.get(uri);
    if (!source) return;
    const isDone = yield* this.update({ uri, rank: source.rank, entries: [], problems: [] }, touched);
    if (!isDone) return;
    this.#sources.delete(uri);
    this.#keysIn.delete(uri);
  }

  /** All problems of some files: those of reading them, and those of keys and papers given twice. */
  *problemsOf(uris: ReadonlySet<string>): Steps<Map<string, SourceProblem[]>> {
    const found = new Map<string, SourceProblem[]>();
    const left = new Map<string, number>();
    for (const uri of uris) {
      found.set(
        uri,
        (this.#sources.get(uri)?.problems ?? []).map((problem) => ({ ...problem, uri })),
      );
      left.set(uri, mostDuplicates);
    }
    const tell = (problem: SourceProblem) => {
      const more = left.get(problem.uri) ?? 0;
      if (!more) return;
      left.set(problem.uri, more - 1);
      found.get(problem.uri)?.push(problem);
    };
    for (const key of this.#crowded) {
      for (const problem of keyProblems(this.#groups.get(key)?.papers ?? [])) tell(problem);
      yield;
    }
    for (const id of this.#twins) {
      const paper = this.paper(id);
      if (!paper) continue;
      const others = this.sameAs(paper).flatMap((other) => this.paper(other)?.places ?? []);
      for (const place of paper.places) {
        const other = uris.has(place.source.uri) && others.find(({ source }) => source === place.source);
        if (other) tell(duplicatePaper(place, other));
      }
      yield;
    }
    return found;
  }

  *#replace(
    written: string,
    source: Source,
    entries: readonly Entry[],
    isSame: Comparison,
    touched: Touched,
  ): Steps<void> {
    const before = this.#groups.get(written) ?? { key: detached(written), places: [], papers: [] };
    const { key } = before;
    const [only, entry] = [before.places[0], entries[0]];
    if (
      only &&
      entry &&
      before.places.length === 1 &&
      entries.length === 1 &&
      isMoved(only, { entry, source }, isSame)
    ) {
      const place = { entry, source };
      const paper: MergedPaper = { id: key, places: [place] };
      this.#groups.set(key, { key, places: [place], papers: [paper] });
      this.#listener.moved(paper);
      return;
    }
    const others = before.places.filter((place) => place.source.uri !== source.uri);
    const places = [...others, ...entries.map((entry): Place => ({ entry, source }))].sort(byNearness);
    const papers = yield* mergePlaces(key, places);
    // a newer reading of the file began meanwhile
    if (this.#sources.get(source.uri) !== source) return;
    if (places.length) this.#groups.set(key, { key, places, papers });
    else this.#groups.delete(key);
    if (places.length > 1) this.#crowded.add(key);
    else this.#crowded.delete(key);
    this.#note(key, source.uri, entries.length > 0);
    for (const { entry } of before.places)
      for (const alias of entry.aliases ?? []) this.#aliases.get(alias)?.delete(key);
    for (const { entry } of places) for (const alias of entry.aliases ?? []) this.#addAlias(alias, key);
    for (const place of others) touched.uris.add(place.source.uri);

    for (let at = 0; at < Math.max(before.papers.length, papers.length); at++) {
      const [old, now] = [before.papers[at], papers[at]];
      const isKept = old && now && isShownSame(old, now, source, isSame);
      if (isKept) this.#listener.moved(now);
      if (isKept && haveSameFiles(old, now)) continue;
      const id = (now ?? old)?.id ?? key;
      touched.ids.add(id);
      if (isKept) continue;
      if (old) this.#forget(old, touched);
      if (now) this.#learn(now, touched);
      else this.#listener.gone(id);
    }
  }

  #addAlias(alias: string, key: string): void {
    const keys = this.#aliases.get(alias) ?? new Set<string>();
    this.#aliases.set(detached(alias), keys);
    keys.add(key);
  }

  #learn(paper: MergedPaper, touched: Touched): void {
    if (this.#aside) {
      this.#aside.add(paper.id);
      return;
    }
    this.#link(paper, touched);
    this.#listener.shown(paper);
  }

  *#learnEach(ids: Iterable<string>, touched: Touched): Steps<void> {
    for (const id of ids) {
      const paper = this.paper(id);
      if (paper) {
        touched.ids.add(id);
        this.#link(paper, touched);
        this.#listener.learned(paper);
      }
      yield;
    }
  }

  /** Links a paper with those that are the same under other keys. */
  #link(paper: MergedPaper, touched: Touched): void {
    for (const other of this.#same.add(paper.id, paper.places[0].entry.item)) {
      this.#twins.add(other).add(paper.id);
      this.#touch(other, touched);
    }
  }

  #forget({ id, places }: MergedPaper, touched: Touched): void {
    if (this.#aside?.delete(id)) return;
    this.#twins.delete(id);
    for (const other of this.#same.remove(id, places[0].entry.item)) {
      const paper = this.paper(other);
      if (!paper || !this.#same.of(other, paper.places[0].entry.item).length) this.#twins.delete(other);
      this.#touch(other, touched);
    }
  }

  #touch(id: string, touched: Touched): void {
    touched.ids.add(id);
    const paper = this.paper(id);
    for (const uri of paper ? filesOf(paper) : []) touched.uris.add(uri);
  }

  #note(key: string, uri: string, isThere: boolean): void {
    let keys = this.#keysIn.get(uri);
    if (!keys) this.#keysIn.set(uri, (keys = new LongSet()));
    if (isThere) keys.add(key);
    else keys.delete(key);
  }
}

/** Whether an entry says what it said, in the same file, perhaps in another place of it; most do when a file changes. */
function isMoved(old: Place, now: Place, isSame: Comparison): boolean {
  return old.source.uri === now.source.uri && isSame(old, now);
}

function haveSameFiles(old: MergedPaper, now: MergedPaper): boolean {
  const [was, is] = [filesOf(old), filesOf(now)];
  return was.length === is.length && was.every((uri, at) => uri === is[at]);
}

function isShownSame(
  { places: [old] }: MergedPaper,
  { places: [now] }: MergedPaper,
  source: Source,
  isSame: Comparison,
): boolean {
  if (old.entry === now.entry) return true;
  return old.source.uri === source.uri && now.source.uri === source.uri && isSame(old, now);
}
