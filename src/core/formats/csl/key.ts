import { text } from '../values.ts';

/** A citation key and the field that gives it; an empty key where no field has one that can be cited. */
export interface FoundKey {
  readonly key: string;
  readonly field: 'id' | 'citation-key' | 'note';
}

/** Zotero's name of an item, `http://zotero.org/users/…` or `123456/ABCD2345`, or another address. */
const address = /^(?:https?:\/\/|\d+\/[A-Z0-9]{8}$)/;

/** Better BibTeX writes the key into the field that Zotero shows as "Extra" and exports as `note`. */
const noteLine = /(?:^|\n)[ \t]*citation[ -]?key[ \t]*:[ \t]*(\S+)/i;

/**
 * The key of a CSL item. `id` is what processors cite by; where it is only a number or an address, as in
 * Zotero's exports, the item's `citation-key` (CSL 1.0.2, appendix IV) or its note may have a better one.
 */
export function keyOf(fields: Readonly<Record<string, unknown>>): FoundKey {
  const id = text(fields['id']) ?? '';
  const isAddress = address.test(id);
  if (id && !isAddress && !/^\d+$/.test(id)) return { key: id, field: 'id' };
  const key = text(fields['citation-key']);
  if (key !== undefined) return { key, field: 'citation-key' };
  const note = noteLine.exec(text(fields['note'])?.slice(0, 2000) ?? '')?.[1];
  if (note !== undefined) return { key: note, field: 'note' };
  return { key: isAddress ? '' : id, field: 'id' };
}
