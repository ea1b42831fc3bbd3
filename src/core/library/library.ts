import type { Entry } from '../entry/entry.ts';
import { listedOf, paperOf } from '../entry/paper.ts';
import type { Listed, Paper } from '../entry/paper.ts';
import { LongMap, LongSet } from '../longMap.ts';
import { stateOf } from './cache.ts';
import type { SavedLibrary } from './cache.ts';
import { Catalog, nothingTouched } from './catalog.ts';
import type { SourceReading, Touched } from './catalog.ts';
import { atOnce, inSilence, papersIn } from './change.ts';
import type { LibraryChange, LibrarySteps } from './change.ts';
import type { SourceProblem } from './duplicates.ts';
import { Finder } from './finder.ts';
import { filesOf } from './merge.ts';
import type { Offer, OfferRequest } from './offer.ts';
import { Offers } from './offer.ts';
import { atOnce as stepsAtOnce } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { MergedPaper } from './merge.ts';
import { EntryFacts } from './query/facts.ts';
import type { NoteOf } from './query/facts.ts';
import type { QueryFacts } from './query/matches.ts';
import { PaperSearch } from './search.ts';
import { readSource } from './readSource.ts';
import type { SourceText } from './readSource.ts';
import type { Hit, Searchable } from './search.ts';
import { searchableLater } from './search/indexed.ts';
import type { Topic } from './topic.ts';
import { PaperTopics, restoredProposal, textOf } from './topics/assigned.ts';
import type { TopicEdits } from './topics/edits.ts';
import type { TopicOrigin } from './topics/given.ts';
import { resolvedAmong } from './resolve.ts';
import type { EntryOfKey, Resolved } from './resolve.ts';
import { proposeTopics } from './topics/propose.ts';
import type { TopicText } from './topics/propose.ts';

export type { SourceReading } from './catalog.ts';
export type { SavedLibrary } from './cache.ts';
export type { LibraryChange } from './change.ts';
export type { SourceProblem } from './duplicates.ts';
export type { Resolved } from './resolve.ts';
export type { SourceText } from './readSource.ts';

/** The papers of the files just read, and what was wrong with them. */
export interface Reading {
  readonly papers: readonly Paper[];
  readonly problems: readonly SourceProblem[];
}

/** Papers whose change is told together. */
const batch = 500;
const noTopics: readonly string[] = [];

/**
 * All papers of all sources, merged and searchable. What changes it comes in two forms: at once,
 * and in steps of a few milliseconds at most, between which everything else can be asked.
 */
export class Library {
  readonly #search = new PaperSearch();
  readonly #catalog = new Catalog({
    shown: (paper) => this.#show(paper),
    learned: (paper) => this.#learn(paper),
    moved: (paper) => this.#search.move(this.#searchable(paper)),
    gone: (id) => this.#drop(id),
  });
  readonly #topics = new PaperTopics();
  readonly #finder = new Finder(this.#search, this.#catalog, (paper, noteOf) => this.#factsOf(paper, noteOf));
  readonly #offers = new Offers(this.#search, this.#catalog);
  /** While papers wait for an index that may come out of a cache; while they are looked at, after it did; or else. */
  #index: 'awaited' | 'restored' | 'made' = 'made';
  readonly #topicsOf = new LongMap<string, readonly string[]>();
  #touched = new LongSet<string>();

  /** Titles and descriptions of topics, in the place of those that their sources give. */
  setTopics(topics: readonly Topic[]): LibrarySteps {
    this.#topics.describe(topics);
    return this.#sortAgain(new Set(topics.map(({ id }) => id)));
  }

  /** Chooses which fields of entries become topics. */
  setTopicOrigins(origins: readonly TopicOrigin[]): LibrarySteps {
    this.#topics.origins = origins;
    return this.#sortAgain();
  }

  /** Takes over what the user changed about topics, in the place of earlier changes. */
  setTopicEdits(edits: TopicEdits): LibrarySteps {
    const { renamed, merged, keys } = this.#topics.edit(edits);
    // papers that are not looked at yet may be of any topic
    if (this.#index !== 'made') return this.#sortAgain(renamed);
    const isConcerned = ({ id, places: [{ entry }] }: MergedPaper) =>
      keys.has(entry.key) ||
      (this.#topicsOf.get(id) ?? noTopics).some((topic) => merged.has(topic) || renamed.has(topic));
    return this.#sortAgain(renamed, isConcerned);
  }

  /** Finds topics for the papers whose sources give none. Papers that come later are put into these, too. */
  *proposeTopics(): LibrarySteps {
    const texts: TopicText[] = [];
    for (const paper of this.#catalog.papers()) {
      if (!this.#topics.isGiven(paper)) texts.push(textOf(paper.id, paper.places[0].entry));
      yield undefined;
    }
    this.#topics.proposal = yield* inSilence(proposeTopics(texts));
    return yield* this.#sortAgain();
  }

  dropProposedTopics(): LibrarySteps {
    this.#topics.proposal = undefined;
    return this.#sortAgain();
  }

  /** Adds what a file gives, or puts it in the place of what it gave before. */
  put(reading: SourceReading): LibraryChange {
    return atOnce(this.update(reading));
  }

  remove(uri: string): LibraryChange {
    return atOnce(this.removal(uri));
  }

  /** `put` in steps: each gives a part of the change, or nothing, and the last the problems. */
  *update(reading: SourceReading): LibrarySteps {
    const touched = nothingTouched();
    this.#search.expect(this.#catalog.size - this.#catalog.sizeOf(reading.uri) + reading.entries.length);
    yield* this.#inBatches(this.#catalog.update(reading, touched), touched);
    if (this.#index === 'awaited') touched.ids.clear();
    return yield* this.#finish(touched);
  }

  /** `remove` in steps. */
  *removal(uri: string): LibrarySteps {
    const touched = nothingTouched();
    yield* this.#inBatches(this.#catalog.remove(uri, touched), touched);
    return yield* this.#finish(touched);
  }

  /**
   * Leaves what is put from now on neither indexed nor told of until `finishIndex`: at a start,
   * when all papers may be those of the last time.
   */
  deferIndex(): void {
    this.#index = 'awaited';
    this.#catalog.putAside();
  }

  /**
   * Takes the index out of a cache where that is of exactly these files, in this order, and these
   * settings, or else makes it. As soon as it is not awaited any more, a restored index answers searches; further steps
   * tell of the papers.
   */
  *finishIndex(saved?: SavedLibrary): LibrarySteps {
    const isOfThese =
      this.#index === 'awaited' && saved?.state === stateOf(this.#catalog.sources, this.#topics.settings);
    const isRestored = isOfThese && (yield* inSilence(this.#restored(saved)));
    this.#index = isRestored ? 'restored' : 'made';
    if (isRestored && saved?.proposal) this.#topics.proposal = restoredProposal(saved.proposal);
    this.#search.expect(this.#catalog.size);
    const touched = nothingTouched();
    const steps = this.#catalog.learnAll(touched);
    yield undefined;
    yield* this.#inBatches(steps, touched);
    this.#index = 'made';
    return yield* this.#finish(touched);
  }

  /** Whether it is not known yet if an index comes out of a cache, so that a search would find nothing. */
  get isAwaited(): boolean {
    return this.#index === 'awaited';
  }

  /** Whether searches are answered by an index from a cache whose papers are still being looked at. */
  get isRestored(): boolean {
    return this.#index === 'restored';
  }

  /**
   * The index for a cache; nothing where it is not complete, or too large for a cache to be of use. In steps, between
   * which nothing may change.
   */
  *save(): Steps<SavedLibrary | undefined> {
    const search = this.#index === 'made' ? yield* this.#search.save() : undefined;
    const proposal = this.#topics.savedProposal;
    const state = stateOf(this.#catalog.sources, this.#topics.settings);
    return search && { state, search, ...(proposal ? { proposal } : {}) };
  }

  /** What makes later searches complete and can wait until everything is in, in steps. */
  *prepare(): Generator<void, void> {
    yield* this.#search.prepare();
    yield* this.#offers.prepare();
  }

  /** Reads a paper file, or one of the format that is named, and adds what it gives. */
  add(source: SourceText): Reading {
    const { changed, problems } = this.put(readSource({ format: 'paper', ...source }));
    return { papers: changed, problems: problems.flatMap((file) => file.problems) };
  }

  /** The shown entry of a paper by its id, or of the first paper of a key. */
  get(id: string): Entry | undefined {
    return this.#catalog.paper(id)?.places[0].entry;
  }

  /** Ids of the papers that came, changed or went since this was asked before; whoever asks may keep them. */
  takeTouched(): LongSet<string> {
    const touched = this.#touched;
    this.#touched = new LongSet();
    return touched;
  }

  topic(id: string): Topic {
    return this.#topics.topic(id);
  }

  /** Another number when a topic may be called otherwise though no paper was touched. */
  get topicsVersion(): number {
    return this.#topics.version;
  }

  /** Ids of the topics that the user put first. */
  get pinnedTopics(): readonly string[] {
    return this.#topics.pinned;
  }

  /** What lists sort and group a paper by. */
  listed(id: string): Listed | undefined {
    const merged = this.#catalog.paper(id);
    return merged && listedOf(merged.places[0].entry, merged.id, this.#topicsOf.get(merged.id) ?? noTopics);
  }

  paper(id: string): Paper | undefined {
    const merged = this.#catalog.paper(id);
    return merged && this.#paperOf(merged);
  }

  /** Where the entries of a key stand, the nearest first, and which papers they speak of. */
  placesOf(key: string): EntryOfKey[] {
    return this.#catalog
      .papersOf(key)
      .flatMap(({ id, places }) => places.map(({ entry, source }) => ({ id, entry, uri: source.uri })));
  }

  /** What a citation key stands for: the entry in the first of these files that has it, or else the nearest of all. */
  resolve(key: string, uris: readonly string[] = []): Resolved | undefined {
    return resolvedAmong(this.placesOf(key), uris);
  }

  /** The ids of papers with a DOI, an arXiv identifier or the like, as `identitiesOf` writes it. */
  readonly identified = (identity: string): readonly string[] => this.#catalog.identified(identity);

  /** All citation keys of all files. */
  keys(): Iterable<string> {
    return this.#catalog.keys();
  }

  /** The entries that a file gives, and its text. */
  fileAt(uri: string): { readonly text: string; readonly entries: Iterable<Entry> } | undefined {
    const text = this.#catalog.textOf(uri);
    return text === undefined ? undefined : { text, entries: this.#catalog.entriesIn(uri) };
  }

  /** At most `limit` papers that a query finds, best first; see `Finder.find`. */
  find(text: string, limit: number, noteOf?: NoteOf): Hit[] {
    return stepsAtOnce(this.findSteps(text, limit, noteOf));
  }

  findSteps(text: string, limit: number, noteOf: NoteOf = () => undefined): Steps<Hit[]> {
    return this.#finder.find(text, limit, noteOf);
  }

  /** The ids of all papers that a filter lets through, in steps; see `Finder.filter`. */
  filter(text: string, noteOf: NoteOf = () => undefined): Steps<readonly string[]> {
    return this.#finder.filter(text, noteOf);
  }

  /** At most so many papers for what is typed where a citation key belongs, best first, in steps; see `Offers.of`. */
  offer(request: OfferRequest): Steps<Offer[]> {
    return this.#offers.of(request);
  }

  /** How many keys there are. */
  get size(): number {
    return this.#catalog.size;
  }

  /** The files of the library with how many keys each gives. */
  sources(): { readonly uri: string; readonly rank: number; readonly keys: number }[] {
    return [...this.#catalog.sources].map(({ uri, rank }) => ({ uri, rank, keys: this.#catalog.sizeOf(uri) }));
  }

  *#inBatches(steps: Generator<void, unknown>, touched: Touched): Generator<LibraryChange | undefined, void> {
    for (let next = steps.next(); !next.done; next = steps.next()) {
      yield touched.ids.size >= batch && this.#index !== 'awaited' ? yield* this.#take(touched) : undefined;
    }
  }

  /** The papers touched so far, which are told only once. */
  *#take(touched: Touched): LibrarySteps {
    const ids = [...touched.ids];
    touched.ids.clear();
    const papers = yield* papersIn(ids, (id) => this.paper(id));
    return { ...papers, problems: [], topics: this.#topics.takeNews() };
  }

  *#finish(touched: Touched): LibrarySteps {
    const found = yield* inSilence(this.#catalog.problemsOf(touched.uris));
    const problems = [...found].map(([uri, list]) => ({ uri, problems: list }));
    return { ...(yield* this.#take(touched)), problems };
  }

  /** Sorts all papers, or those concerned, into topics again and tells of those that are in others now. */
  *#sortAgain(renamed?: ReadonlySet<string>, isConcerned?: (paper: MergedPaper) => boolean): LibrarySteps {
    const touched = nothingTouched();
    // what waits is sorted when it is looked at
    if (this.#index === 'awaited') return yield* this.#take(touched);
    let passed = 0;
    for (const paper of this.#catalog.papers()) {
      if (isConcerned?.(paper) === false) {
        if (++passed % batch === 0) yield undefined;
        continue;
      }
      const before = this.#topicsOf.get(paper.id) ?? noTopics;
      const now = this.#topics.of(paper);
      const isSame = before.length === now.length && before.every((id, at) => id === now[at]);
      if (!isSame) {
        this.#show(paper);
        touched.ids.add(paper.id);
      } else if (renamed && now.some((id) => renamed.has(id))) {
        // a search finds papers by the titles of topics
        this.#search.put(this.#searchable(paper));
      }
      yield touched.ids.size >= batch ? yield* this.#take(touched) : undefined;
    }
    return yield* this.#take(touched);
  }

  #show(paper: MergedPaper): void {
    this.#sort(paper);
    this.#search.put(this.#searchable(paper));
  }

  #learn(paper: MergedPaper): void {
    this.#sort(paper);
    if (this.#index === 'restored') this.#search.move(this.#searchable(paper));
    else this.#search.put(this.#searchable(paper));
  }

  #sort(paper: MergedPaper): void {
    this.#touched.add(paper.id);
    this.#offers.changed();
    const topics = this.#topics.of(paper);
    if (topics.length) this.#topicsOf.set(paper.id, topics);
    else this.#topicsOf.delete(paper.id);
  }

  /** Takes the index over, in steps. Of papers that are not looked at yet, topics are worked out when a search asks. */
  *#restored({ search }: SavedLibrary): Steps<boolean> {
    const all: Searchable[] = [];
    for (const { id, places } of this.#catalog.papers())
      if (all.push(searchableLater(id, places[0].entry, () => this.#titlesOf(id))) % batch === 0) yield;
    return yield* this.#search.restore(search, all);
  }

  #searchable({ id, places: [{ entry }] }: MergedPaper): Searchable {
    return { id, entry, topicTitles: this.#titlesOf(id) };
  }

  #drop(id: string): void {
    this.#touched.add(id);
    this.#offers.changed();
    this.#topicsOf.delete(id);
    this.#search.remove(id);
  }

  #paperOf(merged: MergedPaper): Paper {
    const { id, places } = merged;
    const sameAs = this.#catalog.sameAs(merged);
    return paperOf(places[0].entry, {
      id,
      sources: filesOf(merged),
      topics: this.#topicsOf.get(id) ?? noTopics,
      ...(sameAs.length ? { sameAs } : {}),
    });
  }

  #factsOf({ id, places: [{ entry, source }] }: MergedPaper, noteOf: NoteOf): QueryFacts {
    return new EntryFacts(entry, () => [...this.#topicIdsOf(id), ...this.#titlesOf(id)], noteOf, source.text);
  }

  #topicIdsOf(id: string): readonly string[] {
    const topics = this.#topicsOf.get(id);
    if (topics || this.#index !== 'restored') return topics ?? noTopics;
    const paper = this.#catalog.paper(id);
    return paper ? this.#topics.of(paper) : noTopics;
  }

  #titlesOf(id: string): string[] {
    return this.#topicIdsOf(id).map((topic) => this.#topics.titleOf(topic));
  }
}
