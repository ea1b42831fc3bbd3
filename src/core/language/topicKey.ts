import type { TextEdit } from '../text.ts';
import { fieldsOfMapping } from '../formats/yaml/fields.ts';
import { entryRekeyed } from './entryKey.ts';

/** Writes another key where a file of topics names a paper that was moved; nothing where it names none of that key. */
export function topicRekeyed(text: string, key: string, to: string): TextEdit | undefined {
  if (!text.includes(key)) return undefined;
  const papers = fieldsOfMapping(text, { start: 0, end: text.length }).find(({ name }) => name === 'papers');
  const field = papers && fieldsOfMapping(text, papers.span).find(({ name }) => name === key);
  return field && entryRekeyed(text, field.nameSpan, to, 'hayagriva');
}
