import type { StyledPaper } from '../citations/styles/style.ts';
import { creatorsOf, shortNames, yearOf } from '../entry/authors.ts';
import type { Entry } from '../entry/entry.ts';
import { referenceParts } from './referenceLine.ts';

/** What styles can say of an entry; a title stands in for authors that are not named. */
export function styledPaper({ key, item }: Pick<Entry, 'key' | 'item'>): StyledPaper {
  const { sentences, address } = referenceParts(item);
  const title = item.title ?? key;
  return {
    key,
    words: {
      title,
      authors: shortNames(creatorsOf(item)) || title,
      year: yearOf(item)?.toString() ?? '',
      url: address ?? '',
      reference: sentences.map(({ text }) => text).join(' '),
    },
  };
}
