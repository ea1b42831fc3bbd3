import type { Span } from '../../text.ts';
import type { CitationCollector } from '../collect.ts';
import { NextOf } from '../nextOf.ts';
import { readOrgCitation } from './citation.ts';

const before = '(?<=^|[\\s\\-–—("\'{])';
const behind = '(?=$|[\\s\\-–—.,;:!?\'")}\\\\[])';
/** Beginnings of the objects that hide what is in them, and of citations. */
const marks = new RegExp(
  `${before}[=~](?=\\S)|\\[\\[|\\[cite(?=[:/])|@@[\\w-]+:|(?<!\\\\)\\\\[([]|(?<![$\\w])\\$(?=[^\\s.,;$])|\\bsrc_\\S`,
  'gm',
);
const inlineSource = /src_[^\s[{]{1,60}(?:\[[^\]\n\r]{0,500}\])?\{[^}\n\r]{0,1000}\}/y;

/** Reads the objects of one container after the other, in the order of the text (org-element.el, `org-element--object-lex`). */
export class OrgObjects {
  readonly #text: string;
  readonly #found: CitationCollector;
  readonly #ends: Readonly<Record<string, NextOf>>;
  readonly #keys: NextOf;
  readonly #marks: NextOf;

  constructor(text: string, found: CitationCollector) {
    this.#text = text;
    this.#found = found;
    this.#marks = new NextOf(text, marks);
    const next = (pattern: string) => new NextOf(text, new RegExp(pattern, 'gmu'));
    this.#ends = {
      '=': next(`(?<=\\S)=${behind}`),
      '~': next(`(?<=\\S)~${behind}`),
      '[[': next('\\]\\]'),
      path: next('(?<!\\\\)(?:\\[|\\][\\[\\]]?)'),
      '@@': next('@@'),
      '\\(': next('\\\\\\)'),
      '\\[': next('\\\\\\]'),
      $: next('(?<=[^\\s.,])\\$(?![\\p{L}\\p{N}])'),
    };
    this.#keys = next("@[\\p{L}\\p{M}\\p{N}\\-.:?!`'/*@+|(){}<>&_^$#%~]+");
  }

  read({ start, end }: Span): void {
    let closing: ReadonlyMap<number, number> | undefined;
    let at = start;
    for (let hit = this.#marks.from(at, end); hit; hit = this.#marks.from(at, end)) {
      const [mark] = hit;
      if (mark === '[cite') closing ??= closingBrackets(this.#text, start, end);
      const cited = mark === '[cite' ? closing?.get(hit.index) : undefined;
      const past =
        cited === undefined
          ? this.#hide(mark, hit.index, end)
          : readOrgCitation(this.#text, hit.index, cited, this.#keys, this.#found);
      at = past ?? hit.index + 1;
    }
  }

  /** Behind the object that hides what is in it, if there is one. */
  #hide(mark: string, at: number, limit: number): number | undefined {
    let end: number | undefined;
    if (mark === '[[') end = this.#pastLink(at, limit);
    else if (mark.startsWith('src_')) {
      inlineSource.lastIndex = at;
      if (inlineSource.test(this.#text)) end = inlineSource.lastIndex;
    } else {
      const opening = mark.startsWith('@@') ? '@@' : mark;
      const close = this.#ends[opening]?.from(at + mark.length + 1, limit);
      end = close && close.index + close[0].length;
    }
    if (end === undefined || end > limit) return undefined;
    this.#found.exclude(at, end);
    return end;
  }

  /** `[[path]]` or `[[path][description]]`: a bracket in the path has a backslash before it. */
  #pastLink(at: number, limit: number): number | undefined {
    const path = this.#ends['path']?.from(at + 2, limit);
    if (!path || path.index === at + 2) return undefined;
    const end = path.index + 2;
    if (path[0] === ']]') return end;
    const close = path[0] === '][' ? this.#ends['[[']?.from(end + 1, limit) : undefined;
    return close && close.index + 2;
  }
}

/** Where each `[` of a citation is closed, brackets within it being in pairs. */
function closingBrackets(text: string, start: number, end: number): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: bracket, index } of text.slice(start, end).matchAll(/[[\]]/g)) {
    if (bracket === '[') open.push(start + index);
    else {
      const from = open.pop();
      if (from !== undefined && text.startsWith('cite', from + 1)) closing.set(from, start + index);
    }
  }
  return closing;
}
