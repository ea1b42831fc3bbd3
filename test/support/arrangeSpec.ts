import type { ArrangeSpec } from '../../src/core/library/arrange.ts';

const others = {
  topic: 'No topic',
  year: 'No year',
  author: 'No author',
  venue: 'No venue',
  status: 'No status',
  note: 'No note',
};
const priorities = { high: 'High', medium: 'Medium', none: 'None', low: 'Low', done: 'Read', other: 'Others' };

/** What is listed, and how: by topic, the newest first, where nothing else is said. */
export const arrangeSpec = (some: Partial<ArrangeSpec> = {}): ArrangeSpec => ({
  grouping: 'topic',
  order: 'year',
  query: '',
  others,
  reading: { statuses: [], noted: 'Note without status', priorities },
  ...some,
});
