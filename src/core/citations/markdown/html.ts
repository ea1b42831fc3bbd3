import { isAlphaNum, isLetter, newline, space } from './chars.ts';

/** A tag or comment of HTML and where it ends. */
export interface Tag {
  readonly end: number;
  readonly type: 'open' | 'close' | 'comment';
  /** As written, but small. */
  readonly name: string;
  readonly isEmpty: boolean;
}

const blockNames = new Set(
  (
    '?xml !doctype address article aside blockquote body canvas caption center col colgroup dd details dir div dl dt ' +
    'fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html isindex main menu meta ' +
    'noframes nav ol output p pre section summary table tbody textarea thead tfoot ul frameset li td th tr script ' +
    'style calloutlist bibliolist glosslist itemizedlist orderedlist segmentedlist simplelist variablelist caution ' +
    'important note tip warning literallayout programlisting programlistingco screen screenco screenshot synopsis ' +
    'example informalexample informalfigure informaltable para simpara formalpara equation informalequation ' +
    'mediaobject qandaset procedure task cmdsynopsis funcsynopsis classsynopsis epigraph msgset sidebar title case ' +
    'switch default'
  ).split(' '),
);
const eitherNames = new Set(
  'audio applet button iframe embed del ins progress map area noscript script object svg video source'.split(' '),
);
/** What these hold is never Markdown. */
export const verbatimNames: ReadonlySet<string> = new Set(['pre', 'style', 'script', 'textarea']);

/** Whether a tag starts a block where a block may start (pandoc's `isBlockTag`). */
export function isBlockTag({ type, name }: Tag): boolean {
  return type === 'comment' || name.startsWith('?') || blockNames.has(name) || eitherNames.has(name);
}

/** Whether a tag may stand within a paragraph (pandoc's `isInlineTag`). */
export function isInlineTag({ type, name }: Tag): boolean {
  return type === 'comment' || name.startsWith('?') || !blockNames.has(name) || (name === 'script' && type === 'close');
}

/** Reads tags; remembers what it looked for in vain, so that a text of open ones costs no more than another. */
export class Tags {
  readonly #text: string;
  readonly #missing = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The tag or comment that starts at a place, or nothing. */
  at(start: number): Tag | undefined {
    const text = this.#text;
    if (text.startsWith('<!--', start)) {
      const end = this.#find('-->', start + 4);
      return end < 0 ? undefined : { end: end + 3, type: 'comment', name: '', isEmpty: false };
    }
    if (text[start + 1] === '?') {
      const end = this.#find('>', start);
      return end < 0 ? undefined : { end: end + 1, type: 'open', name: '?', isEmpty: true };
    }
    const isClose = text[start + 1] === '/';
    const from = start + (isClose ? 2 : 1);
    if (!isLetter(text.charCodeAt(from))) return undefined;
    const nameEnd = this.#pastName(from);
    if (text[nameEnd - 1] === ':') return undefined;
    const name = text.slice(from, nameEnd).toLowerCase();
    if (isClose) {
      const end = this.#find('>', nameEnd);
      if (end < 0 || /[^\s]/.test(text.slice(nameEnd, Math.min(end, nameEnd + 1)))) return undefined;
      return { end: end + 1, type: 'close', name, isEmpty: false };
    }
    const end = this.#attributesEnd(nameEnd);
    return end < 0 ? undefined : { end, type: 'open', name, isEmpty: text[end - 2] === '/' };
  }

  /** Past the element that an opening tag starts; -1 where its closing tag is missing. */
  elementEnd({ end, name }: Tag): number {
    const pattern = new RegExp(`<(/?)${name}(?![\\w:-])`, 'gi');
    if ((this.#missing.get(`</${name}`) ?? Infinity) <= end) return -1;
    pattern.lastIndex = end;
    let depth = 1;
    for (let hit = pattern.exec(this.#text); hit; hit = pattern.exec(this.#text)) {
      if (!hit[1]) depth++;
      else if (--depth === 0) {
        const close = this.#find('>', hit.index);
        return close < 0 ? -1 : close + 1;
      }
    }
    this.#missing.set(`</${name}`, end);
    return -1;
  }

  #pastName(from: number): number {
    let at = from;
    for (let code = this.#text.charCodeAt(at); isAlphaNum(code) || code === 58 || code === 45 || code === 95;) {
      code = this.#text.charCodeAt(++at);
    }
    return at;
  }

  /** Past the attributes and the `>`. */
  #attributesEnd(from: number): number {
    const text = this.#text;
    for (let at = from; at < text.length;) {
      const after = pastBlanks(text, at);
      if (text[after] === '>') return after + 1;
      if (text[after] === '/' && text[after + 1] === '>') return after + 2;
      if (text[after] === '/' && after > at) {
        at = after + 1;
        continue;
      }
      if (after === at || !isLetter(text.charCodeAt(after))) return -1;
      at = this.#pastName(after);
      const equals = pastBlanks(text, at);
      if (text[equals] === '=') at = this.#valueEnd(pastBlanks(text, equals + 1));
      if (at < 0) return -1;
    }
    return -1;
  }

  #valueEnd(at: number): number {
    const quote = this.#text[at];
    if (quote === '"' || quote === "'") {
      const end = this.#find(quote, at + 1);
      return end < 0 ? -1 : end + 1;
    }
    let end = at;
    while (end < this.#text.length && !/[\s>]/.test(this.#text.charAt(end))) end++;
    return this.#text[end] === '>' && this.#text[end - 1] === '/' ? end - 1 : end;
  }

  #find(what: string, from: number): number {
    if ((this.#missing.get(what) ?? Infinity) <= from) return -1;
    const at = this.#text.indexOf(what, from);
    if (at < 0) this.#missing.set(what, from);
    return at;
  }
}

function pastBlanks(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); code === space || code === newline;) code = text.charCodeAt(++end);
  return end;
}
