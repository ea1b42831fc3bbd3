import { LineEnds } from '../formats/lineEnds.ts';
import type { Replacement } from './nameBibliography.ts';
import { orgBibliographies } from './org.ts';

/** Another `#+bibliography:` below the last one; without one, below the keywords that the document begins with. */
export function nameInOrg(text: string, name: string): readonly Replacement[] {
  const path = /\s/.test(name) ? `"${name}"` : name;
  const last = orgBibliographies(text).at(-1);
  if (last) {
    const lineStart = Math.max(text.lastIndexOf('\n', last.span.start), text.lastIndexOf('\r', last.span.start)) + 1;
    const keyword = /^[ \t]*#\+bibliography:[ \t]*/i.exec(text.slice(lineStart, last.span.start))?.[0];
    const end = new LineEnds(text).after(last.span.end);
    return [{ span: { start: end, end }, text: `\n${keyword ?? '#+bibliography: '}${path}` }];
  }
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const head =
    /^(?:[ \t]*#(?:\+(?!begin)[\w-]+:|[ \t]|$)[^\n\r]*(?:\r\n|\n|\r|$))*/i.exec(text.slice(start))?.[0] ?? '';
  const at = start + head.length;
  const isGlued = head !== '' && !/[\n\r]$/.test(head);
  const rest = text.slice(at);
  const trail = rest === '' || /^[ \t]*[\n\r]/.test(rest) || head !== '' ? '\n' : '\n\n';
  return [{ span: { start: at, end: at }, text: `${isGlued ? '\n' : ''}#+bibliography: ${path}${trail}` }];
}
