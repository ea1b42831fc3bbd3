import type { Entry, Problem } from '../entry/entry.ts';
import { paperOf } from '../entry/paper.ts';
import type { Paper } from '../entry/paper.ts';
import { readPaperFile } from '../formats/paperFile.ts';
import { PaperSearch } from './search.ts';
import type { Hit } from './search.ts';
import type { Topic } from './topic.ts';

/** The text of one file and its address. */
export interface SourceText {
  readonly uri: string;
  readonly text: string;
}

/** A problem and the file it stands in. */
export interface SourceProblem extends Problem {
  readonly uri: string;
}

/** The papers of the files just read, and what was wrong with them. */
export interface Reading {
  readonly papers: readonly Paper[];
  readonly problems: readonly SourceProblem[];
}

/** All entries of all sources. Of two entries with one key the first read stands; the other is a problem. */
export class Library {
  readonly #entries = new Map<string, Entry>();
  readonly #topics = new Map<string, Topic>();
  readonly #search = new PaperSearch();

  setTopics(topics: readonly Topic[]): void {
    for (const topic of topics) this.#topics.set(topic.id, topic);
  }

  add({ uri, text }: SourceText): Reading {
    const { entries, problems } = readPaperFile(text, uri);
    const found: SourceProblem[] = problems.map((problem) => ({ ...problem, uri }));
    const papers: Paper[] = [];
    for (const entry of entries) {
      const other = this.#entries.get(entry.key);
      if (other) {
        const span = entry.source.keySpan ?? entry.source.span;
        found.push({ uri, code: 'duplicateKey', span, facts: { key: entry.key, other: other.source.uri } });
        continue;
      }
      this.#entries.set(entry.key, entry);
      this.#search.put(entry, this.#titlesOf(entry));
      papers.push(paperOf(entry));
    }
    return { papers, problems: found };
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  find(query: string, limit: number): Hit[] {
    return this.#search.find(query, limit);
  }

  #titlesOf(entry: Entry): string[] {
    return entry.topics.map((id) => this.#topics.get(id)?.title ?? id);
  }
}
