import { LineEnds } from '../formats/lineEnds.ts';
import type { NamedFile } from './named.ts';
import { isFileName } from './named.ts';

const keyword = /^([ \t]*#\+bibliography:[ \t]*)(?:"([^"]+)"|(\S(?:.*\S)?))[ \t]*$/i;
const blockStart = /^[ \t]*#\+begin_(src|example|comment|export)\b/i;

/** The files of `#+bibliography: x.bib`, whose name may stand in quotes (Org manual, "Citations"). */
export function orgBibliographies(text: string): NamedFile[] {
  const files: NamedFile[] = [];
  const ends = new LineEnds(text);
  let block = '';
  for (let at = 0; at < text.length;) {
    const lineEnd = ends.after(at);
    const line = text.slice(at, Math.min(lineEnd, at + 2000));
    const opened = blockStart.exec(line)?.[1];
    if (block) {
      if (line.trim().toLowerCase().startsWith(`#+end_${block}`)) block = '';
    } else if (opened) {
      block = opened.toLowerCase();
    } else {
      const hit = keyword.exec(line);
      const name = hit?.[2] ?? hit?.[3];
      if (hit && name !== undefined && isFileName(name)) {
        const start = at + (hit[1]?.length ?? 0) + (hit[2] === undefined ? 0 : 1);
        files.push({ name, span: { start, end: start + name.length } });
      }
    }
    at = ends.next(lineEnd);
  }
  return files;
}
