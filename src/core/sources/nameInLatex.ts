import type { Replacement } from './nameBibliography.ts';
import { latexBibliographies, withoutHidden } from './latex.ts';

/** Classes that leave the style to the document; those of publishers bring their own. */
const plainClass =
  /\\documentclass\s*(?:\[[^\]]{0,2000}\])?\s*\{\s*(?:article|report|book|memoir|scr\w+|amsart|amsbook)\s*\}/;

/**
 * Another `\addbibresource` behind the last one, or behind the package biblatex; else another name in `\bibliography`,
 * or that command at the end of the document. A part of a larger document, which names no bibliography and has no
 * `\begin{document}`, is left alone.
 */
export function nameInLatex(text: string, name: string): readonly Replacement[] {
  const code = withoutHidden(text);
  const resource = `\\addbibresource{${name}}`;
  const last = lastEnd(code, /\\addbibresource\s*(?:\[[^\]]{0,500}\])?\s*\{[^{}]*\}/g);
  if (last !== undefined) return [lineBehind(code, text, last, resource)];
  const { files, root } = latexBibliographies(text);
  const classic = files.at(-1);
  const bare = /^(.+)\.bib$/i.exec(name)?.[1];
  if (classic) {
    if (bare === undefined || /[,]/.test(bare)) return [];
    const { end } = classic.span;
    return [{ span: { start: end, end }, text: `,${bare}` }];
  }
  if (root) return [];
  const biblatex = lastEnd(
    code,
    /\\(?:usepackage|RequirePackage)\s*(?:\[[^\]]{0,2000}\])?\s*\{(?:[^{}]*,)?\s*biblatex(?:-[\w-]+)?\s*(?:,[^{}]*)?\}/g,
  );
  if (biblatex !== undefined) return [lineBehind(code, text, biblatex, resource)];
  const close = code.search(/\\end\s*\{document\}/);
  if (bare === undefined || /[,]/.test(bare) || (close < 0 && !/\\begin\s*\{document\}/.test(code))) return [];
  const needsStyle = plainClass.test(code) && !/\\bibliographystyle\s*\{/.test(code);
  const lines = `${needsStyle ? '\\bibliographystyle{plain}\n' : ''}\\bibliography{${bare}}\n`;
  const at = close < 0 ? text.length : close;
  const isInLine = at > 0 && !/[\n\r]/.test(text.charAt(at - 1));
  return [{ span: { start: at, end: at }, text: (isInLine ? '\n' : '') + lines }];
}

/** On the next line, as far in as its own; directly behind where other code follows, which may end the preamble. */
function lineBehind(code: string, text: string, at: number, command: string): Replacement {
  const rest = /^[^\n\r]*/.exec(code.slice(at))?.[0] ?? '';
  if (rest.trim()) return { span: { start: at, end: at }, text: command };
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, at))?.[0] ?? '';
  const end = at + rest.length;
  return { span: { start: end, end }, text: `\n${indent}${command}` };
}

function lastEnd(code: string, pattern: RegExp): number | undefined {
  const hit = [...code.matchAll(pattern)].at(-1);
  return hit && hit.index + hit[0].length;
}
