import type { CitationMode } from '../citation.ts';
import type { Span } from '../../text.ts';
import type { DocumentState, Group } from './document.ts';
import type { Mapped } from './mapped.ts';

/**
 * MyST's roles, `{cite:t}` before code that lists keys (sphinxcontrib-bibtex, "Roles and
 * Directives"; mystmd, "Citations"): which part of their name tells how authors show.
 */
const role = /\{(?:foot)?cite(?::([a-z]+))?\}$/;
const longestRole = 24;

/** `{see}key{p. 3}`: notes in braces on either side of a key (sphinxcontrib-bibtex 2.6). */
const item = /^(\s*)(?:\{([^{}]*)\}\s*)?([^\s{}]+)\s*(?:\{([^{}]*)\})?\s*$/;

/** Reads the keys of a role whose code starts at `tick` and ends at `end`; whether it is one. */
export function readRole(map: Mapped, tick: number, end: number, document: DocumentState): boolean {
  const { text } = map;
  if (text[tick - 1] !== '}') return false;
  const hit = role.exec(text.slice(Math.max(0, tick - longestRole), tick));
  if (!hit) return false;
  const mode = modeOf(hit[1] ?? '');
  const ticks = /^`+/.exec(text.slice(tick, end))?.[0].length ?? 1;
  const group: Group = { map, start: tick - hit[0].length, end };
  let at = tick + ticks;
  for (const part of text.slice(at, end - ticks).split(',')) {
    const found = item.exec(part);
    if (found) {
      const [, blanks = '', before, key = '', after] = found;
      const start = at + part.indexOf(key, blanks.length + (before === undefined ? 0 : before.length + 2));
      const keyAt: Span = { start, end: start + key.length };
      const prefixStart = at + blanks.length + 1;
      const suffixStart = part.indexOf('{', keyAt.end - at) + 1 + at;
      document.found.push({
        found: 'citation',
        map,
        key,
        ...keyAt,
        keyAt,
        mode,
        kind: hit[1] === 'empty' ? 'nocite' : document.kind,
        group,
        ...(before ? { prefix: { start: prefixStart, end: prefixStart + before.length } } : {}),
        ...(after ? { suffix: { start: suffixStart, end: suffixStart + after.length } } : {}),
      });
    }
    at += part.length + 1;
  }
  return true;
}

/** `t`, `ts`, `ct`, `author`, …: authors in the text; `year`, `yearpar`: no authors. */
function modeOf(name: string): CitationMode {
  if (/^(?:c?ts?|c?author(?:s|par|pars)?)$/.test(name)) return 'author-in-text';
  return /^year/.test(name) ? 'suppress-author' : 'normal';
}
