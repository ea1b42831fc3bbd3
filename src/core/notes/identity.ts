import { identitiesIn } from '../library/identity.ts';
import { text } from '../formats/values.ts';

/** By what a note says whose it is, from what speaks most clearly to what does least. */
export interface NoteClaims {
  /** The citation key in its front matter. */
  readonly key?: string;
  /** What else its front matter tells of the paper: `doi 10.1000/x`, `arxiv 2312.00752`, `zotero ABCD2345`. */
  readonly identities?: readonly string[];
  /** The key that the file is named after, `@key.md`. */
  readonly named?: string;
  /** What would be the key if the file had its name from the settings; it counts only where a paper has it. */
  readonly guessed?: string;
}

/** The paper that a note belongs to, and by what. */
export interface Owner {
  readonly key: string;
  readonly by: 'key' | 'identity' | 'name';
}

/** What the library is asked. */
export interface PaperLookup {
  readonly isKey: (key: string) => boolean;
  /** The key of the paper that has an identity. */
  readonly identified: (identity: string) => string | undefined;
}

/** Front-matter fields that name the paper, by the habit of the tools that write them. */
const keyFields = ['citekey', 'citationkey', 'citation-key', 'citation_key'];
const doiFields = ['doi', 'DOI'];
const arxivFields = ['arxiv', 'arXiv', 'eprint'];
/** `zotero-key`, `zoteroSelectURI`, `zotero`, … */
const zoteroField = /^zotero/i;
/** The address by which Zotero shows an item: by its key, or with Better BibTeX by its citation key. */
const zoteroItem = /^zotero:\/\/select\/(?:library\/|groups\/\d+\/)?items\/(?:@([^\s?#]+)|(?:\d+_)?([A-Z0-9]{8})\b)/;
const zoteroKey = /^(?:\d+\/)?([A-Z0-9]{8})$/;

/** The citation key that front matter names, without the `@` that some write before it. */
export function keyInFields(data: Readonly<Record<string, unknown>>): string | undefined {
  return keyFields.map((field) => keyIn(data[field])).find(Boolean);
}

/** The name of the field in which front matter names the citation key. */
export function keyFieldIn(data: Readonly<Record<string, unknown>>): string | undefined {
  return keyFields.find((field) => keyIn(data[field]));
}

/** What a field says, without the `@` that some write; a template's `{{ citekey }}` is no key. */
function keyIn(value: unknown): string | undefined {
  const written = text(value)?.replace(/^@/, '');
  return written?.startsWith('{{') ? undefined : written;
}

/** What front matter says of the paper. */
export function claimsInFields(data: Readonly<Record<string, unknown>>): NoteClaims {
  const identities: string[] = [];
  const [doi] = values(data, doiFields);
  const [arxiv] = values(data, arxivFields);
  for (const value of [doi, arxiv]) if (value !== undefined) identities.push(...identitiesIn(value));
  let key = keyInFields(data);
  for (const [field, value] of Object.entries(data)) {
    const written = zoteroField.test(field) ? text(value)?.trim() : undefined;
    if (!written) continue;
    const [, citationKey, itemKey = zoteroKey.exec(written)?.[1]] = zoteroItem.exec(written) ?? [];
    if (citationKey !== undefined) key ??= decoded(citationKey);
    if (itemKey !== undefined) identities.push(`zotero ${itemKey}`);
  }
  return {
    ...(key === undefined ? {} : { key }),
    ...(identities.length ? { identities: [...new Set(identities)] } : {}),
  };
}

/**
 * Whose note it is: the paper of the key that its front matter names; else the one of its DOI, arXiv
 * identifier or Zotero key, so that a note stays with its paper when that gets another key elsewhere;
 * else the one that the file is named after. A key that no paper has is the last resort.
 */
export function ownerOf({ key, identities = [], named, guessed }: NoteClaims, library: PaperLookup): Owner | undefined {
  if (key !== undefined && library.isKey(key)) return { key, by: 'key' };
  for (const identity of identities) {
    const found = library.identified(identity);
    if (found !== undefined) return { key: found, by: 'identity' };
  }
  if (key !== undefined) return { key, by: 'key' };
  if (named !== undefined) return { key: named, by: 'name' };
  return guessed !== undefined && library.isKey(guessed) ? { key: guessed, by: 'name' } : undefined;
}

/** The key that the name of a file spells, `@key.md`, in an address as `Uri.toString()` gives it. */
export function keyInName(uri: string): string | undefined {
  const name = /\/(?:@|%40)([^/]+)\.md$/i.exec(uri)?.[1];
  return name === undefined ? undefined : decoded(name);
}

/**
 * Finds the key in the names that a setting gives to notes, such as `{{citekey}} - {{year}}`; nothing
 * where the setting has no key in it, or something between whose beginning and end nobody can tell.
 */
export function keyInNamesOf(template: string): ((uri: string) => string | undefined) | undefined {
  const parts = template.replace(/\.md$/i, '').split(/(\{\{.*?\}\}|\{%.*?%\})/s);
  let isKeyed = false;
  const pattern = parts.map((part) => {
    if (!/^\{[{%]/.test(part)) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    if (!/^\{\{-?\s*citekey\s*-?\}\}$/.test(part)) return '[^/]*?';
    if (isKeyed) return '\\1';
    isKeyed = true;
    return '([^/]+?)';
  });
  if (!isKeyed) return undefined;
  const name = new RegExp(`(?:^|/)${pattern.join('')}\\.md$`, 'i');
  return (uri) => name.exec(decoded(uri))?.[1];
}

function values(data: Readonly<Record<string, unknown>>, fields: readonly string[]): string[] {
  return fields.map((field) => text(data[field])).filter((value) => value !== undefined);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
