import type { Span } from '../../text.ts';
import { Lines } from '../lines.ts';

const explicit = /^[ \t]*\.\.(?:[ \t]+|$)/;
const directive = /^[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([A-Za-z0-9][\w:.+-]*)[ \t]*::(?:[ \t]|$)/;
const noted = /^[ \t]*\.\.[ \t]+\[[^\]]+\](?:[ \t]|$)/;
/** Directives whose content is not read as text. */
const verbatim = new Set(
  (
    'code code-block sourcecode literalinclude highlight math raw doctest testcode testoutput testsetup testcleanup ' +
    'prompt ipython jupyter-execute plot graphviz digraph graph mermaid uml tikz productionlist include exec'
  ).split(' '),
);
const doctest = /^[ \t]*>>>(?:[ \t]|$)/;
/** Marks of list items, whose text begins behind them. */
const items = /^[ \t]*(?:(?:[-*+•]|\(?(?:\d+|[A-Za-z]|#)[.)])[ \t]+)*/;
const quote = /^[!-/:-@[-`{-~]/;

/** What docutils reads as text, paragraph by paragraph, and what it does not (docutils, "reStructuredText Markup"). */
export function rstBlocks(text: string): { readonly paragraphs: readonly Span[]; readonly excluded: readonly Span[] } {
  const lines = new Lines(text);
  const paragraphs: Span[] = [];
  const excluded: Span[] = [];
  let open: { readonly start: number; end: number } | undefined;
  const close = () => {
    if (open) paragraphs.push(open);
    open = undefined;
  };
  const indentOf = (line: number) => /^[ \t]*/.exec(lines.head(line))?.[0].length ?? 0;
  /** The last line of the block that is indented more than so; blank lines at its end do not count. */
  const lastBelow = (line: number, indent: number) => {
    let last = line;
    for (let next = line + 1; next < lines.count; next++) {
      if (lines.isBlank(next)) continue;
      if (indentOf(next) <= indent) break;
      last = next;
    }
    return last;
  };
  const hide = (first: number, last: number) => {
    close();
    if (first <= last) excluded.push({ start: lines.start(first), end: lines.end(last) });
    return last;
  };

  for (let line = 0; line < lines.count; line++) {
    const head = lines.head(line);
    if (lines.isBlank(line)) close();
    else if (explicit.test(head)) {
      const name = directive.exec(head)?.[1]?.toLowerCase();
      const isComment = name === undefined && !noted.test(head);
      const isEmpty =
        isComment && /^[ \t]*\.\.[ \t]*$/.test(head) && (line + 1 >= lines.count || lines.isBlank(line + 1));
      close();
      if (isEmpty) hide(line, line);
      else if (isComment || verbatim.has(name ?? '')) line = hide(line, lastBelow(line, indentOf(line)));
      else open = { start: lines.start(line), end: lines.end(line) };
    } else if (doctest.test(head)) {
      let last = line;
      while (last + 1 < lines.count && !lines.isBlank(last + 1)) last++;
      line = hide(line, last);
    } else {
      if (open) open.end = lines.end(line);
      else open = { start: lines.start(line), end: lines.end(line) };
      if (!/::[ \t]*$/.test(text.slice(Math.max(lines.start(line), lines.end(line) - 50), lines.end(line)))) continue;
      if (line + 1 < lines.count && !lines.isBlank(line + 1)) continue;
      line = hide(line + 1, literalEnd(line, items.exec(head)?.[0].length ?? 0));
    }
  }
  close();
  return { paragraphs, excluded };

  /** Behind `::` and an empty line: an indented block, or lines that all begin with the same mark. */
  function literalEnd(line: number, indent: number): number {
    const last = lastBelow(line, indent);
    if (last > line) return last;
    let first = line + 1;
    while (first < lines.count && lines.isBlank(first)) first++;
    const mark = quote.exec(lines.head(first).trimStart())?.[0];
    if (mark === undefined || explicit.test(lines.head(first))) return line;
    let end = first;
    while (
      end + 1 < lines.count &&
      lines
        .head(end + 1)
        .trimStart()
        .startsWith(mark)
    )
      end++;
    return end;
  }
}
