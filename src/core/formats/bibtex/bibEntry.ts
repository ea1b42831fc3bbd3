import type { CslItem } from '../../entry/csl.ts';
import type { Entry, EntrySource, FieldSource } from '../../entry/entry.ts';
import type { Span } from '../../text.ts';
import { Fields } from './fields.ts';
import { fieldsWithInherited } from './inherit.ts';
import { itemOf } from './item.ts';
import { withAbstract } from './lazyAbstract.ts';
import type { RawEntry, RawField } from './raw.ts';
import { nameSpan, valueSpan } from './raw.ts';
import type { Macros } from './value.ts';

/** What the entries of one file share. */
export interface BibFile {
  readonly uri: string;
  readonly text: string;
  readonly macros: Macros;
  /** Entries by key and by alias; of several with one key the first. */
  readonly byKey: ReadonlyMap<string, RawEntry>;
  readonly links: Links;
}

/** Each `crossref` and `xdata` field with the keys that it names and the entry it stands in. */
export type Links = ReadonlyMap<RawField, { readonly entry: RawEntry; readonly keys: readonly string[] }>;

/** Keys that an entry names and that do not change what it says. */
export type NamedKeys = Pick<Entry, 'aliases' | 'related'>;

const noTopics: readonly string[] = [];

/** An entry that is decoded when it is first looked at. */
export class BibEntry implements Entry {
  readonly key: string;
  readonly topics = noTopics;
  readonly source: EntrySource;
  declare readonly item: CslItem;
  declare readonly aliases?: readonly string[];
  declare readonly related?: readonly string[];
  readonly #file: BibFile;
  readonly #raw: RawEntry;
  #item: CslItem | undefined;

  constructor(file: BibFile, raw: RawEntry, { aliases, related }: NamedKeys) {
    this.key = raw.key;
    this.source = new BibSource(file.uri, raw);
    this.#file = file;
    this.#raw = raw;
    // An own property, so that spreading, cloning and JSON see it; one getter, so that entries share their shape.
    Object.defineProperty(this, 'item', lazyItem);
    if (aliases) this.aliases = aliases;
    if (related) this.related = related;
  }

  /** The item that views show, decoded once. */
  get decoded(): CslItem {
    return (this.#item ??= this.#read('plain'));
  }

  /** The CSL-JSON that is given out, as pandoc reads the entry; made anew each time. */
  get cslJson(): CslItem {
    return this.#read('rich');
  }

  #read(form: 'plain' | 'rich'): CslItem {
    const { text, macros, byKey, links } = this.#file;
    const inherited = fieldsWithInherited(
      this.#raw,
      (key) => byKey.get(key),
      (field) => links.get(field)?.keys ?? [],
    );
    const fields = new Fields(text, macros, inherited, form);
    return withAbstract(itemOf(this.key, this.#raw.type, fields), fields);
  }
}

const lazyItem: PropertyDescriptor = {
  enumerable: true,
  configurable: true,
  get(this: BibEntry) {
    return this.decoded;
  },
};

/** The entry's place; its fields' places are put together when they are asked for. */
class BibSource implements EntrySource {
  readonly uri: string;
  readonly span: Span;
  readonly keySpan: Span;
  readonly #fields: readonly RawField[];

  constructor(uri: string, raw: RawEntry) {
    this.uri = uri;
    this.span = raw.span;
    this.keySpan = raw.keySpan;
    this.#fields = raw.fields;
  }

  get fields(): readonly FieldSource[] {
    return this.#fields.map((field) => ({ name: field.name, nameSpan: nameSpan(field), span: valueSpan(field) }));
  }
}
