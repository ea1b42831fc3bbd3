import type { Citation } from '../../citations/citation.ts';
import { rekeyed } from '../../citations/rekey.ts';
import type { Syntax } from '../../citations/syntax.ts';
import type { TextEdit } from './edit.ts';

/** Puts another key in the place of a cited one, as one edit; nothing where the syntax cannot write it there. */
export function changeKey(text: string, citation: Citation, key: string, syntax: Syntax): TextEdit | undefined {
  const changes = rekeyed(text, citation, key, syntax);
  const [first] = changes ?? [];
  if (!changes || !first) return undefined;
  let written = '';
  let at = first.start;
  for (const change of changes) {
    written += text.slice(at, change.start) + change.text;
    at = change.end;
  }
  return { start: first.start, end: at, text: written };
}
