import type { Paper } from '../../core/entry/paper.ts';

const noTopics: readonly string[] = [];
const noLinks = {};
/** More texts than this are not shared: they would not be repeated. */
const mostShared = 20_000;

/** Papers come out of messages each with its own copy of every text; what many have alike is kept once. */
export class Compact {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly [string]>();

  paper(paper: Paper): Paper {
    const { id, key, topics, sources, source, venue, links, doi, arxiv, sameAs } = paper;
    return {
      // most papers are told apart by their keys alone
      id,
      key: id === key ? id : key,
      title: paper.title === key ? key : paper.title,
      authors: paper.authors,
      firstAuthor: this.#text(paper.firstAuthor),
      topics: topics.length ? topics.map((topic) => this.#text(topic)) : noTopics,
      links: Object.keys(links).length ? links : noLinks,
      source: this.#text(source),
      sources: sources.length === 1 && sources[0] ? this.#list(sources[0]) : sources.map((uri) => this.#text(uri)),
      ...(paper.year === undefined ? {} : { year: paper.year }),
      ...(venue === undefined ? {} : { venue: this.#text(venue) }),
      ...(arxiv === undefined ? {} : { arxiv }),
      ...(doi === undefined ? {} : { doi }),
      ...(sameAs ? { sameAs } : {}),
    };
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < mostShared) this.#texts.set(text, text);
    return text;
  }

  #list(text: string): readonly string[] {
    const known = this.#lists.get(text);
    if (known) return known;
    const list = [this.#text(text)] as const;
    this.#lists.set(text, list);
    return list;
  }
}
