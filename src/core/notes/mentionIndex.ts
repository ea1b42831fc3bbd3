import type { PlacedMention } from './mentions.ts';
import { linkedPath, stemOf } from './mentions.ts';

/** A mention and the document it stands in. */
export interface FoundMention extends PlacedMention {
  readonly uri: string;
}

/** What a document leads to: another document of the workspace, or only a name that none has. */
export interface Outgoing extends PlacedMention {
  /** The address of the document. */
  readonly leadsTo?: string;
}

interface Known {
  readonly mentions: readonly PlacedMention[];
  /** The address with its path as people read it. */
  readonly plain: string;
  readonly stem: string;
}

/**
 * Which Markdown documents link to which. A wiki link means the document of that name: of several, the one in the same
 * folder, else the one whose path is shortest; where none has it, a name may be a citation key.
 */
export class MentionIndex {
  readonly #files = new Map<string, Known>();
  /** Addresses by the names of documents, and by the names that documents link to. */
  readonly #named = new Map<string, Set<string>>();
  readonly #linking = new Map<string, Set<string>>();

  get size(): number {
    return this.#files.size;
  }

  /** Takes a Markdown document with its links, in place of those it had. */
  put(uri: string, mentions: readonly PlacedMention[]): void {
    this.remove(uri);
    const plain = plainAddress(uri);
    const known: Known = { mentions, plain, stem: stemOf(plain) };
    this.#files.set(uri, known);
    add(this.#named, known.stem, uri);
    for (const { target } of mentions) add(this.#linking, stemOf(target), uri);
  }

  remove(uri: string): void {
    const known = this.#files.get(uri);
    if (!known) return;
    this.#files.delete(uri);
    drop(this.#named, known.stem, uri);
    for (const { target } of known.mentions) drop(this.#linking, stemOf(target), uri);
  }

  /**
   * The links to a paper, by document and in the order of each: those that lead to one of its notes, and `[[key]]`
   * and `[[@key]]` where no document has that name.
   */
  of(key: string, notes: readonly string[]): FoundMention[] {
    const wanted = new Set(notes);
    const names = new Set([key, `@${key}`].map(stemOf));
    for (const uri of notes) names.add(this.#files.get(uri)?.stem ?? stemOf(plainAddress(uri)));
    const uris = new Set([...names].flatMap((name) => [...(this.#linking.get(name) ?? [])]));
    return [...uris].sort().flatMap((uri) =>
      this.from(uri)
        .filter(({ leadsTo, form, target }) =>
          leadsTo === undefined ? form === 'wiki' && target.replace(/^@/, '') === key : wanted.has(leadsTo),
        )
        .map(({ form, target, range, line }) => ({ form, target, range, line, uri })),
    );
  }

  /** Where the links of a document lead, in its order. */
  from(uri: string): Outgoing[] {
    const known = this.#files.get(uri);
    return (known?.mentions ?? []).map((mention) => {
      const leadsTo = this.#leadsTo(mention, known?.plain ?? '');
      return leadsTo === undefined ? mention : { ...mention, leadsTo };
    });
  }

  #leadsTo({ form, target }: PlacedMention, document: string): string | undefined {
    const named = [...(this.#named.get(stemOf(target)) ?? [])];
    if (!named.length) return undefined;
    const [, scheme = '', path = ''] = address.exec(document) ?? [];
    const plainOf = (uri: string) => this.#files.get(uri)?.plain ?? '';
    const ofPath = (linked: string) =>
      named.find((uri) => withoutEnding(plainOf(uri)) === withoutEnding(scheme + linked));
    if (form === 'link' && !target.startsWith('/')) return ofPath(linkedPath(target, path));
    const part = withoutEnding(target.replace(/^\/+|^(?:\.\/)+/, ''));
    if (!part.includes('/') && !target.startsWith('/')) return nearest(named, scheme + path, plainOf);
    const own = target.startsWith('/') ? undefined : ofPath(linkedPath(target, path));
    return (
      own ??
      nearest(
        named.filter((uri) => withoutEnding(plainOf(uri)).endsWith(`/${part}`)),
        scheme + path,
        plainOf,
      )
    );
  }
}

const address = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(\/.*)$/is;

/** The one in the folder of the document, else the one of the shortest path. */
function nearest(uris: string[], document: string, plainOf: (uri: string) => string): string | undefined {
  const folder = document.slice(0, document.lastIndexOf('/') + 1);
  const isBeside = (uri: string) => {
    const plain = plainOf(uri);
    return plain.startsWith(folder) && !plain.slice(folder.length).includes('/') ? 0 : 1;
  };
  const depth = (uri: string) => plainOf(uri).split('/').length;
  return uris.sort((a, b) => isBeside(a) - isBeside(b) || depth(a) - depth(b) || (plainOf(a) < plainOf(b) ? -1 : 1))[0];
}

function withoutEnding(path: string): string {
  return path.replace(/\.(?:md|markdown|qmd|rmd|rmarkdown)$/i, '');
}

function plainAddress(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function add(all: Map<string, Set<string>>, name: string, uri: string): void {
  const uris = all.get(name);
  if (uris) uris.add(uri);
  else all.set(name, new Set([uri]));
}

function drop(all: Map<string, Set<string>>, name: string, uri: string): void {
  const uris = all.get(name);
  uris?.delete(uri);
  if (!uris?.size) all.delete(name);
}
