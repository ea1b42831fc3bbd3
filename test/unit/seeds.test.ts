import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import matter from 'gray-matter';
import { load } from 'js-yaml';
// @ts-expect-error -- plain JavaScript; its types are stated in `Generator`
import * as makeSeedsModule from '../support/makeSeeds.mjs';

interface SeedPaper {
  readonly title: string;
  readonly authors: readonly { readonly family: string; readonly given?: string }[];
  readonly year: number;
  readonly arxiv: string;
  readonly venue_type: 'journal' | 'conference' | 'preprint' | 'thesis';
  readonly venue?: string;
  readonly venue_year?: number;
  readonly doi?: string;
  readonly pages?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly number?: string;
  readonly series?: string;
  readonly article_number?: string;
  readonly published_title?: string;
  readonly corporate_author?: string;
  readonly verification: 'complete' | 'partial';
  readonly abstract: string;
}

interface Topic {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

interface TopicDecisions {
  readonly topics: readonly Topic[];
  readonly papers: Readonly<Record<string, readonly string[]>>;
}

interface Generator {
  citationKey(paper: Pick<SeedPaper, 'title' | 'authors' | 'year'>, taken: ReadonlySet<string>): string;
  yamlText(text: string): string;
  makeSeeds(papers: readonly SeedPaper[], topics: TopicDecisions): ReadonlyMap<string, string>;
  withTopicsTable(readme: string, topics: TopicDecisions): string;
}

const generator = makeSeedsModule as Generator;

const seedsFolder = path.join(process.cwd(), 'seeds');
const readSeed = (name: string) => readFileSync(path.join(seedsFolder, name), 'utf8');
const readFixture = (name: string) => readFileSync(path.join(process.cwd(), 'test', 'fixtures', 'seeds', name), 'utf8');

const parse = (text: string) => matter(text, { engines: { yaml: { parse: (yaml) => load(yaml) as object } } });

/** The front matter a paper should have, without the fields that are decided here: key and topics. */
const expectedFields = (paper: SeedPaper) =>
  withoutUndefined({
    title: paper.title,
    'published-title': paper.published_title,
    authors: paper.authors.map(({ family, given }) => `${family}, ${given}`),
    'corporate-author': paper.corporate_author,
    year: paper.year,
    type: { journal: 'article-journal', conference: 'paper-conference', preprint: 'article', thesis: 'thesis' }[
      paper.venue_type
    ],
    venue: paper.venue,
    published: paper.venue_year,
    series: paper.series,
    volume: paper.volume,
    issue: paper.issue,
    number: paper.number,
    pages: paper.pages?.replace('--', '-'),
    'article-number': paper.article_number,
    doi: paper.doi,
    arxiv: paper.arxiv,
  });

const withoutUndefined = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

describe('seed library', () => {
  const papers: readonly SeedPaper[] = JSON.parse(readFixture('seed-papers.json'));
  const decisions: TopicDecisions = JSON.parse(readFixture('topics.json'));
  const seedDocument = `\n${readFixture('seed-document.txt')}\n`;
  const index: { topics: readonly Topic[]; papers: readonly string[] } = JSON.parse(readSeed('index.json'));

  const fileNames = readdirSync(seedsFolder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort();
  const files = fileNames.map((name) => ({ name, ...parse(readSeed(name)) }));
  const fileByArxiv = new Map(files.map((file) => [file.data['arxiv'] as string, file]));
  const fileOf = (paper: SeedPaper) => {
    const file = fileByArxiv.get(paper.arxiv);
    assert.ok(file, `a file for ${paper.title}`);
    return file;
  };

  describe('papers', () => {
    it('are 76, one to a file', () => {
      assert.equal(papers.length, 76);
      assert.equal(files.length, 76);
      assert.equal(fileByArxiv.size, 76);
    });

    it('have the titles and abstracts of the seed document, to the letter', () => {
      for (const paper of papers) {
        const file = fileOf(paper);
        assert.equal(file.data['title'], paper.title);
        assert.equal(file.content, `\n${paper.abstract}\n`);
        assert.ok(seedDocument.includes(`\n${file.data['title']}\n\n${file.content.trim()}\n`), file.name);
      }
    });

    it('have the checked facts, and no others', () => {
      for (const paper of papers) {
        const { citekey: _key, topics: _topics, partial: _partial, ...facts } = fileOf(paper).data;
        assert.deepEqual(facts, expectedFields(paper));
      }
    });

    it('are marked as partial where, and only where, not every field was confirmed', () => {
      const marked = files.filter((file) => 'partial' in file.data);
      assert.deepEqual(
        marked.map((file) => [file.data['citekey'], file.data['partial']]),
        [
          ['chen2021one', true],
          ['chen2024mixture', true],
          ['sun2023zkdl', true],
        ],
      );
      for (const paper of papers) assert.equal('partial' in fileOf(paper).data, paper.verification === 'partial');
    });
  });

  describe('citation keys', () => {
    it('are well-formed, unique, and the names of the files', () => {
      for (const { name, data } of files) {
        assert.match(data['citekey'], /^[a-z]+\d{4}[a-z0-9]+$/);
        assert.equal(name, `${data['citekey']}.md`);
      }
      assert.equal(new Set(files.map(({ data }) => data['citekey'])).size, 76);
    });

    const key = (family: string, title: string, ...taken: string[]) =>
      generator.citationKey({ authors: [{ family }], title, year: 2020 }, new Set(taken));

    it('join and fold the family name', () => {
      assert.equal(key('Sharif Razavian', 'CNN Features'), 'sharifrazavian2020cnn');
      assert.equal(key('Hè', 'Views'), 'he2020views');
      assert.equal(key('Wałęsa-Groß', 'Views'), 'walesagross2020views');
    });

    it('take the first significant word, split at hyphens', () => {
      assert.equal(key('Li', 'On the Usage of Models'), 'li2020usage');
      assert.equal(key('Li', 'In-Context Learning'), 'li2020context');
      assert.equal(key('Li', 'What is -- "Deep" Learning?'), 'li2020deep');
    });

    it('take the next significant word on a clash', () => {
      assert.equal(key('Li', 'Deep and Wide Networks', 'li2020deep'), 'li2020wide');
      assert.throws(() => key('Li', 'The Deep', 'li2020deep'));
    });
  });

  describe('topics', () => {
    const topicsOf = (file: (typeof files)[number]) => file.data['topics'] as readonly string[];
    const countOf = (topic: Topic) => files.filter((file) => topicsOf(file).includes(topic.id)).length;

    it('are 12 to 18, with distinct names, each described in one sentence', () => {
      assert.ok(index.topics.length >= 12 && index.topics.length <= 18);
      for (const { id, description } of index.topics) {
        assert.match(id, /^[a-z]+(-[a-z]+)*$/);
        assert.match(description, /^[A-Z][^.!?]+\.$/);
      }
      for (const name of ['id', 'title', 'description'] as const) {
        assert.equal(new Set(index.topics.map((topic) => topic[name])).size, index.topics.length);
      }
    });

    it('are given to every paper, one to three, all known and none twice', () => {
      const known = new Set(index.topics.map(({ id }) => id));
      for (const file of files) {
        const topics = topicsOf(file);
        assert.ok(topics.length >= 1 && topics.length <= 3, file.name);
        assert.equal(new Set(topics).size, topics.length, file.name);
        for (const topic of topics) assert.ok(known.has(topic), `${file.name}: ${topic}`);
      }
    });

    it('have 3 to 15 papers each, and are the main topic of at least one', () => {
      for (const topic of index.topics) {
        assert.ok(countOf(topic) >= 3 && countOf(topic) <= 15, `${topic.id}: ${countOf(topic)}`);
        assert.ok(
          files.some((file) => topicsOf(file)[0] === topic.id),
          topic.id,
        );
      }
    });

    it('are listed in the README with true counts', () => {
      const rows = readSeed('README.md').matchAll(/^\| (.+?) \| `(.+?)` \| (\d+) \| (.+) \|$/gm);
      assert.deepEqual(
        [...rows].map(([, title, id, count, description]) => ({ id, title, description, count: Number(count) })),
        index.topics.map((topic) => ({ ...topic, count: countOf(topic) })),
      );
    });
  });

  describe('index.json', () => {
    it('lists exactly the papers of the folder, sorted', () => {
      assert.deepEqual(index.papers, fileNames);
    });

    it('stands with the papers and the README alone', () => {
      assert.deepEqual(readdirSync(seedsFolder).sort(), [...fileNames, 'README.md', 'index.json'].sort());
    });
  });

  describe('generator', () => {
    it('gives the files of the folder again, byte for byte', () => {
      const generated = generator.makeSeeds(papers, decisions);
      assert.deepEqual([...generated.keys()].sort(), [...fileNames, 'index.json'].sort());
      for (const [name, text] of generated) assert.equal(readSeed(name), text);
      assert.equal(generator.withTopicsTable(readSeed('README.md'), decisions), readSeed('README.md'));
    });

    it('refuses a paper without topics and topics without a paper', () => {
      assert.throws(() => generator.makeSeeds(papers, { ...decisions, papers: {} }), /has no topics/);
      const stray = { ...decisions.papers, nobody2020nothing: ['hypernetworks'] };
      assert.throws(() => generator.makeSeeds(papers, { ...decisions, papers: stray }), /nobody2020nothing/);
    });

    it('writes every string so that YAML reads the same string', () => {
      const awkward =
        '|a: b|a:|a:b|x #y|#x|- a|? a|yes|No|null|~|12|1912.08881|57.|.5|1e3|1_000|0x1f|0b11|.inf|10:20|2015-01-02|' +
        '[a]|{a}|&a|*a|!a|%a|@a|`a`|> a|"a"|\'a\'| a|a |a\tb|a\nb|a\\b|a\u0085b|a\u2028b|C#|01.AI|2625-2634|Śmieja';
      for (const text of awkward.split('|')) {
        assert.deepEqual(load(`a: ${generator.yamlText(text)}\nb:\n  - ${generator.yamlText(text)}`), {
          a: text,
          b: [text],
        });
      }
    });

    it('quotes only where it must', () => {
      for (const text of ['Gu, Albert', 'Pattern Recognition', '2625-2634', '10.1145/3586074', '01.AI', "It's"]) {
        assert.equal(generator.yamlText(text), text);
      }
      for (const text of ['1912.08881', '57', 'Yi: Models', 'true']) {
        assert.equal(generator.yamlText(text), `"${text}"`);
      }
    });
  });
});
