import type { Citation, CitationKind, CitationMode } from '../citation.ts';
import { partOf } from '../collect.ts';
import { readNote } from '../note.ts';

/** How a role of sphinxcontrib-bibtex cites. */
export interface CitationRole {
  readonly kind: CitationKind;
  readonly mode: CitationMode;
}

/**
 * What a role cites with, by its name without colons at its ends, such as `cite`, `cite:ts` or `footcite:p`; nothing
 * where it does not cite (sphinxcontrib-bibtex, "Roles and Directives"): `t` names the authors in the text, a `c` before
 * it capitalizes, an `s` behind names all of them.
 */
export function citationRole(name: string): CitationRole | undefined {
  const style = /^(?:foot)?cite(?::([a-z]+))?$/.exec(name.toLowerCase());
  if (!style) return undefined;
  const [, form = 'p'] = style;
  const isInText = /^c?ts?$|^c?authors?(?:par)?s?$/.test(form);
  return {
    kind: form === 'empty' ? 'nocite' : 'cite',
    mode: isInText ? 'author-in-text' : /^year(?:par)?$/.test(form) ? 'suppress-author' : 'normal',
  };
}

/** `{see}key{p. 3}`; a comma stands between two. */
const target = /\s*(?:\{([^{}]*)\})?\s*([^{}\s,`]+)\s*(?:\{([^{}]*)\})?\s*(?:,|$)/y;

/** The citations in the text of a role, from `start` to `end`; those before anything malformed. */
export function roleCitations(text: string, start: number, end: number, { kind, mode }: CitationRole): Citation[] {
  const written = text.slice(start, end);
  // an exclamation mark says that it is no reference; `title <key>` has one title for all (Sphinx, "Cross-referencing syntax")
  if (written.startsWith('!')) return [];
  const titled = written.endsWith('>') ? written.lastIndexOf('<') + 1 : 0;
  const list = titled ? written.slice(0, -1) : written;
  const citations: Citation[] = [];
  target.lastIndex = titled;
  for (let hit = target.exec(list); hit; hit = target.lastIndex < list.length ? target.exec(list) : null) {
    const [whole, before, key = '', behind] = hit;
    const from = start + hit.index;
    const keyStart = from + (before === undefined ? 0 : whole.indexOf('}') + 1);
    const keyAt = partOf(text, keyStart, keyStart + whole.slice(keyStart - from).indexOf(key) + key.length);
    if (!keyAt) break;
    const prefix = before === undefined ? undefined : partOf(text, from + whole.indexOf('{') + 1, keyStart - 1);
    const note = keyAt.end + text.slice(keyAt.end, from + whole.length).indexOf('{') + 1;
    citations.push({
      key,
      keyAt: { start: keyAt.start, end: keyAt.end },
      start: keyAt.start,
      end: keyAt.end,
      kind,
      mode,
      ...(prefix ? { prefix } : {}),
      ...(behind === undefined ? {} : readNote(text, note, note + behind.length)),
    });
  }
  return citations;
}
