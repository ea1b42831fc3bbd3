import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { freeText, isPlain, parseQuery } from '../../src/core/library/query.ts';
import { completeQuery } from '../../src/core/library/query/complete.ts';
import { atOnce } from '../../src/core/steps.ts';
import type { Steps } from '../../src/core/steps.ts';
import { matches, readStatesOf } from '../../src/core/library/query/matches.ts';
import type { ReadingFacts } from '../../src/core/library/reading/facts.ts';
import type { QueryFacts } from '../../src/core/library/query/matches.ts';
import { assertInProportion } from '../support/countWork.ts';

const mamba: QueryFacts = {
  key: 'gu2023mamba',
  title: 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces',
  authors: 'Albert Gu\nTri Dao',
  year: 2023,
  venue: 'Conference on Language Modeling (COLM)',
  topics: 'state-space-models\nState space models',
  doi: '10.5555/AbC',
  arxiv: '2312.00752',
  abstract: 'Foundation models, now powering most of the exciting applications.',
  has: ['note', 'pdf', 'arxiv'],
  is: ['to-read', 'unread'],
  reading: undefined,
};
const undated: QueryFacts = { ...mamba, year: undefined, venue: undefined, doi: undefined, has: [], is: ['read'] };

/** The parts of a query, one to a line: kind, what it says, and the stretch of text it comes from. */
const parts = (text: string) =>
  parseQuery(text).terms.map((term) => {
    const minus = term.excluded ? '-' : '';
    const says = term.kind === 'field' ? `${term.field}=${term.value}${term.quoted ? '!' : ''}` : term.text;
    return `${term.kind} ${minus}${says} <${text.slice(term.span.start, term.span.end)}>`;
  });

describe('query', () => {
  it('is words, phrases, exclusions and fields', () => {
    assert.deepEqual(parts('mamba author:gu year:2020..2023 -word "exact phrase" -has:note'), [
      'word mamba <mamba>',
      'field author=gu <author:gu>',
      'field year=2020..2023 <year:2020..2023>',
      'word -word <-word>',
      'phrase exact phrase <"exact phrase">',
      'field -has=note <-has:note>',
    ]);
  });

  it('takes quoted values, other names of fields and capitals', () => {
    assert.deepEqual(parts('topic:"state space" Journal:nature by:"Tri Dao"'), [
      'field topic=state space! <topic:"state space">',
      'field venue=nature <Journal:nature>',
      'field author=Tri Dao! <by:"Tri Dao">',
    ]);
  });

  it('reads what is no field as words, and what is not finished as far as it goes', () => {
    assert.deepEqual(parts('foo:bar -foo:bar pre-trained - -- author: "half'), [
      'word foo:bar <foo:bar>',
      'word -foo:bar <-foo:bar>',
      'word pre-trained <pre-trained>',
      'word - <->',
      'word -- <-->',
      'field author= <author:>',
      'phrase half <"half>',
    ]);
    assert.deepEqual(parts('""'), []);
  });

  it('tells where the name and the value of a field stand', () => {
    const [term] = parseQuery('-by:"Tri Dao"').terms;
    assert.ok(term?.kind === 'field');
    assert.deepEqual(
      [term.fieldSpan, term.valueSpan],
      [
        { start: 1, end: 3 },
        { start: 5, end: 12 },
      ],
    );
  });

  it('leaves words and phrases to rank by', () => {
    assert.equal(freeText(parseQuery('mamba year:2023 -survey "state space"')), 'mamba state space');
    assert.ok(isPlain(parseQuery('gu dao foo:bar')));
    assert.ok(!isPlain(parseQuery('gu -dao')));
  });

  it('covers every text once, in order, whatever it is', () => {
    const typed = fc.string({
      unit: fc.constantFrom('a', 'u', ':', '"', '-', ' ', 'author:', 'é', '\n'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(typed, (text) => {
        let at = 0;
        for (const { span } of parseQuery(text).terms) {
          assert.ok(span.start >= at && span.end > span.start && span.end <= text.length, text);
          assert.match(text.slice(at, span.start), /^[\s"-]*$/);
          at = span.end;
        }
      }),
    );
  });

  it('is work in proportion to the text', () => {
    for (const text of ['"', '-', 'a:', 'author:"', '"" ', '-"'])
      assertInProportion((size) => parseQuery(text.repeat(size)), 50_000, text);
  });

  describe('fits a paper', () => {
    const fits = (text: string, facts = mamba) => matches(parseQuery(text), facts);

    it('by the starts of words in a field, or whole words in quotes', () => {
      assert.ok(fits('author:gu') && fits('author:alb') && fits('author:"tri dao"') && fits('title:state'));
      assert.ok(!fits('author:lbert') && !fits('author:"al"') && !fits('author:"gu dao"') && !fits('title:gu'));
      assert.ok(fits('topic:state-space') && fits('topic:"space models"') && fits('venue:colm'));
      assert.ok(fits('author:GU') && fits('key:mamba') && fits('key:"gu2023mamba"') && !fits('key:"mamba"'));
    });

    it('by years and ranges of years, also while they are typed', () => {
      for (const year of ['2023', '2020..2023', '2023..', '..2023', '202', '20', '2', '202..', '', '..']) {
        assert.ok(fits(`year:${year}`), year);
      }
      for (const year of ['2022', '2024..', '..2022', '2020..2022', '201', 'x', '20231', '-2023']) {
        assert.ok(!fits(`year:${year}`), year);
      }
      assert.ok(!fits('year:2023', undated) && fits('-year:2023', undated) && fits('year:', undated));
    });

    it('by identifiers, as they are pasted', () => {
      assert.ok(fits('doi:10.5555/abc') && fits('doi:https://doi.org/10.5555/ABC') && fits('arxiv:2312'));
      assert.ok(!fits('doi:10.5555/abd') && !fits('doi:10', undated));
    });

    it('by what it has and is', () => {
      assert.ok(fits('has:note is:unread') && fits('has:no') && fits('is:to-read') && fits('-is:read'));
      assert.ok(!fits('has:doi') && !fits('has:nothing') && !fits('is:unread', undated) && fits('is:read', undated));
    });

    it('by how far it is read', () => {
      const reading: ReadingFacts = {
        key: 'a',
        status: 'deep',
        title: 'Deep Reading',
        kind: 'active',
        priority: 'high',
        rating: 3.5,
        tags: ['to cite'],
      };
      const read = { ...mamba, is: ['reading', 'deep'], reading };
      for (const text of [
        'status:deep',
        'status:"deep reading"',
        'is:reading',
        'priority:high',
        'priority:h',
        'tag:cite',
        'tag:state',
      ])
        assert.ok(fits(text, read), text);
      for (const text of [
        'rating:3',
        'rating:3.5',
        'rating:>=3',
        'rating:>3',
        'rating:<4',
        'rating:3..4',
        'rating:',
        'rating:>',
        'rating:≤3.5',
      ])
        assert.ok(fits(text, read), text);
      for (const text of [
        'status:read',
        'is:read',
        'priority:low',
        'tag:nothing',
        'rating:4',
        'rating:<3',
        'rating:x',
        'rating:4..',
        'rating:=3',
      ])
        assert.ok(!fits(text, read), text);
      assert.ok(!fits('rating:3') && fits('-rating:3') && !fits('status:deep'));
    });

    it('by words and phrases anywhere, the abstract included', () => {
      assert.ok(fits('linear foundation') && fits('"exciting applications"') && fits('"gu2023mamba"'));
      assert.ok(!fits('"exciting application"') && !fits('xciting') && !fits('"applications exciting"'));
      assert.ok(!fits('-mamba') && !fits('-"state spaces"') && fits('-vision'));
    });

    it('while a part of it is not typed yet', () => {
      for (const text of ['author:', '-author:', 'author:""', '-', '"', 'has:', 'mamba -']) assert.ok(fits(text), text);
    });
  });

  it('knows when a note says that a paper is unread', () => {
    const states = (reading: Omit<ReadingFacts, 'key'>) => readStatesOf({ key: 'a', ...reading });
    assert.deepEqual(readStatesOf(undefined), ['unread']);
    assert.deepEqual(states({ rating: 3 }), ['unread']);
    assert.deepEqual(states({ status: 'to-read', kind: 'open' }), ['unread', 'to-read']);
    assert.deepEqual(states({ status: 'read', title: 'Gelesen', kind: 'done' }), ['read', 'Gelesen']);
    assert.deepEqual(states({ status: 'skimmed' }), ['skimmed']);
  });

  describe('completion', () => {
    // eslint-disable-next-line require-yield
    function* valuesInSteps(values: readonly string[]): Steps<readonly string[]> {
      return values;
    }

    /** What the text would be after each completion at `|`. */
    const completed = (marked: string, values: readonly string[] = []) => {
      const offset = marked.indexOf('|');
      const text = marked.replace('|', '');
      const { span, items } = atOnce(completeQuery(text, offset, () => valuesInSteps(values)));
      return items.map((item) => text.slice(0, span.start) + item.text + text.slice(span.end));
    };

    it('gives names of fields where a word begins', () => {
      assert.deepEqual(completed('mamba a|'), ['mamba author:', 'mamba abstract:', 'mamba arxiv:']);
      assert.deepEqual(completed('-ye|'), ['-year:']);
      assert.equal(completed('mamba |').length, 15);
      assert.deepEqual(completed('zzz|'), []);
    });

    it('gives values after the colon, in quotes where they need them', () => {
      assert.deepEqual(completed('topic:st| x', ['State space models', 'Pruning', 'Hard state']), [
        'topic:"State space models" x',
        'topic:"Hard state" x',
      ]);
      assert.deepEqual(completed('topic:"pr|', ['Pruning']), ['topic:Pruning']);
      assert.deepEqual(completed('has:n|'), ['has:note']);
      assert.deepEqual(completed('is:|'), ['is:unread', 'is:reading', 'is:read']);
    });

    it('keeps out of phrases', () => {
      assert.deepEqual(completed('"a|'), []);
    });
  });
});
