import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { CslItem } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';
import { atOnce } from '../../src/core/library/change.ts';
import { Library } from '../../src/core/library/library.ts';
import {
  editedTopics,
  mergeTopic,
  movePaper,
  noEdits,
  pinTopic,
  readTopicEdits,
  renameTopic,
  unpinTopic,
  writeTopicEdits,
} from '../../src/core/library/topics/edits.ts';
import type { TopicEdits } from '../../src/core/library/topics/edits.ts';
import { givenTopics } from '../../src/core/library/topics/given.ts';
import { proposeTopics } from '../../src/core/library/topics/propose.ts';
import type { TopicProposal, TopicText } from '../../src/core/library/topics/propose.ts';
import { mayName, runsOf, shortNamesIn, stemOf } from '../../src/core/library/topics/phrases.ts';
import { adjustedMutualInformation, keywordClusters, pairwiseF1 } from '../bench/agreement.ts';
import { makeEntries, seedEntries } from '../bench/entries.ts';

const textOf = ({ key, item }: Entry): TopicText => ({
  id: key,
  title: item.title ?? '',
  abstract: item.abstract ?? '',
});

function proposed(texts: readonly TopicText[]): TopicProposal {
  const steps = proposeTopics(texts);
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

describe('topics', () => {
  describe('given by sources', () => {
    const entry = (item: Partial<CslItem>, uri = 'file:///papers/lib.bib'): Entry => ({
      key: 'a',
      item: { id: 'a', type: 'article', ...item },
      topics: ['from-field'],
      source: { uri, span: { start: 0, end: 0 } },
    });
    const titles = (...args: Parameters<typeof givenTopics>) => givenTopics(...args).map(({ title }) => title);

    it('are keywords between commas, or between semicolons where there are any', () => {
      assert.deepEqual(titles(entry({ keyword: 'Deep  learning, pruning,, ' }), ['keywords']), [
        'Deep learning',
        'pruning',
      ]);
      assert.deepEqual(titles(entry({ keyword: 'Gödel, Escher; Bach' }), ['keywords']), ['Gödel, Escher', 'Bach']);
    });

    it('are one where they are spelt alike', () => {
      const [topic, ...others] = givenTopics(entry({ keyword: 'State-space models; state space models' }), [
        'keywords',
      ]);
      assert.deepEqual(topic, { id: 'state-space-models', title: 'State-space models' });
      assert.deepEqual(others, []);
    });

    it('are groups of a BibTeX file, by the innermost name', () => {
      const text = '@book{a, title = {A}, groups = {Methods > Pruning, To read}}';
      const [read] = readBib(text, 'file:///a.bib').entries;
      assert.ok(read);
      assert.deepEqual(titles(read, ['groups'], text), ['Pruning', 'To read']);
    });

    it('are folders where a user wants them', () => {
      assert.deepEqual(titles(entry({}, 'file:///papers/State%20spaces/a.md'), ['folders']), ['State spaces']);
      assert.deepEqual(titles(entry({}, 'vscode-vfs://github/a.md'), ['folders']), []);
      assert.deepEqual(titles(entry({}, 'file:///%E0%A4%A/a.md'), ['folders']), ['%E0%A4%A']);
    });

    it('stand in the order of their origins, and are only those that are wanted', () => {
      assert.deepEqual(titles(entry({ keyword: 'k' }), ['keywords', 'topics']), ['from-field']);
      assert.deepEqual(titles(entry({ keyword: 'kk' }), ['keywords', 'topics']), ['from-field', 'kk']);
      assert.deepEqual(titles(entry({ keyword: 'kk' }), []), []);
    });
  });

  describe('proposed for the seed papers, with theirs hidden', () => {
    const seeds = seedEntries();
    const given = seeds.map(({ topics }) => topics);
    const proposal = proposed(seeds.map(textOf));
    const found = seeds.map(({ key }) => proposal.papers.get(key) ?? []);

    it('agree with them better than keyword clusters do', function () {
      this.timeout(30_000);
      const main = (topics: readonly (readonly string[])[]) => topics.map(([first], at) => first ?? `none ${at}`);
      const ours = { f1: pairwiseF1(found, given), ami: adjustedMutualInformation(main(found), main(given)) };
      // as many groups as are best for them, so that no choice of ours makes them look bad
      const plain = [8, 10, 12, 14, 17, 20].map((groups) => {
        const clusters = keywordClusters(seeds, groups).map((group) => [String(group)]);
        return { f1: pairwiseF1(clusters, given), ami: adjustedMutualInformation(main(clusters), main(given)) };
      });
      const best = { f1: Math.max(...plain.map(({ f1 }) => f1)), ami: Math.max(...plain.map(({ ami }) => ami)) };
      const shown = (value: { f1: number; ami: number }) => `F1 ${value.f1.toFixed(3)}, AMI ${value.ami.toFixed(3)}`;
      console.log(`      topics against the given ones: proposed ${shown(ours)}; keyword clusters ${shown(best)}`);
      assert.ok(ours.f1 > best.f1 * 1.15 && ours.ami > best.ami * 1.25, `${shown(ours)} against ${shown(best)}`);
    });

    it('have names that are phrases of the field', () => {
      const titles = proposal.topics.map(({ title }) => title);
      for (const title of ['State space models', 'Pruning', 'Neural architecture search', 'In-context learning']) {
        assert.ok(titles.includes(title), titles.join(', '));
      }
      for (const qualifier of ['Sparse', 'Black box', 'Deep']) assert.ok(!titles.includes(qualifier), qualifier);
      for (const title of titles) assert.match(title, /^\p{Lu}[\p{L}\d-]*(?: [\p{L}\d-]+){0,3}$/u);
      assert.equal(new Set(proposal.topics.map(({ id }) => id)).size, titles.length);
    });

    it('are one to three for each paper, and have several papers each', () => {
      const known = new Set(proposal.topics.map(({ id }) => id));
      for (const topics of found) {
        assert.ok(topics.length >= 1 && topics.length <= 3);
        assert.ok(topics.every((topic) => known.has(topic)));
      }
      for (const topic of known) assert.ok(found.filter((topics) => topics.includes(topic)).length >= 3, topic);
    });

    it('are the same each time', () => {
      const again = proposed(seeds.map(textOf));
      assert.deepEqual([again.topics, [...again.papers]], [proposal.topics, [...proposal.papers]]);
    });

    it('take in a paper that comes later', () => {
      const text = {
        id: 'new',
        title: 'Structured pruning of networks',
        abstract: 'We prune filters by their magnitude.',
      };
      assert.equal(proposal.topicsFor(text)[0], 'pruning');
      assert.deepEqual(proposal.topicsFor({ id: 'x', title: 'Medieval bee keeping', abstract: '' }), []);
    });
  });

  describe('proposed', () => {
    it('for few papers, empty ones or the same one many times are few, and no harm', () => {
      assert.deepEqual(proposed([]).topics, []);
      assert.deepEqual(proposed([{ id: 'a', title: 'Alone', abstract: '' }]).topics, []);
      assert.deepEqual(
        proposed(Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, title: '', abstract: '' }))).topics,
        [],
      );
      const same = proposed(
        Array.from({ length: 50 }, (_, at) => ({ id: `${at}`, title: 'Graph pruning', abstract: 'On graphs.' })),
      );
      assert.ok(same.topics.length <= 1);
    });

    it('never throw, whatever the texts', () => {
      const text = fc.record({
        id: fc.uuid(),
        title: fc.string({ unit: 'binary', maxLength: 60 }),
        abstract: fc.string({ unit: 'grapheme', maxLength: 200 }),
      });
      fc.assert(
        fc.property(fc.array(text, { maxLength: 20 }), (texts) => void proposed(texts)),
        { numRuns: 50 },
      );
    });

    it('for thousands of papers take no more than seconds', function () {
      this.timeout(120_000);
      const texts = makeEntries(3000, { abstracts: true }).map(textOf);
      const started = process.cpuUsage();
      const { topics, papers } = proposed(texts);
      const { user, system } = process.cpuUsage(started);
      assert.ok(topics.length >= 30 && topics.length <= 120, `${topics.length} topics`);
      assert.ok(papers.size > 2700);
      assert.ok((user + system) / 1e6 < 10, `${(user + system) / 1e6} s`);
    });
  });

  describe('phrases', () => {
    const stems = (text: string) => runsOf(text).map((run) => run.map(({ stem }) => stem).join(' '));

    it('reach from framing word to framing word and no further', () => {
      assert.deepEqual(stems('We propose state-space models, a novel kernel method for pruning.'), [
        'state space model',
        'kernel',
        'pruning',
      ]);
      assert.deepEqual(stems('low-rank factors of https://example.org/x in-context learning'), [
        'low-rank factor',
        'in-context learning',
      ]);
    });

    it('are compared in the singular', () => {
      const words = ['networks', 'memories', 'batches', 'analysis', 'bias', 'loss', 'gas', 'corpus'];
      assert.deepEqual(words.map(stemOf), ['network', 'memory', 'batch', 'analysis', 'bias', 'loss', 'gas', 'corpus']);
    });

    it('name a topic if they say something of their own and end in a noun', () => {
      assert.ok(['pruning', 'state space model', 'language model', 'anomaly'].every(mayName));
      assert.ok(!['model', 'deep learning', 'convolutional', 'aggressively layer', 'pre'].some(mayName));
    });

    it('are known by the short names that texts give them', () => {
      assert.deepEqual(
        [...shortNamesIn('the use of state space models (SSMs) and (DNNs)')],
        [['ssm', 'state space model']],
      );
      assert.deepEqual([...shortNamesIn('something else (SSM)')], []);
    });
  });

  describe('edited by the user', () => {
    const library = () => {
      const one = new Library();
      const entries = seedEntries().map((entry) => ({ ...entry, topics: [] }));
      one.put({ uri: 'file:///a.bib', entries, problems: [] });
      return one;
    };

    it('are proposed only where sources give none, and dropped when they are not wanted', () => {
      const one = library();
      const own: Entry = { ...(seedEntries()[0] as Entry), key: 'own', topics: ['mine'] };
      one.put({ uri: 'file:///b.md', entries: [own], problems: [] });
      const change = atOnce(one.proposeTopics());
      assert.ok(change.topics.length >= 8 && change.topics.every(({ isProposed }) => isProposed));
      assert.equal(change.changed.length, 76);
      assert.deepEqual(one.paper('own')?.topics, ['mine']);
      assert.ok(one.find('topic:pruning', 20).length > 3);
      assert.equal(atOnce(one.dropProposedTopics()).changed.length, 76);
      assert.deepEqual(one.find('topic:pruning', 20), []);
    });

    it('keep names, places and merges whatever is proposed', () => {
      const one = library();
      atOnce(one.proposeTopics());
      const before = one.paper('gu2023mamba')?.topics ?? [];
      assert.equal(before[0], 'state-space-models');
      let edits = renameTopic(noEdits, 'state-space-models', 'SSM & friends');
      edits = mergeTopic(edits, 'pruning', 'sparsity');
      edits = movePaper(edits, 'gu2023mamba', before, 'favourites', 'state-space-models');
      const change = atOnce(one.setTopicEdits(edits));
      assert.ok(one.paper('gu2023mamba')?.topics.includes('favourites'));
      assert.ok(!one.paper('gu2023mamba')?.topics.includes('state-space-models'));
      assert.deepEqual(change.topics.find(({ id }) => id === 'state-space-models')?.title, 'SSM & friends');
      assert.ok(one.find('topic:friends', 99).length > 3);
      assert.deepEqual(one.find('topic:pruning', 99), []);
      assert.ok(one.paper('cheng2023survey')?.topics.includes('sparsity'));
    });

    it('merge in chains and never in circles', () => {
      const chain = mergeTopic(mergeTopic(noEdits, 'a', 'b'), 'b', 'c');
      assert.deepEqual(editedTopics(chain, 'k', ['a', 'b', 'd']), ['c', 'd']);
      assert.deepEqual(editedTopics(mergeTopic(chain, 'c', 'a'), 'k', ['a']), ['c']);
      const circle: TopicEdits = {
        ...noEdits,
        merged: new Map([
          ['a', 'b'],
          ['b', 'a'],
        ]),
      };
      assert.equal(editedTopics(circle, 'k', ['a']).length, 1);
    });

    it('pin a topic with its papers', () => {
      const pinned = pinTopic(noEdits, { id: 'ssm', title: 'State spaces' }, new Map([['gu', ['ssm']]]));
      assert.deepEqual(pinned.pinned, ['ssm']);
      assert.deepEqual(editedTopics(pinned, 'gu', ['other']), ['ssm']);
      assert.deepEqual(unpinTopic(pinned, 'ssm').pinned, []);
    });

    it('stand in a file that people can read', () => {
      const edits: TopicEdits = {
        titles: new Map([['ssm', 'State: spaces']]),
        merged: new Map([['s4', 'ssm']]),
        papers: new Map([
          ['gu2023mamba', ['ssm', 'to-read']],
          ['a', []],
        ]),
        pinned: ['ssm'],
      };
      assert.equal(
        writeTopicEdits(edits),
        [
          '# Topics as you arranged them in Literature Notes. You can edit this file too.',
          'pinned: [ssm]',
          'titles:',
          '  ssm: "State: spaces"',
          'merged:',
          '  s4: ssm',
          'papers:',
          '  a: []',
          '  gu2023mamba: [ssm, to-read]',
          '',
        ].join('\n'),
      );
      assert.deepEqual(readTopicEdits(writeTopicEdits(edits)), { edits, problems: [] });
      assert.deepEqual(readTopicEdits(writeTopicEdits(noEdits)), { edits: noEdits, problems: [] });
    });

    it('read back what they are, whatever the names', () => {
      const name = fc
        .string({ unit: 'binary', minLength: 1, maxLength: 12 })
        .filter((text) => text.trim() === text && !/[\ud800-\udfff]/.test(text) && text !== '__proto__');
      const edits = fc.record({
        titles: fc.array(fc.tuple(name, name)).map((all) => new Map(all)),
        merged: fc.array(fc.tuple(name, name)).map((all) => new Map(all)),
        papers: fc.array(fc.tuple(name, fc.array(name, { maxLength: 3 }))).map((all) => new Map(all)),
        pinned: fc.array(name, { maxLength: 3 }),
      });
      fc.assert(
        fc.property(edits, (one) => {
          const read = readTopicEdits(writeTopicEdits(one));
          const plain = ({ titles, merged, papers, pinned }: TopicEdits) => [
            new Map(titles),
            new Map(merged),
            new Map(papers),
            pinned,
          ];
          assert.deepEqual(plain(read.edits), plain(one));
        }),
      );
    });

    it('lose no more than what cannot be read', () => {
      const broken = readTopicEdits('titles: [a]\nmerged:\n  a: b\n');
      assert.deepEqual(
        [broken.problems.map(({ code }) => code), [...broken.edits.merged]],
        [['topicsInvalid'], [['a', 'b']]],
      );
      const { edits, problems } = readTopicEdits('titles: {a: b\n');
      assert.deepEqual([edits, problems.length], [noEdits, 1]);
      assert.deepEqual(readTopicEdits('- a\n- b\n').problems.length, 1);
      assert.deepEqual(readTopicEdits('').problems, []);
    });
  });
});
