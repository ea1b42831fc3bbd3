import type { Span } from '../text.ts';
import type { NamedFile } from './named.ts';
import { isFileName } from './named.ts';

/** Environments whose text is shown as it is, or not at all. */
const verbatim = 'verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|comment|filecontents';

/** Commands in the order of the text, and what hides others from them. */
const marks = new RegExp(
  '\\\\verb\\*?([^A-Za-z\\s*])[^\\n\\r]*?\\1' +
    `|\\\\begin\\s*\\{((?:${verbatim})\\*?)\\}` +
    '|\\\\(bibliography|nobibliography)\\*?\\s*\\{' +
    '|\\\\(addbibresource|addglobalbib|addsectionbib)\\s*(?:\\[([^\\]]{0,500})\\])?\\s*\\{' +
    '|\\\\(end\\s*\\{document\\})' +
    '|\\\\[^]|%[^\\n\\r]*',
  'g',
);

/**
 * `\bibliography{a,b}`, to whose names BibTeX adds `.bib`, and biblatex's `\addbibresource[options]{x.bib}` with its
 * kin, which take the whole name of one file (biblatex manual, "Bibliography Resources"). Remote resources are none.
 */
export function latexBibliographies(text: string): { readonly files: readonly NamedFile[]; readonly root?: NamedFile } {
  const files: NamedFile[] = [];
  marks.lastIndex = 0;
  for (let hit = marks.exec(text); hit; hit = marks.exec(text)) {
    const [, , environment, classic, modern, options = '', isEnd] = hit;
    if (isEnd) break;
    if (environment !== undefined) {
      const close = text.indexOf(`\\end{${environment}}`, marks.lastIndex);
      if (close < 0) break;
      marks.lastIndex = close;
    }
    if (classic === undefined && modern === undefined) continue;
    const start = marks.lastIndex;
    const close = /[{}]/g;
    close.lastIndex = start;
    const closed = close.exec(text);
    if (closed?.[0] !== '}') continue;
    marks.lastIndex = closed.index;
    const inside = { start, end: closed.index };
    if (classic !== undefined) files.push(...listed(text, inside).map(withBib));
    else if (!/\blocation\s*=\s*remote\b/.test(options)) files.push(...trimmed(text, inside));
  }
  const root = rootOf(text);
  return { files: files.filter(({ name }) => isFileName(name) && !/[\\#*]/.test(name)), ...(root ? { root } : {}) };
}

/** The text with blanks in the place of comments and verbatim text, so that what is found in it is code. */
export function withoutHidden(text: string): string {
  let code = '';
  let from = 0;
  const hide = (start: number, end: number) => {
    code += text.slice(from, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ');
    from = end;
  };
  marks.lastIndex = 0;
  for (let hit = marks.exec(text); hit; hit = marks.exec(text)) {
    const [mark, , environment] = hit;
    if (mark.startsWith('%') || /^\\verb\*?[^A-Za-z]/.test(mark)) hide(hit.index, marks.lastIndex);
    else if (environment !== undefined) {
      const close = text.indexOf(`\\end{${environment}}`, marks.lastIndex);
      const end = close < 0 ? text.length : close;
      hide(marks.lastIndex, end);
      marks.lastIndex = end;
    }
  }
  return code + text.slice(from);
}

/** Names between commas; a comment may end a line between them. */
function listed(text: string, { start, end }: Span): NamedFile[] {
  const names: NamedFile[] = [];
  const part = /%[^\n\r]*|[^,%]+/g;
  part.lastIndex = start;
  for (let hit = part.exec(text); hit && hit.index < end; hit = part.exec(text)) {
    if (hit[0].startsWith('%')) continue;
    names.push(...trimmed(text, { start: hit.index, end: Math.min(part.lastIndex, end) }));
  }
  return names;
}

function trimmed(text: string, { start, end }: Span): NamedFile[] {
  const written = text.slice(start, end);
  const name = written.trim();
  const from = start + written.length - written.trimStart().length;
  return name ? [{ name, span: { start: from, end: from + name.length } }] : [];
}

function withBib({ name, span }: NamedFile): NamedFile {
  return { name: /\.bib$/i.test(name) ? name : `${name}.bib`, span };
}

/** Editors take the main file from a comment at the start, the package subfiles from the document's class. */
function rootOf(text: string): NamedFile | undefined {
  const start = text.slice(0, 4000);
  const hit =
    /^([ \t]*%[ \t]*!\s*TEX[ \t]+root[ \t]*=[ \t]*)([^\n\r]*\S)/im.exec(start) ??
    /^(\s*\\documentclass\s*\[)([^\]{}\n\r]{1,300})\]\s*\{subfiles\}/m.exec(start);
  const name = hit?.[2];
  if (!hit || !name || !isFileName(name)) return undefined;
  const from = hit.index + (hit[1]?.length ?? 0);
  return { name, span: { start: from, end: from + name.length } };
}
