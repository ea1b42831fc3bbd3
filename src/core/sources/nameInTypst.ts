import type { Replacement } from './nameBibliography.ts';
import { typstBibliographies } from './typst.ts';

/**
 * One more string in the `sources` of the document's `bibliography` call, since Typst takes one call (Typst reference,
 * "Bibliography"); without one, a call at the end.
 */
export function nameInTypst(text: string, name: string): readonly Replacement[] {
  const string = `"${name.replace(/[\\"]/g, '\\$&')}"`;
  const last = typstBibliographies(text).at(-1);
  if (!last) {
    const tail = /(?:\r\n|\n|\r|[ \t])*$/.exec(text.slice(-2000))?.[0] ?? '';
    const breaks = tail.replace(/\r\n?/g, '\n').split('\n').length - 1;
    const lead = text.trim() ? '\n'.repeat(Math.max(0, 2 - breaks)) : '';
    return [{ span: { start: text.length, end: text.length }, text: `${lead}#bibliography(${string})\n` }];
  }
  const written = { start: last.span.start - 1, end: last.span.end + 1 };
  const before = text.slice(Math.max(0, written.start - 200), written.start).trimEnd();
  const called = /([\p{L}\p{N}_-]*)\($/u.exec(before)?.[1];
  // a string within another call, such as `read`, is not one of the sources
  if (called && called !== 'bibliography') return [];
  return [
    { span: { start: written.end, end: written.end }, text: `, ${string}` },
    { span: written, text: `(${text.slice(written.start, written.end)}, ${string})` },
  ];
}
