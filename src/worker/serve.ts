import { Library } from '../core/library/library.ts';
import type { LibrarySteps } from '../core/library/change.ts';
import { Arranger } from '../core/library/arrange.ts';
import { CitationJobs, isCitationQuestion } from './citationJobs.ts';
import type { CitationQuestionName } from './citationJobs.ts';
import { postFailure } from './failure.ts';
import { isLookup } from './lookups.ts';
import type { LookupName } from './lookups.ts';
import { LookupQueue } from './lookupQueue.ts';
import type { Answer, Params, Port, Question, RequestName, Surroundings } from './protocol.ts';
import { Slices } from './slices.ts';
import { SourceJobs } from './sourceJobs.ts';
import { Teller } from './teller.ts';
import { WarmIndex } from './warmIndex.ts';

/** What changes the library; one is done after the other. */
type ChangeName = Exclude<RequestName, LookupName | CitationQuestionName | 'memory' | 'notes' | 'readings' | 'pdfs'>;
type Changes = { readonly [N in ChangeName]: (params: Params<N>, mark: number) => Promise<void> };

/** The library behind a port: it makes changes one after the other, in slices, and answers everything else between two of them. */
export function serveLibrary(port: Port<Answer, Question>, surroundings: Surroundings): void {
  const server = new LibraryServer(port, surroundings);
  port.onMessage((question) => server.take(question));
}

class LibraryServer {
  readonly #port: Port<Answer, Question>;
  readonly #in: Surroundings;
  readonly #library = new Library();
  readonly #arranger = new Arranger(this.#library);
  readonly #slices: Slices;
  readonly #sources: SourceJobs;
  readonly #index: WarmIndex;
  readonly #lookups: LookupQueue;
  readonly #teller: Teller;
  readonly #citations: CitationJobs;
  readonly #waiting: (() => Promise<void>)[] = [];
  #isBusy = false;

  constructor(port: Port<Answer, Question>, surroundings: Surroundings) {
    this.#port = port;
    this.#in = surroundings;
    this.#slices = new Slices(surroundings);
    this.#teller = new Teller(port, this.#slices);
    this.#index = new WarmIndex(this.#library, this.#slices, surroundings, {
      log: (text) => port.post({ event: 'log', text }),
      change: (steps) => this.#run(steps),
    });
    this.#lookups = new LookupQueue(port, surroundings, {
      library: this.#library,
      arranger: this.#arranger,
      textOf: (uri) => this.#sources.textOf(uri),
      formatOf: (uri) => this.#sources.formatOf(uri),
    });
    this.#sources = new SourceJobs(this.#library, this.#slices, surroundings, this.#teller, this.#index);
    this.#citations = new CitationJobs(port, surroundings, this.#library, this.#sources);
  }

  readonly #changes: Changes = {
    open: async ({ cache }) => {
      try {
        await this.#index.open(cache);
      } finally {
        this.#lookups.isHeld = this.#index.isHeld;
      }
    },
    topics: async ({ topics }) => {
      this.#index.topicsAre('titles', topics);
      await this.#run(this.#library.setTopics(topics));
    },
    topicOrigins: ({ origins }) => {
      this.#index.topicsAre('origins', origins);
      return this.#run(this.#library.setTopicOrigins(origins));
    },
    topicEdits: ({ edits }) => {
      this.#index.topicsAre('edits', [[...edits.titles], [...edits.merged], [...edits.papers], edits.pinned]);
      return this.#run(this.#library.setTopicEdits(edits));
    },
    proposeTopics: () => this.#run(this.#library.proposeTopics()),
    dropProposedTopics: () => this.#run(this.#library.dropProposedTopics()),
    update: async ({ sources }, mark) => {
      for (const source of sources) {
        await this.#sources.update(source, mark);
        await this.#letSearch();
      }
    },
    remove: async ({ uris }, mark) => {
      for (const uri of uris) await this.#sources.remove(uri, mark);
      await this.#letSearch();
    },
  };

  take({ id, name, params }: Question): void {
    if (name === 'memory') {
      this.#port.post({ id, result: this.#in.memory?.() ?? { used: 0, limit: 0 } });
    } else if (name === 'pdfs') {
      this.#arranger.setPdfs(params as Params<'pdfs'>);
      this.#port.post({ id, result: null });
    } else if (name === 'notes') {
      this.#arranger.setNotes((params as Params<'notes'>).notes);
      this.#port.post({ id, result: null });
    } else if (name === 'readings') {
      this.#arranger.changeReadings(params as Params<'readings'>);
      this.#port.post({ id, result: null });
    } else if (isCitationQuestion(name)) {
      this.#citations.ask({ id, name, params: params as Params<typeof name> });
    } else if (isLookup(name)) {
      this.#lookups.ask({ id, name, params: params as Params<typeof name> });
    } else {
      // whether there is an index is not known yet
      if (name === 'open') this.#lookups.isHeld = true;
      if (name === 'update') this.#sources.expect((params as Params<'update'>).sources, id);
      if (name === 'remove')
        this.#sources.expect(
          (params as Params<'remove'>).uris.map((uri) => ({ uri })),
          id,
        );
      this.#waiting.push(() => this.#change(id, name, params));
      if (!this.#isBusy) void this.#work();
    }
  }

  async #change(id: number, name: ChangeName, params: Question['params']): Promise<void> {
    try {
      const change = this.#changes[name] as (params: unknown, mark: number) => Promise<void>;
      await change(params, id);
      this.#port.post({ id, result: null });
    } catch (error) {
      postFailure(this.#port, { id, name }, error);
    }
  }

  /** All that waits, and then what nobody waits for. */
  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) await job();
    const steps = this.#library.prepare();
    while (!this.#waiting.length && !steps.next().done) await this.#slices.rest();
    this.#isBusy = false;
    if (this.#waiting.length) return this.#work();
    const work = this.#index.whenIdle();
    if (work) this.#in.later(work.after, () => this.#idle(work.run));
  }

  /** Does what can wait, unless something else came first. */
  #idle(run: () => Promise<void>): void {
    if (this.#isBusy) return;
    this.#waiting.push(async () => {
      await run();
      this.#lookups.isHeld = this.#index.isHeld;
    });
    void this.#work();
  }

  async #letSearch(): Promise<void> {
    await this.#index.check();
    this.#lookups.isHeld = this.#index.isHeld;
  }

  async #run(steps: LibrarySteps): Promise<void> {
    const end = await this.#slices.run(steps, (part) => {
      this.#lookups.isHeld = this.#index.isHeld;
      this.#teller.changed(part);
    });
    await this.#teller.end(end, (uri) => this.#sources.textOf(uri));
  }
}
