import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { Arranger, groupings, longestPage, orders } from '../../src/core/library/arrange.ts';
import type { ArrangeSpec, Heading, Page } from '../../src/core/library/arrange.ts';
import { atOnce } from '../../src/core/library/change.ts';
import { Library } from '../../src/core/library/library.ts';
import { readSource } from '../../src/core/library/readSource.ts';
import { split } from '../../src/core/library/arrange/split.ts';
import type { Level, Part } from '../../src/core/library/arrange/split.ts';
import type { ReadingFacts } from '../../src/core/library/reading/facts.ts';
import type { Paper } from '../../src/core/entry/paper.ts';
import { noEdits } from '../../src/core/library/topics/edits.ts';

const others = {
  topic: 'No topic',
  year: 'No year',
  author: 'No author',
  venue: 'No venue',
  status: 'No status',
  note: 'No note',
};
const statuses = [
  { id: 'to-read', title: 'To Read' },
  { id: 'reading', title: 'Reading' },
  { id: 'read', title: 'Read' },
];
const priorities = { high: 'High', medium: 'Medium', none: 'No priority', low: 'Low', done: 'Read', other: 'Others' };
const spec = (some: Partial<ArrangeSpec> = {}): ArrangeSpec => ({
  grouping: 'topic',
  order: 'year',
  query: '',
  others,
  reading: { statuses, noted: 'Note without status', priorities },
  ...some,
});

function finish<T>(steps: Generator<void, T>): T {
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

interface Made {
  readonly title: string;
  readonly author: string;
  readonly year: number | undefined;
  readonly keywords: string;
}

function bibtex(papers: readonly Made[]): string {
  return papers
    .map(({ title, author, year, keywords }, at) => {
      const fields = [
        `title = {${title}}`,
        author && `author = {${author}}`,
        year && `year = {${year}}`,
        keywords && `keywords = {${keywords}}`,
      ];
      return `@article{k${at},\n  ${fields.filter(Boolean).join(',\n  ')}\n}`;
    })
    .join('\n');
}

/** These readings, and no others. */
function setReadings(arranger: Arranger, readings: readonly ReadingFacts[]): void {
  const changed = new Set(readings.map(({ key }) => key));
  const removed = ['k0', 'k1', 'k2', 'k3'].filter((key) => !changed.has(key) && arranger.noteOf(key)?.reading);
  arranger.changeReadings({ changed: readings, removed });
}

function libraryOf(text: string): { library: Library; arranger: Arranger } {
  const library = new Library();
  library.put(readSource({ uri: 'file:///a.bib', text }));
  return { library, arranger: new Arranger(library) };
}

/** Everything below a page, as one would read it from top to bottom, looking at every page on the way. */
function* walk(
  arranger: Arranger,
  by: ArrangeSpec,
  page: Page,
  path: readonly Heading[] = [],
): Generator<{ paper: Paper; path: readonly Heading[] }> {
  assert.ok(
    page.headings.length + page.papers.length <= longestPage,
    `${page.headings.length + page.papers.length} in one list`,
  );
  assert.equal(
    new Set(page.headings.map(({ id }) => id)).size,
    page.headings.length,
    'each heading has an id of its own',
  );
  for (const paper of page.papers) yield { paper, path };
  for (const heading of page.headings) {
    const below = finish(arranger.members(by, heading.id));
    const found = [...walk(arranger, by, below, [...path, heading])];
    assert.equal(new Set(found.map(({ paper }) => paper.id)).size, heading.count, `the count of ${heading.label}`);
    yield* found;
  }
}

describe('arranging papers', () => {
  const many: Made[] = Array.from({ length: 6000 }, (_, at) => ({
    title: `${'ABCDEFGHIJ'[at % 10] ?? ''}${'aeiou'[at % 5] ?? ''} title ${at}`,
    author: at % 50 === 0 ? '' : `${'KLMNOP'[at % 6] ?? ''}${'aeiou'[(at * 7) % 5] ?? ''}son${at % 1300}, A`,
    year: at % 40 === 0 ? undefined : 1960 + (at % 60),
    keywords: at % 3 ? `word${at % 700}, common` : '',
  }));
  const large = libraryOf(bibtex(many));

  for (const grouping of groupings) {
    for (const order of orders) {
      it(`gives every paper, at most ${longestPage} at a time, by ${grouping} and ${order}`, () => {
        const by = spec({ grouping, order });
        const top = finish(large.arranger.groups(by));
        const found = [...walk(large.arranger, by, top)];
        assert.equal(new Set(found.map(({ paper }) => paper.id)).size, many.length);
        assert.equal(top.total, many.length);
        if (grouping !== 'topic') assert.equal(found.length, many.length, 'each once');
      });
    }
  }

  it('keeps the order through all pages', () => {
    const by = spec({ grouping: 'none', order: 'title' });
    const titles = [...walk(large.arranger, by, finish(large.arranger.groups(by)))].map(({ paper }) => paper.title);
    const expected = many.map(({ title }) => title).sort(new Intl.Collator('en', { numeric: true }).compare);
    assert.deepEqual(titles, expected);
  });

  it('calls parts by the letters they begin with', () => {
    const by = spec({ grouping: 'none', order: 'title' });
    const labels = finish(large.arranger.groups(by)).headings.map(({ label }) => label);
    assert.deepEqual(labels, ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J']);
    const [a] = finish(large.arranger.groups(by)).headings;
    assert.ok(a && finish(large.arranger.members(by, a.id)).headings.length > 1);
  });

  it('finds where any paper stands, with the headings above it', () => {
    for (const grouping of groupings) {
      const by = spec({ grouping });
      const first = new Map<string, string>();
      for (const { paper, path } of walk(large.arranger, by, finish(large.arranger.groups(by)))) {
        if (!first.has(paper.id)) first.set(paper.id, path.map(({ id }) => id).join(' > '));
      }
      for (const id of ['k0', 'k1', 'k3333', 'k5999']) {
        const located = finish(large.arranger.locate(by, id));
        assert.equal(located?.path.map((heading) => heading.id).join(' > '), first.get(id));
      }
    }
    assert.equal(finish(large.arranger.locate(spec(), 'nobody')), undefined);
  });

  it('keeps papers without an author apart from those of an author called Other', () => {
    const made = (author: string): Made => ({ title: `By ${author || 'nobody'}`, author, year: 2001, keywords: '' });
    const { arranger } = libraryOf(bibtex([made('Other'), made('')]));
    const { headings } = finish(arranger.groups(spec({ grouping: 'author' })));
    assert.deepEqual(
      headings.map(({ label, count }) => [label, count]),
      [
        ['Other', 1],
        ['No author', 1],
      ],
    );
  });

  it('gives a page from an offset', () => {
    const by = spec({ grouping: 'year' });
    const [year] = finish(large.arranger.groups(by)).headings;
    const all = finish(large.arranger.members(by, year?.id ?? '')).papers;
    assert.deepEqual(finish(large.arranger.members(by, year?.id ?? '', 10, 5)).papers, all.slice(10, 15));
  });

  it('gives the heading above a topic another stamp when the topic is called otherwise', () => {
    const { library, arranger } = libraryOf(bibtex(many));
    const by = spec();
    const top = () => finish(arranger.groups(by)).headings;
    const before = new Map(top().map(({ id, stamp }) => [id, stamp]));
    assert.deepEqual(
      top().filter(({ id, stamp }) => before.get(id) !== stamp),
      [],
    );
    atOnce(library.setTopicEdits({ ...noEdits, titles: new Map([['word5', 'word5!']]) }));
    const others = top().filter(({ id, stamp }) => before.get(id) !== stamp);
    const below = (id: string): string[] =>
      finish(arranger.members(by, id)).headings.flatMap((each) => [each.label, ...(each.topic ? [] : below(each.id))]);
    assert.equal(others.length, 1);
    assert.ok(below(others[0]?.id ?? '').includes('word5!'));
  });

  it('lists only what a query finds, and says of how many', () => {
    const { arranger } = libraryOf(
      bibtex([
        { title: 'Mamba', author: 'Gu, A', year: 2023, keywords: 'one' },
        { title: 'Other', author: 'Li, B', year: 2020, keywords: 'two' },
      ]),
    );
    const top = finish(arranger.groups(spec({ query: 'author:gu' })));
    assert.deepEqual([top.found, top.total, top.headings.map(({ label }) => label)], [1, 2, ['one']]);
  });

  it('asks and sorts by notes as soon as it knows of them', () => {
    const papers = ['A', 'B', 'C'].map((title) => ({ title, author: 'Gu, A', year: 2023, keywords: '' }));
    const { arranger } = libraryOf(bibtex(papers));
    const by = spec({ grouping: 'none', order: 'note', query: 'has:note' });
    assert.equal(finish(arranger.groups(by)).found, 0);
    arranger.setNotes([
      { key: 'k0', created: 1000 },
      { key: 'k2', created: 2000 },
    ]);
    setReadings(arranger, [{ key: 'k2', status: 'read', kind: 'done' }]);
    assert.deepEqual(
      finish(arranger.groups(by)).papers.map(({ title }) => title),
      ['C', 'A'],
    );
    assert.deepEqual(
      finish(arranger.groups({ ...by, query: 'is:read' })).papers.map(({ title }) => title),
      ['C'],
    );
    arranger.setNotes([]);
    setReadings(arranger, []);
    assert.equal(finish(arranger.groups(by)).found, 0);
  });

  it('asks for PDFs as they were found on disk, and else as entries name them', () => {
    const { arranger } = libraryOf(
      '@misc{named, title={A}, file={:a.pdf:PDF}}\n@misc{gone, title={B}, file={:b.pdf:PDF}}\n@misc{lies, title={C}}',
    );
    const found = () =>
      finish(arranger.groups(spec({ grouping: 'none', query: 'has:pdf' })))
        .papers.map(({ key }) => key)
        .sort();
    assert.deepEqual(found(), ['gone', 'named']);
    arranger.setPdfs({ there: ['lies'], gone: ['gone'] });
    assert.deepEqual(found(), ['lies', 'named']);
    arranger.setPdfs({ there: [], gone: [] });
    assert.deepEqual(found(), ['gone', 'named']);
  });

  it('groups by status, each status a heading, and papers with a note or none behind them', () => {
    const papers = ['A', 'B', 'C', 'D'].map((title) => ({ title, author: 'Gu, A', year: 2023, keywords: '' }));
    const { arranger } = libraryOf(bibtex(papers));
    const by = spec({ grouping: 'status', order: 'priority' });
    const headings = (query = '') =>
      finish(arranger.groups({ ...by, query })).headings.map(({ label, count, status }) => [label, count, status]);
    assert.deepEqual(headings(), [
      ['To Read', 0, 'to-read'],
      ['Reading', 0, 'reading'],
      ['Read', 0, 'read'],
      ['No status', 4, ''],
    ]);
    arranger.setNotes([{ key: 'k3', created: 1 }]);
    setReadings(arranger, [
      { key: 'k0', status: 'to-read', since: '2026-02' },
      { key: 'k1', status: 'to-read', since: '2026-01' },
      { key: 'k2', status: 'skimmed', title: 'Skimmed' },
    ]);
    assert.deepEqual(headings(), [
      ['To Read', 2, 'to-read'],
      ['Reading', 0, 'reading'],
      ['Read', 0, 'read'],
      ['Skimmed', 1, 'skimmed'],
      ['Note without status', 1, ''],
    ]);
    const keys = () => finish(arranger.members(by, 'status:to-read')).papers.map(({ key }) => key);
    assert.deepEqual(keys(), ['k1', 'k0']);
    setReadings(arranger, [
      { key: 'k0', status: 'to-read', since: '2026-02', priority: 'high' },
      { key: 'k1', status: 'to-read', since: '2026-01', priority: 'low' },
    ]);
    assert.deepEqual(keys(), ['k0', 'k1']);
    assert.deepEqual(headings('status:to-read'), [['To Read', 2, 'to-read']]);
    setReadings(arranger, []);
    assert.deepEqual(headings()[0], ['To Read', 0, 'to-read']);
  });

  it('stamps only those headings anew that something changed below', () => {
    const papers = ['A', 'B', 'C'].map((title, at) => ({ title, author: 'Gu, A', year: 2020 + at, keywords: '' }));
    const { library, arranger } = libraryOf(bibtex(papers));
    const by = spec({ grouping: 'year' });
    const stamps = () => finish(arranger.groups(by)).headings.map(({ stamp }) => stamp);
    const before = stamps();
    assert.deepEqual(stamps(), before);
    library.put(
      readSource({ uri: 'file:///a.bib', text: bibtex([...papers.slice(0, 2), { ...papers[2], title: 'D' } as Made]) }),
    );
    const after = stamps();
    assert.notEqual(after[0], before[0]);
    assert.deepEqual(after.slice(1), before.slice(1));
    arranger.setNotes([{ key: 'k0', created: 1 }]);
    assert.notEqual(stamps()[2], before[2]);
  });

  it('puts pinned topics first, and follows a change of them', () => {
    const papers = ['x', 'y', 'z'].map((keywords) => ({
      title: keywords,
      author: 'Gu, A',
      year: 2023,
      keywords: `${keywords}${keywords}`,
    }));
    const { library, arranger } = libraryOf(bibtex(papers));
    const labels = () => finish(arranger.groups(spec())).headings.map(({ label }) => label);
    assert.deepEqual(labels(), ['xx', 'yy', 'zz']);
    atOnce(library.setTopicEdits({ ...noEdits, pinned: ['zz', 'yy'] }));
    assert.deepEqual(labels(), ['zz', 'yy', 'xx']);
  });
});

describe('a list that follows changes', () => {
  const made = fc.record({
    title: fc.constantFrom('Alpha', 'Beta', 'Gamma'),
    author: fc.constantFrom('Gu, A', 'gu, A', 'Dao, T', ''),
    year: fc.constantFrom(2001, 2002, undefined),
    keywords: fc.constantFrom('', 'one', 'two, one', 'three', 'two, three'),
  });
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ at: fc.nat(11), paper: fc.option(made, { nil: undefined }) }) },
    { weight: 1, arbitrary: fc.record({ titles: fc.constantFrom('', 'one', 'two') }) },
    { weight: 1, arbitrary: fc.record({ merged: fc.constantFrom('', 'one', 'two', 'three') }) },
    { weight: 1, arbitrary: fc.record({ moved: fc.constantFrom('', 'k0', 'k3') }) },
    { weight: 1, arbitrary: fc.record({ pinned: fc.constantFrom('', 'two') }) },
    { weight: 1, arbitrary: fc.record({ noted: fc.constantFrom('', 'k1') }) },
    { weight: 2, arbitrary: fc.record({ read: fc.constantFrom('', 'reading', 'read', 'skimmed') }) },
    { weight: 3, arbitrary: fc.record({ look: fc.constantFrom(...groupings), order: fc.constantFrom(...orders) }) },
  );

  /** Two papers of a status, one of them wanted most. */
  const readingsOf = (status: string): ReadingFacts[] =>
    status
      ? [
          { key: 'k2', status },
          { key: 'k3', status, priority: 'high' },
        ]
      : [];

  it('is the one that is made anew, whatever changed and whenever somebody looked', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 12 }), fc.array(change, { maxLength: 14 }), (start, changes) => {
        const papers: (Made | undefined)[] = [...start];
        // a paper that goes leaves an entry that says nothing, so that the others keep their keys
        const text = () =>
          bibtex(papers.map((paper) => paper ?? { title: '-', author: '', year: undefined, keywords: '' }));
        const { library, arranger } = libraryOf(text());
        let edits = noEdits;
        let readings: ReturnType<typeof readingsOf> = [];
        const edit = (some: Partial<typeof noEdits>) => atOnce(library.setTopicEdits((edits = { ...edits, ...some })));
        for (const each of changes) {
          if ('at' in each) {
            papers[each.at] = each.paper;
            library.put(readSource({ uri: 'file:///a.bib', text: text() }));
          } else if ('titles' in each)
            edit({ titles: new Map(each.titles ? [[each.titles, `About ${each.titles}`]] : []) });
          else if ('merged' in each) edit({ merged: new Map(each.merged ? [[each.merged, 'one']] : []) });
          else if ('moved' in each) edit({ papers: new Map(each.moved ? [[each.moved, ['four', 'one']]] : []) });
          else if ('pinned' in each) edit({ pinned: each.pinned ? [each.pinned] : [] });
          else if ('read' in each) setReadings(arranger, (readings = readingsOf(each.read)));
          else if ('noted' in each) arranger.setNotes(each.noted ? [{ key: each.noted, created: 5 }] : []);
          else finish(arranger.groups(spec({ grouping: each.look, order: each.order })));
        }
        const fresh = libraryOf(text());
        atOnce(fresh.library.setTopicEdits(edits));
        fresh.arranger.setNotes(
          ['k1'].filter((key) => arranger.noteOf(key)?.hasNote).map((key) => ({ key, created: 5 })),
        );
        setReadings(fresh.arranger, readings);
        for (const grouping of groupings) {
          const lines = (of: Arranger) => {
            const by = spec({ grouping });
            const pages = [...walk(of, by, finish(of.groups(by)))];
            return pages.map(({ paper, path }) => [...path.map(({ label, count }) => `${label} ${count}`), paper.id]);
          };
          assert.deepEqual(lines(arranger), lines(fresh.arranger), grouping);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('proposed topics in the list', () => {
  it('are marked until the user gives them a title', () => {
    const subjects = [
      'sparse pruning of neural networks',
      'quantum error correction codes',
      'protein structure folding',
    ];
    const papers = Array.from({ length: 30 }, (_, at) => ({
      title: `${subjects[at % 3] ?? ''}: study ${at}`,
      author: 'Gu, A',
      year: 2020,
      keywords: '',
    }));
    const { library, arranger } = libraryOf(bibtex(papers));
    const topics = () => finish(arranger.groups(spec())).headings.flatMap(({ topic }) => topic ?? []);
    assert.deepEqual(topics(), []);
    atOnce(library.proposeTopics());
    const proposed = topics();
    assert.ok(proposed.length > 0 && proposed.every(({ isProposed }) => isProposed));
    const [first] = proposed;
    atOnce(library.setTopicEdits({ ...noEdits, titles: new Map([[first?.id ?? '', 'Mine']]) }));
    assert.equal(topics().find(({ id }) => id === first?.id)?.isProposed, false);
  });
});

describe('splitting a list', () => {
  const spelled: Level<string> = { keyOf: (word) => word, isSpelled: true, labelOf: (key) => key };

  function leaves(parts: readonly Part<string>[], limit: number, depth = 0): string[] {
    assert.ok(parts.length <= limit, `${parts.length} parts`);
    assert.ok(depth < 60, 'ends');
    assert.equal(new Set(parts.map(({ id }) => id)).size, parts.length);
    return parts.flatMap(({ items, levels }) =>
      items.length <= limit ? items : leaves(finish(split(items, levels, limit)), limit, depth + 1),
    );
  }

  it('never gives more than the limit, loses nothing and keeps the order, whatever the keys', () => {
    const words = fc.array(
      fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('', 'a', 'aa', 'ab', '𝒜', '深', '\uffff')),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 12 }), (unsorted, limit) => {
        const items = [...unsorted].sort();
        assert.deepEqual(leaves(finish(split(items, [spelled], limit)), limit), items);
        assert.deepEqual(leaves(finish(split(unsorted, [spelled], limit)), limit), unsorted);
      }),
    );
  });
});
