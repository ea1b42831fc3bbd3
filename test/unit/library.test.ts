import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { CslItem } from '../../src/core/entry/csl.ts';
import type { Entry, Problem } from '../../src/core/entry/entry.ts';
import { fingerprint, identitiesIn, identitiesOf, isSamePaper } from '../../src/core/library/identity.ts';
import { decodeCache, encodeCache } from '../../src/core/library/cache.ts';
import { atOnce } from '../../src/core/library/change.ts';
import type { LibrarySteps } from '../../src/core/library/change.ts';
import { Library } from '../../src/core/library/library.ts';
import type { LibraryChange, SourceReading } from '../../src/core/library/library.ts';
import { atOnce as stepsAtOnce } from '../../src/core/steps.ts';
import { seedEntries } from '../bench/entries.ts';
import { assertInProportion } from '../support/countWork.ts';

const filtered = (library: Library, query: string) => stepsAtOnce(library.filter(query));

const near = 'file:///near.bib';
const far = 'file:///far.bib';

interface Written {
  readonly key: string;
  readonly title?: string;
  readonly DOI?: string;
  readonly year?: number;
  readonly by?: string;
  readonly more?: Partial<CslItem>;
}

/**
 * A reading of a file in which each line is an entry, written as JSON; a line that starts with
 * `@string` is a macro. Spans are those of a real reader.
 */
function reading(uri: string, lines: readonly (Written | string)[], more: Partial<SourceReading> = {}): SourceReading {
  let text = '';
  const entries: Entry[] = [];
  for (const line of lines) {
    const start = text.length;
    const written = typeof line === 'string' ? line : JSON.stringify(line);
    text += `${written}\n`;
    if (typeof line === 'string') continue;
    const { key, title, DOI, year, by, more: others } = line;
    const item: CslItem = {
      id: key,
      type: 'article',
      ...(title ? { title } : {}),
      ...(DOI ? { DOI } : {}),
      ...(year ? { issued: { 'date-parts': [[year]] } } : {}),
      ...(by ? { author: [{ family: by }] } : {}),
      ...others,
    };
    const span = { start, end: start + written.length };
    const keySpan = { start: start + 8, end: start + 8 + key.length };
    entries.push({ key, item, topics: [], source: { uri, span, keySpan } });
  }
  return { uri, text, entries, problems: [], ...more };
}

const changedIds = ({ changed }: LibraryChange) => changed.map(({ id }) => id);
const problemsIn = (change: LibraryChange, uri: string) =>
  change.problems.find((file) => file.uri === uri)?.problems ?? [];
const codesIn = (change: LibraryChange, uri: string) => problemsIn(change, uri).map(({ code }) => code);

describe('library', () => {
  describe('merging', () => {
    it('shows a paper of two sources once, as the nearest has it, with both places', () => {
      const library = new Library();
      library.put(reading(far, [{ key: 'gu', title: 'Mamba: Selective State Spaces', year: 2023 }], { rank: 2 }));
      const change = library.put(reading(near, [{ key: 'gu', title: 'Mamba', year: 2023 }], { rank: 1 }));
      assert.deepEqual(changedIds(change), ['gu']);
      assert.equal(change.changed[0]?.title, 'Mamba');
      assert.deepEqual(change.changed[0].sources, [near, far]);
      assert.deepEqual(
        library.placesOf('gu').map(({ uri }) => uri),
        [near, far],
      );
      assert.deepEqual(codesIn(change, near), []);
      assert.equal(library.find('mamba', 10).length, 1);
    });

    it('of sources of one rank prefers the first, also after that is read again', () => {
      const library = new Library();
      library.put(reading(near, [{ key: 'gu', title: 'First' }]));
      library.put(reading(far, [{ key: 'gu', title: 'First', DOI: '10.1/x' }]));
      library.put(reading(near, [{ key: 'gu', title: 'First again' }]));
      assert.equal(library.get('gu')?.source.uri, near);
    });

    it('keeps different papers of one key apart, and tells so at both', () => {
      const library = new Library();
      library.put(reading(near, [{ key: 'li2020', title: 'Pruning Filters' }]));
      const change = library.put(reading(far, [{ key: 'li2020', title: 'Quantum Gravity' }]));
      const [other] = changedIds(change);
      assert.ok(other !== undefined && other !== 'li2020');
      assert.equal(change.changed[0]?.key, 'li2020');
      assert.deepEqual(
        [library.get('li2020'), library.get(other)].map((entry) => entry?.item.title),
        ['Pruning Filters', 'Quantum Gravity'],
      );
      for (const [uri, elsewhere] of [
        [near, far],
        [far, near],
      ] as const) {
        const [problem] = problemsIn(change, uri);
        assert.equal(problem?.code, 'duplicateKey');
        assert.equal(problem.facts?.['other'], elsewhere);
        assert.equal(problem.related?.uri, elsewhere);
        assert.deepEqual(problem.span, { start: 8, end: 14 });
      }
      assert.deepEqual(
        library.find('quantum', 5).map(({ id, key }) => [id, key]),
        [[other, 'li2020']],
      );
    });

    it('tells when a file gives one paper twice', () => {
      const entry = { key: 'li2020', title: 'Pruning Filters' };
      const change = new Library().put(reading(near, [entry, entry]));
      assert.deepEqual(changedIds(change), ['li2020']);
      assert.deepEqual(codesIn(change, near), ['repeatedEntry']);
    });

    it('links papers that are the same under other keys, and lists both', () => {
      const library = new Library();
      library.put(reading(near, [{ key: 'a', title: 'One', DOI: '10.1/X' }]));
      const change = library.put(reading(far, [{ key: 'b', title: 'Uno', DOI: 'https://doi.org/10.1/x' }]));
      assert.deepEqual(change.changed.map(({ id, sameAs }) => [id, sameAs]).sort(), [
        ['a', ['b']],
        ['b', ['a']],
      ]);
      assert.deepEqual(codesIn(change, near), []);
      const removal = library.remove(far);
      assert.deepEqual(removal.removed, ['b']);
      assert.deepEqual(
        removal.changed.map(({ id, sameAs }) => [id, sameAs]),
        [['a', undefined]],
      );
    });

    it('tells when one file has a paper under two keys', () => {
      const title = 'On Exactness of Bias';
      const change = new Library().put(
        reading(near, [
          { key: 'a', title, year: 2020, by: 'Óh' },
          { key: 'b', title: 'On exactness of bias.', year: 2020, by: 'Oh' },
          { key: 'c', title, year: 2021, by: 'Oh' },
        ]),
      );
      assert.deepEqual(
        problemsIn(change, near).map(({ code, facts }) => [code, facts?.['key'], facts?.['otherKey']]),
        [
          ['duplicatePaper', 'a', 'b'],
          ['duplicatePaper', 'b', 'a'],
        ],
      );
    });

    it('takes thousands of entries of one key with work in proportion', () => {
      assertInProportion((size) => {
        const library = new Library();
        const lines = Array.from({ length: size }, (_, place) => ({
          key: 'same',
          title: `Paper ${place} of ${place ** 2}`,
        }));
        const change = library.put(reading(near, lines));
        assert.equal(change.changed.length, size);
        assert.equal(new Set(changedIds(change)).size, size);
        assert.ok(problemsIn(change, near).length <= 20);
        assert.equal(problemsIn(change, near)[0]?.facts?.['count'], String(size));
        const half = size / 2;
        library.put(reading(near, [...lines.slice(0, half), { key: 'new', title: 'New' }, ...lines.slice(half)]));
      }, 2000);
    });

    it('takes thousands of entries of one DOI with work in proportion', () => {
      assertInProportion((size) => {
        const lines = Array.from({ length: size }, (_, place) => ({
          key: `k${place}`,
          title: `T ${place}`,
          DOI: '10.1/x',
        }));
        const library = new Library();
        const change = library.put(reading(near, lines));
        assert.ok((change.changed.at(-1)?.sameAs?.length ?? 0) < 20);
        assert.ok(problemsIn(change, near).length <= 1000);
        assert.equal(library.remove(near).removed.length, size);
      }, 2000);
    });
  });

  describe('change', () => {
    const lines = [
      { key: 'a', title: 'Alpha' },
      { key: 'b', title: 'Beta' },
      { key: 'c', title: 'Gamma' },
    ];

    it('of one entry touches that entry alone, wherever the others moved', () => {
      const library = new Library();
      library.put(reading(near, lines));
      const change = library.put(reading(near, [{ key: 'a', title: 'Alpha, longer' }, ...lines.slice(1)]));
      assert.deepEqual(changedIds(change), ['a']);
      const moved = library.get('c');
      assert.equal(
        moved?.source.span.start,
        reading(near, [{ key: 'a', title: 'Alpha, longer' }, ...lines.slice(1)]).entries[2]?.source.span.start,
      );
    });

    it('adds, takes away and renames keys', () => {
      const library = new Library();
      library.put(reading(near, lines));
      const change = library.put(reading(near, [lines[0] ?? '', { key: 'beta', title: 'Beta' }]));
      assert.deepEqual([changedIds(change), change.removed.toSorted()], [['beta'], ['b', 'c']]);
      assert.deepEqual(library.find('gamma', 5), []);
      assert.deepEqual(
        library.find('beta', 5).map(({ id }) => id),
        ['beta'],
      );
    });

    it('in a large file indexes what changed as it did before', function () {
      this.timeout(30_000);
      const many = Array.from({ length: 10_500 }, (_, at) => ({ key: `k${at}`, title: `T${at}` }));
      const library = new Library();
      library.put(reading(near, many));
      const abstract = { abstract: 'Marmosets dance.' };
      library.put(reading(near, [...many.slice(1), { key: 'k0', title: 'T0', more: abstract }]));
      assert.deepEqual(
        library.find('marmosets', 5).map(({ id }) => id),
        ['k0'],
      );
    });

    it('of a macro touches the entries that say something else by it', () => {
      const library = new Library();
      const withVenue = (venue: string) => [
        { key: 'a', title: 'A', more: { 'container-title': venue } },
        { key: 'b', title: 'B' },
      ];
      const first = reading(near, ['@string{v = "Old"}', ...withVenue('Old')]);
      const second = reading(near, ['@string{v = "New"}', ...withVenue('New')]);
      library.put(first);
      assert.deepEqual(changedIds(library.put(second)), ['a']);
      // words between the entries that define nothing
      assert.deepEqual(changedIds(library.put(reading(near, ['@string{v = "New"}', 'half', ...withVenue('New')]))), []);
    });

    it('of a parent touches the child that takes values from it', () => {
      const library = new Library();
      const child = (venue: string): Written => ({
        key: 'c',
        title: 'crossref = {p}',
        more: { 'container-title': venue },
      });
      const first = reading(near, [child('Old'), { key: 'p', title: 'Old' }]);
      const second = reading(near, [child('Old'), { key: 'p', title: 'New' }]);
      const inherited = second.entries.map((entry) =>
        entry.key === 'c' ? { ...entry, item: { ...entry.item, 'container-title': 'New' } } : entry,
      );
      library.put(first);
      assert.deepEqual(changedIds(library.put({ ...second, entries: inherited })).sort(), ['c', 'p']);
    });

    it('without the text is found by what entries say', () => {
      const library = new Library();
      const { text: _text, ...first } = reading(near, lines);
      library.put(first);
      assert.deepEqual(
        changedIds(library.put({ ...first, entries: first.entries.map((entry) => ({ ...entry })) })),
        [],
      );
    });

    it('of the nearness of a file shows its entries instead of the others', () => {
      const library = new Library();
      library.put(reading(far, [{ key: 'a', title: 'Alpha' }], { rank: 2 }));
      library.put(reading(near, [{ key: 'a', title: 'Alpha', DOI: '10.1/near' }], { rank: 3 }));
      assert.equal(library.paper('a')?.doi, undefined);
      const change = library.put(reading(near, [{ key: 'a', title: 'Alpha', DOI: '10.1/near' }], { rank: 1 }));
      assert.equal(change.changed[0]?.doi, '10.1/near');
    });

    it('that removes the shown entry shows the other, and keeps the second paper of a key', () => {
      const library = new Library();
      library.put(reading(near, [{ key: 'a', title: 'Alpha' }]));
      library.put(reading(far, [{ key: 'a', title: 'Omega' }]));
      const change = library.remove(near);
      assert.deepEqual([changedIds(change), change.removed], [['a'], ['a\n2']]);
      assert.equal(library.get('a')?.item.title, 'Omega');
      assert.deepEqual([codesIn(change, far), codesIn(change, near)], [[], []]);
      assert.deepEqual(
        library.sources().map(({ uri }) => uri),
        [far],
      );
    });

    it('carries all problems of each file it concerns', () => {
      const broken: Problem = { code: 'missingComma', span: { start: 0, end: 1 } };
      const library = new Library();
      library.put(reading(near, [{ key: 'a', title: 'Alpha' }], { problems: [broken] }));
      const change = library.put(reading(far, [{ key: 'a', title: 'Omega' }]));
      assert.deepEqual(codesIn(change, near), ['missingComma', 'duplicateKey']);
      assert.deepEqual(codesIn(library.put(reading(far, [])), near), ['missingComma']);
    });

    it('in steps can be asked in between, and gives way to a later one', () => {
      const library = new Library();
      const many = (title: string) => Array.from({ length: 50 }, (_, place) => ({ key: `k${place}`, title }));
      const slow = library.update(reading(near, many('Old')));
      for (let at = 0; at < 10; at++) slow.next();
      assert.ok(library.get('k5') && !library.get('k40'));
      library.put(reading(near, many('New').slice(0, 20)));
      for (const _ of slow);
      assert.equal(library.get('k5')?.item.title, 'New');
      assert.equal(library.get('k30'), undefined);
      assert.equal(library.find('old', 5).length, 0);
    });

    it('leaves a library that is as if the last text of each file had been read alone', function () {
      this.timeout(30_000);
      const titles = ['Alpha', 'Beta', 'Alpha and More'];
      const written = fc.record({
        key: fc.constantFrom('a', 'b', 'c'),
        title: fc.constantFrom(...titles),
        DOI: fc.constantFrom('', '10.1/x', '10.1/y'),
      });
      const file = fc.record({
        uri: fc.constantFrom('file:///1', 'file:///2', 'file:///3'),
        lines: fc.array(written, { maxLength: 4 }),
      });
      fc.assert(
        fc.property(fc.array(file, { minLength: 1, maxLength: 8 }), (files) => {
          const rank = { 'file:///1': 1, 'file:///2': 2, 'file:///3': 3 };
          const [changed, fresh] = [new Library(), new Library()];
          const host = new Map<string, unknown>();
          const problems = new Map<string, unknown>();
          for (const { uri, lines: all } of files) {
            const change = changed.put(reading(uri, all, { rank: rank[uri] }));
            change.changed.forEach((paper) => host.set(paper.id, paper));
            change.removed.forEach((id) => host.delete(id));
            change.problems.forEach((one) => problems.set(one.uri, one.problems));
          }
          const last = new Map(files.map((one) => [one.uri, one.lines]));
          const expected = new Map<string, unknown>();
          for (const [uri, all] of last) {
            const change = fresh.put(reading(uri, all, { rank: rank[uri] }));
            change.changed.forEach((paper) => expected.set(paper.id, paper));
            change.removed.forEach((id) => expected.delete(id));
          }
          const sorted = (papers: Map<string, unknown>) => [...papers].sort(([a], [b]) => (a < b ? -1 : 1));
          assert.deepEqual(sorted(host), sorted(expected));
          const freshly = [...last].map(([uri, all]) => fresh.put(reading(uri, all, { rank: rank[uri] })));
          for (const one of freshly.flatMap((change) => change.problems)) {
            assert.deepEqual(new Set(problems.get(one.uri) as Problem[]), new Set(one.problems));
          }
          for (const title of titles) {
            const ids = (library: Library) =>
              library
                .find(title, 50)
                .map(({ id }) => id)
                .sort();
            assert.deepEqual(ids(changed), ids(fresh));
          }
        }),
        { numRuns: 300 },
      );
    });
  });

  describe('cache', () => {
    const files = (): SourceReading[] => [
      reading(near, [
        { key: 'a', title: 'Alpha', DOI: '10.1/x' },
        { key: 'b', title: 'Beta', more: { keyword: 'ssm' } },
      ]),
      reading(far, [
        { key: 'a', title: 'Omega' },
        { key: 'c', title: 'Gamma', DOI: '10.1/x' },
      ]),
    ];
    const untilDecided = (library: Library, steps: LibrarySteps) => {
      do steps.next();
      while (library.isAwaited);
    };
    const started = (readings: readonly SourceReading[], bytes?: Uint8Array) => {
      const library = new Library();
      atOnce(library.setTopics([{ id: 'ssm', title: 'State spaces' }]));
      library.deferIndex();
      const before = readings.map((one) => library.put(one));
      assert.ok(before.every(({ changed }) => changed.length === 0));
      const steps = library.finishIndex(bytes && stepsAtOnce(decodeCache(bytes)));
      untilDecided(library, steps);
      const { isRestored } = library;
      const early = library.find('gamma', 5).map(({ id }) => id);
      return { library, isRestored, early, change: atOnce(steps) };
    };
    const saved = (library: Library) => {
      const state = stepsAtOnce(library.save());
      assert.ok(state);
      return stepsAtOnce(encodeCache(state));
    };

    it('of these very files answers at once, and all else is as if there were none', () => {
      const first = started(files());
      assert.deepEqual([first.isRestored, first.early], [false, []]);
      const bytes = saved(first.library);
      const second = started(files(), bytes);
      assert.deepEqual([second.isRestored, second.early], [true, ['c']]);
      const sorted = ({ changed }: LibraryChange) => changed.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      assert.deepEqual(sorted(second.change), sorted(first.change));
      assert.equal(second.change.changed.length, 4);
      assert.deepEqual(second.change.problems, first.change.problems);
      assert.deepEqual(second.library.paper('a')?.sameAs, ['c']);
      for (const query of ['alpha', 'topic:spaces', 'state spaces', 'omga']) {
        assert.deepEqual(second.library.find(query, 9), first.library.find(query, 9), query);
      }
      assert.ok(started(files(), saved(second.library)).isRestored);
    });

    it('of other files, or files in another order, or other settings, is not used', () => {
      const bytes = saved(started(files()).library);
      const [one, two] = files() as [SourceReading, SourceReading];
      const changed = reading(near, [
        { key: 'a', title: 'Alpha.' },
        { key: 'b', title: 'Beta' },
      ]);
      for (const others of [[two, one], [one], [changed, two], [{ ...one, rank: 3 }, two]]) {
        const { isRestored, library } = started(others, bytes);
        assert.ok(!isRestored);
        assert.ok(library.find('alpha', 5).length > 0);
      }
    });

    it('that is damaged is noticed and made again', () => {
      const bytes = saved(started(files()).library);
      for (const damaged of [
        bytes.slice(0, 40),
        new Uint8Array(5),
        bytes.map((byte, at) => (at === 13 ? byte + 1 : byte)),
      ]) {
        const { isRestored, library } = started(files(), damaged);
        assert.ok(!isRestored);
        assert.deepEqual(
          library.find('gamma', 5).map(({ id }) => id),
          ['c'],
        );
      }
      const shifted = new Uint8Array(bytes.length + 1);
      shifted.set(bytes, 1);
      assert.ok(started(files(), shifted.subarray(1)).isRestored);
    });

    it('does not get in the way of files that change in the meantime', () => {
      const bytes = saved(started(files()).library);
      const library = new Library();
      atOnce(library.setTopics([{ id: 'ssm', title: 'State spaces' }]));
      library.deferIndex();
      for (const one of files()) library.put(one);
      const steps = library.finishIndex(stepsAtOnce(decodeCache(bytes)));
      untilDecided(library, steps);
      library.put(reading(far, [{ key: 'c', title: 'Delta' }]));
      const change = atOnce(steps);
      assert.deepEqual(
        library.find('delta', 5).map(({ id }) => id),
        ['c'],
      );
      assert.deepEqual(library.find('gamma', 5), []);
      assert.ok(!changedIds(change).includes('a\n2'));
    });

    it('keeps proposed topics', () => {
      const seeds = seedEntries().map((entry) => ({ ...entry, topics: [] }));
      const one = { uri: near, text: 'all', entries: seeds, problems: [] };
      const { library } = started([one]);
      atOnce(library.proposeTopics());
      const again = started([one], saved(library));
      assert.ok(again.isRestored);
      assert.deepEqual(again.library.paper('gu2023mamba')?.topics, library.paper('gu2023mamba')?.topics);
      assert.ok(again.change.topics.some(({ id }) => id === 'state-space-models'));
    });
  });

  describe('resolving', () => {
    const library = new Library();
    library.put(
      reading(
        near,
        [
          { key: 'a', title: 'Alpha' },
          { key: 'n', title: 'Near' },
        ],
        { rank: 1 },
      ),
    );
    library.put(reading(far, [{ key: 'a', title: 'Omega' }], { rank: 2 }));

    it("looks into the document's own bibliography first", () => {
      assert.equal(library.resolve('a')?.entry.item.title, 'Alpha');
      const resolved = library.resolve('a', [far]);
      assert.deepEqual([resolved?.entry.item.title, resolved?.id, resolved?.isPreferred], ['Omega', 'a\n2', true]);
    });

    it('knows a paper by its other keys', () => {
      const { entries, ...rest } = reading(near, [{ key: 'new', title: 'New' }]);
      const aliased = new Library();
      aliased.put({ ...rest, entries: entries.map((entry) => ({ ...entry, aliases: ['old'] })) });
      assert.equal(aliased.resolve('old')?.entry.key, 'new');
      aliased.remove(near);
      assert.equal(aliased.resolve('old'), undefined);
    });

    it('finds elsewhere what is not there, and says so', () => {
      assert.equal(library.resolve('n', [far])?.isPreferred, false);
      assert.equal(library.resolve('nobody', [far]), undefined);
    });
  });

  describe('finding', () => {
    const library = new Library();
    for (const entry of seedEntries()) library.put({ uri: entry.source.uri, entries: [entry], problems: [] });
    const found = (query: string) => library.find(query, 100).map(({ key }) => key);

    it('joins fields with words', () => {
      assert.deepEqual(found('author:"gu" year:2023 topic:sequence'), ['gu2023mamba']);
      assert.deepEqual(found('author:"albert gu" sequences').toSorted(), ['gu2021efficiently', 'gu2023mamba']);
      assert.equal(found('topic:hypernetworks review')[0], 'chauhan2023brief');
      assert.ok(found('mamba -survey').includes('gu2023mamba'));
      assert.ok(!found('mamba -survey').includes('qu2024survey'));
    });

    it('forgives typos in words, not in fields', () => {
      assert.equal(found('year:2023 mamab')[0], 'gu2023mamba');
      assert.deepEqual(found('author:gux mamba'), []);
    });

    it('lists what only fields choose, newest first', () => {
      const years = library.find('topic:state-space-models', 100).map(({ id }) => library.paper(id)?.year ?? 0);
      assert.equal(years.length, 7);
      assert.deepEqual(
        years,
        years.toSorted((a, b) => b - a),
      );
    });

    it('knows notes by what it is told of them', () => {
      const reading = { key: 'gu2023mamba', status: 'read', kind: 'done' } as const;
      const noteOf = (key: string) => (key === 'gu2023mamba' ? { hasNote: true, reading } : undefined);
      assert.deepEqual(
        library.find('has:note', 9, noteOf).map(({ key }) => key),
        ['gu2023mamba'],
      );
      assert.ok(!library.find('mamba is:unread', 99, noteOf).some(({ key }) => key === 'gu2023mamba'));
    });

    it('filters by all the words, and forgives typos only where nothing has them', () => {
      const survey = filtered(library, 'survey mamba');
      assert.ok(survey.includes('qu2024survey') && survey.length > 1);
      for (const id of survey) assert.match(JSON.stringify(library.get(id)?.item), /survey/i);
      assert.ok(filtered(library, 'mamab albert').includes('gu2023mamba'));
      assert.deepEqual(filtered(library, 'qqqq zzzz'), []);
      assert.equal(filtered(library, 'topic:state-space-models').length, 7);
      for (const nothing of ['', '-', 'author:', '"']) assert.equal(filtered(library, nothing).length, 76, nothing);
      assert.deepEqual(found(''), []);
    });

    it('takes a pasted key, DOI or arXiv address', () => {
      assert.equal(found('gu2023mamba')[0], 'gu2023mamba');
      assert.deepEqual(found('https://arxiv.org/pdf/2312.00752v2')[0], 'gu2023mamba');
      const withDoi = seedEntries().find(({ item }) => item.DOI);
      assert.equal(found(`https://doi.org/${withDoi?.item.DOI?.toUpperCase()}`)[0], withDoi?.key);
    });
  });

  describe('topics', () => {
    const keywords = (keyword: string): Written => ({ key: 'a', title: 'Alpha', more: { keyword } });

    it('are what the source gives: keywords, groups, folders', () => {
      const library = new Library();
      const change = library.put(
        reading('file:///papers/State%20spaces/a.bib', [keywords('deep learning; Pruning, sparsity')]),
      );
      assert.deepEqual(change.changed[0]?.topics, ['deep-learning', 'pruning-sparsity']);
      assert.deepEqual(
        change.topics.map(({ title }) => title),
        ['deep learning', 'Pruning, sparsity'],
      );
      const steps = [...library.setTopicOrigins(['folders'])];
      assert.ok(steps.length >= 1);
      assert.deepEqual(library.paper('a')?.topics, ['state-spaces']);
      assert.deepEqual(
        library.find('topic:"state spaces"', 5).map(({ id }) => id),
        ['a'],
      );
    });

    it('are searched by the titles they are given', () => {
      const library = new Library();
      library.put(reading(near, [keywords('ssm')]));
      atOnce(library.setTopics([{ id: 'ssm', title: 'State space models' }]));
      assert.deepEqual(
        library.find('state space', 5).map(({ id }) => id),
        ['a'],
      );
    });
  });

  describe('identity', () => {
    const item = (fields: Partial<CslItem>): CslItem => ({ id: 'x', type: 'article', ...fields });
    const dated = (title: string, year: number, family: string) =>
      item({ title, issued: { 'date-parts': [[year]] }, author: [{ family }] });

    it('is by DOI, arXiv identifier, or title with year and first author', () => {
      assert.deepEqual(identitiesOf(item({ DOI: '10.48550/arXiv.2312.00752' })), ['arxiv 2312.00752']);
      assert.deepEqual(identitiesOf(item({ archive: 'arXiv', archive_location: '2312.00752v2' })), [
        'arxiv 2312.00752',
      ]);
      assert.deepEqual(identitiesOf(item({ title: 'Only a title' })), []);
      assert.deepEqual(identitiesOf(dated('Ä Title', 2020, 'Óh')), identitiesOf(dated('A  title.', 2020, 'Oh')));
    });

    it('of one key forgives what people change in titles', () => {
      const same = (a: string, b: string) =>
        isSamePaper(fingerprint(item({ title: a })), fingerprint(item({ title: b })));
      assert.ok(same('Mamba: Selective Spaces', 'mamba — selective spaces'));
      assert.ok(same('Mamba', 'Mamba: Selective Spaces'));
      assert.ok(same('Learning to prune very deep nets', 'Learning to prune deep nets'));
      assert.ok(!same('Pruning Filters', 'Quantum Gravity'));
      assert.ok(!same('Paper 1', 'Paper 2'));
      assert.ok(
        !isSamePaper(fingerprint(dated('Networks', 2019, 'Li')), fingerprint(dated('Networks on Chips', 2004, 'Li'))),
      );
      assert.ok(isSamePaper(fingerprint(item({})), fingerprint(item({ title: 'Anything' }))));
    });

    it('is read from what people paste', () => {
      assert.deepEqual(identitiesIn('doi:10.1000/AbC'), ['doi 10.1000/abc']);
      assert.deepEqual(identitiesIn('arXiv:hep-th/9901001v3'), ['arxiv hep-th/9901001']);
      assert.deepEqual(identitiesIn('https://doi.org/10.48550/arXiv.2312.00752'), [
        'doi 10.48550/arxiv.2312.00752',
        'arxiv 2312.00752',
      ]);
      assert.deepEqual(identitiesIn('mamba 2023'), []);
    });
  });
});
