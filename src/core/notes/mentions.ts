import { detached } from '../library/detached.ts';
import { excerptOf, LineWalk } from '../lineWalk.ts';
import type { Position, Span } from '../text.ts';
import { folderOf, joinPath } from '../sources/paths.ts';

/** How a link is written: `[[name]]`, or `[text](address)` with what belongs to it. */
export type MentionForm = 'wiki' | 'link';

/** A link in a Markdown document to another one. */
export interface Mention {
  readonly form: MentionForm;
  /** The name or path that is linked, decoded, without `#heading` and `|alias`. */
  readonly target: string;
  /** Where that stands. */
  readonly at: Span;
}

/** A mention as it is kept and shown: its place in lines, and the line it stands in. */
export interface PlacedMention {
  readonly form: MentionForm;
  readonly target: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly line: string;
}

/** What hides links: fences up to their end, comments, code within a paragraph; and the links themselves. */
const scan = new RegExp(
  [
    String.raw`^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?<fence>\`{3,}(?![^\n\r]*\`)|~{3,})`,
    String.raw`(?<comment><!--)`,
    '(?<code>`+)',
    String.raw`(?<escape>\\[[\]\\])`,
    String.raw`\[\[(?<wiki>[^[\]|#\n\r]{1,300})(?:#[^[\]|\n\r]{0,300})?(?:\\?\|[^[\]\n\r]{0,300})?\]\]`,
    String.raw`\]\([ \t]*(?:<(?<bracketed>[^<>\n\r]{1,1000})>|(?<plain>[^\s()<>]{1,1000}(?:\([^\s()<>]{0,300}\)[^\s()<>]{0,300})?))`,
    String.raw`^ {0,3}\[[^\]\n\r]{1,300}\]:[ \t]*(?:<(?<definedIn>[^<>\n\r]{1,1000})>|(?<defined>[^\s<>]{1,1000}))`,
  ].join('|'),
  'gm',
);

const markdownEnding = /\.(?:md|markdown|qmd|rmd|rmarkdown)$/i;

/** The links of a Markdown text to other documents, in its order; what only looks like one, in code or comments, is none. */
export function readMentions(text: string): Mention[] {
  const found: Mention[] = [];
  if (!text.includes('[[') && !text.includes('](') && !text.includes(']:')) return found;
  const paragraph = new CodeSpans(text);
  scan.lastIndex = 0;
  for (let hit = scan.exec(text); hit; hit = scan.exec(text)) {
    const { fence, comment, code, escape, wiki, ...addresses } = hit.groups ?? {};
    if (escape !== undefined) continue;
    if (fence !== undefined) scan.lastIndex = pastFence(text, fence, scan.lastIndex);
    else if (comment !== undefined) scan.lastIndex = past(text, '-->', scan.lastIndex);
    else if (code !== undefined) scan.lastIndex = paragraph.past(code.length, scan.lastIndex);
    else if (wiki !== undefined) addWiki(found, wiki, hit.index + 2);
    else {
      const address = Object.values(addresses).find(Boolean);
      if (address !== undefined) addLink(found, address, hit.index + hit[0].lastIndexOf(address));
    }
  }
  return found;
}

/** The mentions of a text with their lines, as they outlive it. */
export function placedMentions(text: string): PlacedMention[] {
  const lines = new LineWalk(text);
  return readMentions(text).map(({ form, target, at }) => {
    const line = lines.lineOf(at.start);
    return {
      form,
      target: detached(target),
      range: {
        start: { line: line.number, character: at.start - line.start },
        end: { line: line.number, character: at.end - line.start },
      },
      line: detached(excerptOf(text, line, at.start)),
    };
  });
}

/** The name by which a target is looked up: its last part in small letters, without the ending of Markdown. */
export function stemOf(target: string): string {
  return target
    .slice(target.lastIndexOf('/') + 1)
    .replace(markdownEnding, '')
    .toLowerCase();
}

/** Where a link leads from a document, both absolute paths with `/`; one that starts with `/` leads from `root`. */
export function linkedPath(target: string, document: string, root = ''): string {
  return target.startsWith('/') ? joinPath(root, target) : joinPath(folderOf(document), target);
}

function addWiki(found: Mention[], written: string, start: number): void {
  const name = written.replace(/\\$/, ''); // `[[name\|alias]]` in a table
  const target = name.trim();
  if (!target || /^[a-z][a-z0-9+.-]+:/i.test(target)) return;
  const from = start + name.indexOf(target);
  found.push({ form: 'wiki', target, at: { start: from, end: from + target.length } });
}

function addLink(found: Mention[], address: string, start: number): void {
  const [path = ''] = address.split(/[#?]/);
  if (!path || /^[a-z][a-z0-9+.-]+:/i.test(path) || path.startsWith('//')) return;
  const target = decoded(path);
  const name = target.slice(target.lastIndexOf('/') + 1);
  if (name.includes('.') && !markdownEnding.test(name)) return;
  found.push({ form: 'link', target, at: { start, end: start + path.length } });
}

function past(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** Behind the line that closes a fence (CommonMark 0.31, "Fenced code blocks"). */
function pastFence(text: string, fence: string, from: number): number {
  const mark = fence.charAt(0) === '~' ? '~' : '`';
  const close = new RegExp(`^[ \\t>]*${mark}{${fence.length},}[ \\t]*\\r?$`, 'gm');
  close.lastIndex = from;
  return close.exec(text) ? close.lastIndex : text.length;
}

/** Code within the paragraphs of a text, asked for in its order. */
class CodeSpans {
  readonly #text: string;
  #end = -1;
  /** Where backticks stand in the paragraph, the last ones first, by how many there are in a row. */
  #runs = new Map<number, number[]>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Behind the code that as many backticks close in the same paragraph; only behind these where none do. */
  past(count: number, from: number): number {
    if (from > this.#end) this.#look(from);
    const runs = this.#runs.get(count) ?? [];
    for (let start = runs.pop(); start !== undefined; start = runs.pop()) if (start >= from) return start + count;
    return from;
  }

  #look(from: number): void {
    const blank = /\n[ \t]*\r?\n/g;
    blank.lastIndex = from;
    this.#end = blank.exec(this.#text)?.index ?? this.#text.length;
    this.#runs = new Map();
    for (const { index, 0: ticks } of this.#text.slice(from, this.#end).matchAll(/`+/g)) {
      const runs = this.#runs.get(ticks.length) ?? [];
      this.#runs.set(ticks.length, runs);
      runs.push(from + index);
    }
    for (const runs of this.#runs.values()) runs.reverse();
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
