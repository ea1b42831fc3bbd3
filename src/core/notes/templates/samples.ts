import type { CslItem } from '../../entry/csl.ts';
import type { Entry } from '../../entry/entry.ts';

/**
 * Papers that no library has but whose kind every library has: what breaks a template that does not quote. Each is
 * named by what is hard about it.
 */
export const samplePapers: readonly Entry[] = [
  sample({ title: 'Attention: All You Need?', 'container-title': 'Proceedings: Part 2' }),
  sample({ title: '"Why" They Said: ‘Yes’', note: "It's here" }),
  sample({ title: '[Review of] {Set} Theory', abstract: '- One\n- Two: three\n\nFour' }),
  sample({ title: '@home & *more* % of #1', publisher: '`Quoted`' }),
  sample({ title: 'Path C:\\new\\title', keyword: 'a: b, [c]' }),
];

function sample(item: Partial<CslItem>): Entry {
  const key = 'sample2020';
  return {
    key,
    item: {
      id: key,
      type: 'article-journal',
      author: [{ family: "O'Neil: the First", given: 'Ann' }],
      issued: { 'date-parts': [[2020, 1, 2]] },
      abstract: 'One: two.\nThree # four.',
      'container-title': 'Letters',
      ...item,
    },
    topics: ['sample-topic'],
    source: { uri: '', span: { start: 0, end: 0 } },
  };
}
