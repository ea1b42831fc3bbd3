// Writes the seed library: `node test/support/makeSeeds.mjs`, run in the top folder.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const cslTypes = {
  journal: 'article-journal',
  conference: 'paper-conference',
  preprint: 'article',
  thesis: 'thesis',
};

/** Words a citation key passes over: articles, pronouns, question words, prepositions, conjunctions, forms of "be". */
const smallWords = new Set(
  (
    'a an the this that these those we our it its ' +
    'what which who how why when where ' +
    'about after as at before between beyond by for from in into of off on over through to toward towards under ' +
    'upon via with within without ' +
    'and but nor or than ' +
    'are be can do does has have is was were'
  ).split(' '),
);

const ligatures = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Lower-case ASCII letters and digits; accents fall away, everything else is dropped. */
const fold = (text) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[ßæœøłđðþı]/g, (letter) => ligatures[letter])
    .replace(/[^a-z0-9]/g, '');

/** The citation key: family name, year, first significant title word that makes it unlike the keys `taken`. */
export function citationKey(paper, taken) {
  const start = fold(paper.authors[0].family) + paper.year;
  const words = paper.title.split(/[\s-]+/).map(fold);
  const key = words
    .filter((word) => word && !smallWords.has(word))
    .map((word) => start + word)
    .find((candidate) => !taken.has(candidate));
  if (!key) throw new Error(`no citation key is left for "${paper.title}"`);
  return key;
}

const plainText = /^[\p{L}\p{N}](?:[^\p{C}\u2028\u2029]*[^\p{C}\s:])?$/u;
const breaksPlainText = /:\s|\s#/;
const notText = [
  /^(?:true|false|yes|no|on|off|y|n|null)$/i,
  /^[\d_]+(?:\.[\d_]*)?(?:e[-+]?\d+)?$/i, // numbers
  /^0[box][\da-f_]+$/i,
  /^\d[\d_]*(?::\d+)+(?:\.\d*)?$/, // hours and minutes in YAML 1.1
  /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt\s])/, // dates in YAML 1.1
];

/** A string as YAML: plain where no reader of YAML 1.1 or 1.2 takes it for something else, else double-quoted. */
export const yamlText = (text) =>
  plainText.test(text) && !breaksPlainText.test(text) && !notText.some((pattern) => pattern.test(text))
    ? text
    : JSON.stringify(text);

function yamlLines([name, value]) {
  if (value === undefined) return [];
  if (Array.isArray(value)) return [`${name}:`, ...value.map((item) => `  - ${yamlText(item)}`)];
  return [`${name}: ${typeof value === 'string' ? yamlText(value) : value}`];
}

function paperFile(citekey, paper, topics) {
  const fields = {
    citekey,
    title: paper.title,
    'published-title': paper.published_title,
    authors: paper.authors.map(({ family, given }) => (given ? `${family}, ${given}` : family)),
    'corporate-author': paper.corporate_author,
    year: paper.year,
    type: cslTypes[paper.venue_type],
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
    topics,
    partial: paper.verification === 'partial' ? true : undefined,
  };
  return ['---', ...Object.entries(fields).flatMap(yamlLines), '---', '', paper.abstract, ''].join('\n');
}

/** The generated files, name to text: one for each paper, and `index.json`. */
export function makeSeeds(papers, { topics, papers: topicsOf }) {
  const files = new Map();
  const keys = new Set();
  for (const paper of papers) {
    const key = citationKey(paper, keys);
    if (!topicsOf[key]) throw new Error(`${key} has no topics`);
    keys.add(key);
    files.set(`${key}.md`, paperFile(key, paper, topicsOf[key]));
  }
  const strays = Object.keys(topicsOf).filter((key) => !keys.has(key));
  if (strays.length) throw new Error(`topics are given for unknown papers: ${strays.join(', ')}`);

  const names = [...files.keys()].sort();
  return files.set('index.json', `${JSON.stringify({ topics, papers: names }, null, 2)}\n`);
}

/** The README with its table of topics written anew. */
export function withTopicsTable(readme, { topics, papers }) {
  const rows = topics.map(({ id, title, description }) => {
    const count = Object.values(papers).filter((ids) => ids.includes(id)).length;
    return `| ${title} | \`${id}\` | ${count} | ${description} |`;
  });
  const table = ['| Topic | Id | Papers | About |', '| --- | --- | ---: | --- |', ...rows].join('\n');
  return readme.replace(/(<!-- topics -->\n).*?(<!-- \/topics -->)/s, (_, start, end) => `${start}${table}\n${end}`);
}

function main() {
  const readJson = (name) => JSON.parse(readFileSync(path.join('test/fixtures/seeds', name), 'utf8'));
  const topics = readJson('topics.json');
  const files = makeSeeds(readJson('seed-papers.json'), topics);
  files.set('README.md', withTopicsTable(readFileSync('seeds/README.md', 'utf8'), topics));

  for (const name of readdirSync('seeds')) if (!files.has(name)) rmSync(path.join('seeds', name));
  for (const [name, text] of files) writeFileSync(path.join('seeds', name), text);
}

if (path.basename(process.argv[1] ?? '') === 'makeSeeds.mjs') main();
