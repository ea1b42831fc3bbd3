import { creatorsOf, fullName, yearOf } from '../../entry/authors.ts';
import type { Entry } from '../../entry/entry.ts';
import { arxivId, linksOf } from '../../entry/links.ts';
import { isFileField } from '../../formats/attachedFiles.ts';
import type { ReadingFacts } from '../reading/facts.ts';
import { readStatesOf } from './matches.ts';
import type { QueryFacts } from './matches.ts';

/** What somebody said of a paper: whether it has a note, and how far the reading of it is. */
export interface NotedFacts {
  readonly hasNote: boolean;
  readonly reading?: ReadingFacts;
  /** Whether a PDF of it is there; nothing where nobody looked. */
  readonly hasPdf?: boolean;
}

/** What only the caller knows of papers, by citation key. */
export type NoteOf = (key: string) => NotedFacts | undefined;

/** What a query can ask of an entry. A query asks for little of it, so that nothing is made in advance. */
export class EntryFacts implements QueryFacts {
  readonly #entry: Entry;
  readonly #topics: () => readonly string[];
  readonly #noteOf: NoteOf;
  readonly #text: string | undefined;

  /** `topics` gives ids and titles; `text` is that of the entry's file. */
  constructor(entry: Entry, topics: () => readonly string[], noteOf: NoteOf, text?: string) {
    this.#entry = entry;
    this.#topics = topics;
    this.#noteOf = noteOf;
    this.#text = text;
  }

  get key(): string {
    return this.#entry.key;
  }

  get title(): string {
    return this.#entry.item.title ?? '';
  }

  get authors(): string {
    return creatorsOf(this.#entry.item).map(fullName).join('\n');
  }

  get year(): number | undefined {
    return yearOf(this.#entry.item);
  }

  get venue(): string | undefined {
    return this.#entry.item['container-title'] ?? this.#entry.item.publisher;
  }

  get topics(): string {
    return this.#topics().join('\n');
  }

  get doi(): string | undefined {
    return this.#entry.item.DOI;
  }

  get arxiv(): string | undefined {
    return arxivId(this.#entry.item);
  }

  get abstract(): string {
    return this.#entry.item.abstract ?? '';
  }

  get has(): readonly string[] {
    const noted = this.#noteOf(this.#entry.key);
    const note = noted?.hasNote ? ['note'] : [];
    const pdf = (noted?.hasPdf ?? this.#hasFile()) ? ['pdf'] : [];
    const abstract = this.#entry.item.abstract ? ['abstract'] : [];
    return [...note, ...abstract, ...pdf, ...Object.keys(linksOf(this.#entry.item))];
  }

  /** Whether a field such as `file` names one. */
  #hasFile(): boolean {
    const { source } = this.#entry;
    const text = this.#text;
    if (!text?.slice(source.span.start, source.span.end).toLowerCase().includes('.pdf')) return false;
    return (source.fields ?? []).some(
      (field) => isFileField(field) && /\.pdf/i.test(text.slice(field.span.start, field.span.end)),
    );
  }

  get is(): readonly string[] {
    return readStatesOf(this.reading);
  }

  get reading(): ReadingFacts | undefined {
    return this.#noteOf(this.#entry.key)?.reading;
  }
}
