import assert from 'node:assert/strict';
import { readAny, readAnySteps } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import { Arranger } from '../../src/core/library/arrange.ts';
import type { ArrangeSpec } from '../../src/core/library/arrange.ts';
import { decodeCache, encodeCache } from '../../src/core/library/cache.ts';
import { Library } from '../../src/core/library/library.ts';
import { completeQuery } from '../../src/core/library/query/complete.ts';
import { readSource } from '../../src/core/library/readSource.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { placesOfKey } from '../../src/core/language/bibKeys.ts';
import { keysNear } from '../../src/core/language/problems/inLibrary.ts';
import { unusedIn, withoutThese } from '../../src/core/sources/remove.ts';
import { firstOf, merged, sorted } from '../../src/core/sorting.ts';
import { atOnce, setOf } from '../../src/core/steps.ts';
import { rangesIn, rangesOf } from '../../src/worker/placed.ts';
import { bibLibrary } from '../bench/generate.ts';
import { arrangeSpec } from '../support/arrangeSpec.ts';
import { workOf } from '../support/countWork.ts';

/*
 * Where no worker starts, the library shares its thread: no step may grow with what there is to do. What a step does is
 * counted (see countWork.ts), not timed; a million of it is some milliseconds.
 */
const most = 400_000;

/** The largest step, and what all came to. */
function steps<T>(generator: Generator<unknown, T>): {
  readonly largest: number;
  readonly all: number;
  readonly end: T;
} {
  let [largest, all] = [0, 0];
  for (;;) {
    let next: IteratorResult<unknown, T> | undefined;
    const work = workOf(() => (next = generator.next()));
    largest = Math.max(largest, work);
    all += work;
    if (next?.done) return { largest, all, end: next.value };
  }
}

function small<T>(what: string, generator: Generator<unknown, T>, limit = most): T {
  const { largest, end } = steps(generator);
  assert.ok(largest < limit, `${what}: ${largest}`);
  return end;
}

/** Of work that grows with the library only where it is forgotten to pause: a tenth of what one pass over it takes. */
const little = 40_000;

const count = 6000;
const uri = 'file:///large.bib';
const spec = (some: Partial<ArrangeSpec>) => arrangeSpec({ grouping: 'none', order: 'title', ...some });
const numbers = Array.from({ length: count }, (_, at) => at);

const files: Readonly<Record<FormatId, () => string>> = {
  bibtex: () => bibLibrary({ entries: count }),
  'csl-json': () =>
    JSON.stringify(
      numbers.map((at) => ({ id: `k${at}`, type: 'book', title: `On ${at}`, abstract: 'Deep. '.repeat(40) })),
    ),
  'csl-yaml': () => `references:\n${numbers.map((at) => `- id: k${at}\n  type: book\n  title: On ${at}\n`).join('')}`,
  hayagriva: () => numbers.map((at) => `k${at}:\n  type: book\n  title: On ${at}\n`).join(''),
  ris: () =>
    numbers.map((at) => `TY  - BOOK\nID  - k${at}\nTI  - On ${at}\nAB  - ${'Deep. '.repeat(40)}\nER  - \n`).join(''),
  enw: () => numbers.map((at) => `%0 Book\n%F k${at}\n%T On ${at}\n%X ${'Deep. '.repeat(40)}\n\n`).join(''),
  nbib: () => numbers.map((at) => `PMID- ${at}\nTI  - On ${at}\nAB  - ${'Deep. '.repeat(40)}\n\n`).join(''),
  'endnote-xml': () =>
    `<xml><records>${numbers.map((at) => `<record><titles><title>On ${at}</title></titles></record>`).join('')}</records></xml>`,
  paper: () => '---\ncitekey: k\ntitle: On\n---\n\nOne.\n',
  references: () =>
    `---\nreferences:\n${numbers.map((at) => `- id: k${at}\n  type: book\n  title: On ${at}\n`).join('')}...\n\nText.\n`,
};

describe('no step is long', () => {
  for (const [format, make] of Object.entries(files)) {
    it(`of reading ${format}`, function () {
      this.timeout(60_000);
      const { entries } = small(format, readAnySteps(make(), 'file:///x', format as FormatId));
      assert.ok(entries.length >= (format === 'paper' ? 1 : count));
    });
  }

  it('of reading one entry with very many fields, whole or broken', function () {
    this.timeout(60_000);
    const fields = numbers.map((at) => `  field${at} = {${'value '.repeat(30)}}`).join(',\n');
    for (const end of ['\n}', ',\n broken = {{x}\n}']) {
      const { entries } = small(end, readAnySteps(`@book{k,\n${fields}${end}`, uri, 'bibtex'));
      assert.ok((entries[0]?.source.fields?.length ?? 0) >= count);
    }
  });

  it('of finding entries that nothing cites, and of taking them out', () => {
    for (const format of ['csl-json', 'ris', 'hayagriva'] as const) {
      const text = files[format]();
      const unused = small(format, unusedIn(text, format, new Set(numbers.slice(9).map((at) => `k${at}`))));
      assert.equal(unused.length, 9);
      const rest = small(
        format,
        withoutThese(
          text,
          format,
          unused.map(({ span }) => span),
        ),
      );
      assert.equal(readAny(rest ?? '', 'file:///x', format).entries.length, count - 9);
    }
  });

  it('of putting long lists in order or together', () => {
    const [list, other] = [1, 2].map((first) =>
      Array.from({ length: 100_000 }, (_, at) => (at * 7919 + first) % 100_003),
    );
    const compare = (a: number, b: number) => a - b;
    const ordered = small('sorted', sorted(list ?? [], compare), little);
    assert.deepEqual(ordered, list?.toSorted(compare));
    assert.deepEqual(small('first', firstOf(list ?? [], 9, compare), little), ordered.slice(0, 9));
    for (const few of [[], [-1], [1e6], other?.toSorted(compare) ?? []])
      assert.deepEqual(small('merged', merged(ordered, few, compare), 3 * little), [...ordered, ...few].sort(compare));
    assert.equal(
      small('set', setOf(list ?? [], other ?? []), little).size,
      new Set([...(list ?? []), ...(other ?? [])]).size,
    );
  });

  it('of looking for lines and keys in a long text', () => {
    const text = '@book{one, title = {T}}\n'.repeat(200_000);
    const span = { start: text.length - 5, end: text.length };
    assert.deepEqual(small('lines', rangesIn(text, [span]), little)(span).end, { line: 200_000, character: 0 });
    assert.deepEqual(small('keys', placesOfKey(text, 'two'), little), []);
  });

  it('nor from the top of a text of which the lines are known', () => {
    const text = Array.from({ length: 30_000 }, (_, at) => 'line\n'.repeat(at % 3)).join('\r\n');
    const milestones: number[] = [];
    const places = (at: number, known: number[]) =>
      atOnce(
        rangesOf(
          [{ uri, span: { start: at, end: at + 9 } }],
          () => text,
          () => known,
        ),
      )(uri, { start: at, end: at + 9 });
    const first = workOf(() => places(text.length - 20, milestones));
    const again = workOf(() => places(text.length - 20, milestones));
    assert.ok(again < first / 5, `${again}, at first ${first}`);
    for (let at = 0; at < text.length; at += 9_973) assert.deepEqual(places(at, milestones), places(at, []));
  });

  it('of a large library that is read again, listed and filtered', function () {
    this.timeout(60_000);
    const library = new Library();
    const read = (topic: string) => ({
      uri,
      text: 'Texts are compared.',
      problems: [],
      entries: Array.from({ length: 30_000 }, (_, at): Entry => ({
        key: `k${at}`,
        item: { id: `k${at}`, type: 'book', title: `On ${at % 999} and ${at}`, issued: { 'date-parts': [[at % 40]] } },
        topics: [topic],
        source: { uri, span: { start: 0, end: 0 } },
      })),
    });
    library.put(read('one'));
    small('unchanged', library.update(read('one')), little);
    const arranger = new Arranger(library);
    small('groups', arranger.groups(spec({ grouping: 'topic' })), 3 * little);
    small('filter', library.filter('on'), 3 * little);
    library.put(read('two'));
    assert.equal(small('again', arranger.groups(spec({ grouping: 'topic' })), 3 * little).headings.length, 1);
    assert.equal(small('values', arranger.values('key'), 3 * little).length, 30_000);
  });

  describe('of a library', function () {
    this.timeout(120_000);
    const library = new Library();
    const arranger = new Arranger(library);
    const reading = () => ({ ...readSource({ uri, text: files.bibtex() }), hash: 'of the text' });

    it('that takes in a file', () => {
      small('update', library.update(reading()));
      small('prepare', library.prepare());
      assert.ok(library.size >= count);
    });

    it('that is arranged', () => {
      for (const grouping of ['topic', 'year', 'author', 'venue', 'none'] as const)
        small(grouping, arranger.groups(spec({ grouping })));
      const by = spec({ grouping: 'author', order: 'year', query: 'learning year:2000..' });
      const { headings } = small('groups', arranger.groups(by));
      small('members', arranger.members(by, headings[0]?.id ?? ''));
      small(
        'below',
        arranger.below(
          by,
          headings.map(({ id }) => id),
        ),
      );
      small('locate', arranger.locate(spec({}), library.find('learning', 1)[0]?.id ?? ''));
    });

    for (const query of [
      'l',
      'le',
      'learning',
      'deep netwrok',
      'statespace modle',
      'year:2001 learning',
      '"deep learning"',
      'zzz',
    ])
      it(`that is asked for ${query}`, () => {
        small('find', library.findSteps(query, 50));
        small('filter', library.filter(query));
        for (const keysOnly of [false, true])
          small('offer', library.offer({ query, limit: 50, uris: [uri], keysOnly }));
      });

    it('that is asked for what a query can go on with', () => {
      for (const query of ['author:', 'venue:a', 'topic:', 'key:z'])
        small(
          query,
          completeQuery(query, query.length, (field) => arranger.values(field)),
        );
      small('near', keysNear(library, 'smth2001deep', [uri]));
      small('newest', library.offer({ query: '', limit: 50, uris: [uri] }));
    });

    it('that is saved and taken up again', () => {
      const saved = small('save', library.save());
      assert.ok(saved);
      const cache = small('encode', encodeCache(saved));
      const again = new Library();
      again.deferIndex();
      again.put(reading());
      small('finish', again.finishIndex(small('decode', decodeCache(cache))));
      assert.deepEqual(again.find('learning', 9), library.find('learning', 9));
    });

    it('that has ten thousand entries of one key, and loses them', () => {
      const text = '@book{same, title = {T}, year = 2001}\n'.repeat(10_000);
      small('update', library.update(readSource({ uri: 'file:///same.bib', text })));
      small('removal', library.removal('file:///same.bib'));
      small('removal', library.removal(uri));
      assert.equal(atOnce(library.filter('')).length, 0);
    });
  });
});
