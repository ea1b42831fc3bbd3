import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CslName } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { readPaperFile } from '../../src/core/formats/paperFile.ts';

const seedsFolder = path.join(process.cwd(), 'seeds');

/** The entries of the seed papers, by key. */
export function seedEntries(): Entry[] {
  return readdirSync(seedsFolder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .flatMap(
      (name) => readPaperFile(readFileSync(path.join(seedsFolder, name), 'utf8'), `file:///seeds/${name}`).entries,
    );
}

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator with a mixed output). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 2246822519) >>> 0;
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 4294967296;
  };
}

const list = (words: string) => words.split('|');
const manners = list(
  'Efficient|Scalable|Robust|Adaptive|Sparse|Deep|Fast|Unified|Practical|Dynamic|Hierarchical|Self-Supervised|Contrastive|' +
    'Probabilistic|Interpretable|Online|Federated|Distributed|Low-Rank|Bayesian|Multi-Task|Zero-Shot|Few-Shot|Structured',
);
const methods = list(
  'Attention|Transformers|Convolution|State Space Models|Pruning|Distillation|Quantization|Graph Networks|Diffusion Models|' +
    'Gaussian Processes|Kernel Methods|Architecture Search|Representation Learning|Language Models|Hypernetworks|Autoencoders|' +
    'Recurrent Networks|Mixture of Experts|Reinforcement Learning|Metric Learning|Boosting|Normalizing Flows|Meta-Learning',
);
const tasks = list(
  'Image Classification|Machine Translation|Speech Recognition|Question Answering|Object Detection|Semantic Segmentation|' +
    'Click-Through Prediction|Protein Folding|Time Series Forecasting|Anomaly Detection|Document Retrieval|Code Generation|' +
    'Medical Imaging|Recommendation|Robot Control|Traffic Prediction|Speaker Verification|Video Captioning|Entity Linking',
);
const places = list(
  'Edge Devices|Long Sequences|Tabular Data|Small Datasets|Noisy Labels|Streaming Data|High Dimensions|Embedded Systems|' +
    'Low-Resource Languages|Large Clusters|Clinical Records|Satellite Images|Mobile Phones|Open Domains',
);
const venues = list(
  'Journal of Machine Learning Research|Neural Networks|Pattern Recognition|Neurocomputing|Information Sciences|' +
    'Conference on Computer Vision (CCV)|Conference on Learning Theory (CLT)|Transactions on Signal Processing|Data Mining Letters',
);
const familyNames = list(
  'Wang|Li|Chen|Zhang|Liu|Smith|Garcia|Müller|Kim|Park|Nguyen|Patel|Kumar|Silva|Rossi|Dubois|Ivanov|Kowalski|Andersen|Haddad',
);
const givenNames = list(
  'Wei|Anna|Jun|Maria|Thomas|Yuki|Priya|Lukas|Elena|Omar|Sofia|Daniel|Mei|Peter|Nadia|Carlos|Ingrid|David|Amina|Jan',
);
const syllables = list(
  'ka|lo|mi|ran|tes|vo|shi|ber|du|nel|gar|po|zu|hen|ti|mar|sol|wic|ja|fen|ro|bas|que|lin|dor|eth|ul|na',
);

/**
 * `count` invented papers that are like those of a real library in what costs time: title
 * lengths, 1 to 6 authors, abstracts of about 1300 characters in the words of the seed papers
 * with a long tail of rare ones. The same `seed` gives the same papers.
 */
export function makeEntries(count: number, { abstracts, seed = 1 }: { abstracts: boolean; seed?: number }): Entry[] {
  const random = randomFrom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const abstractOf = abstracts ? abstractMaker(random) : () => undefined;
  return Array.from({ length: count }, (_, index): Entry => {
    const author = Array.from({ length: 1 + Math.floor(random() * random() * 6) }, () => makeName(random, pick));
    const year = 2024 - Math.floor(random() * random() * 30);
    const title = makeTitle(random, pick);
    const key = `${(author[0]?.family ?? 'nobody').toLowerCase()}${year}${title.split(/\W+/)[0]?.toLowerCase()}${index}`;
    const abstract = abstractOf();
    const item = {
      id: key,
      type: 'article-journal',
      title,
      author,
      issued: { 'date-parts': [[year]] },
      'container-title': pick(venues),
      ...(random() < 0.6 ? { DOI: `10.5555/${1000 + index}.${year}` } : {}),
      ...(abstract ? { abstract } : {}),
    };
    return { key, item, topics: [], source: { uri: 'file:///generated.bib', span: { start: 0, end: 0 } } };
  });
}

function makeTitle(random: () => number, pick: <T>(values: readonly T[]) => T): string {
  const name = random() < 0.3 ? `${madeUpWord(random)}: ` : '';
  const core = `${pick(manners)} ${pick(methods)}`;
  const form = Math.floor(random() * 5);
  if (form === 0) return `${name}${core} for ${pick(tasks)}`;
  if (form === 1) return `${name}${core} for ${pick(tasks)} on ${pick(places)}`;
  if (form === 2) return `${name}${pick(tasks)} with ${core}`;
  if (form === 3) return `A Survey of ${core} and ${pick(methods)}`;
  return `${name}Towards ${core} via ${pick(manners)} ${pick(methods)} in ${pick(places)}`;
}

function makeName(random: () => number, pick: <T>(values: readonly T[]) => T): CslName {
  const family = random() < 0.5 ? pick(familyNames) : madeUpWord(random);
  return { family, given: pick(givenNames) };
}

function madeUpWord(random: () => number): string {
  const length = 2 + Math.floor(random() * 3);
  const word = Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Sentences that walk from word to word as the seed abstracts do, every twelfth word a rare one. */
function abstractMaker(random: () => number): () => string {
  const words = seedEntries().flatMap((entry) => (entry.item.abstract ?? '').split(/\s+/));
  const after = new Map<string, number[]>();
  words.forEach((word, place) => {
    const places = after.get(word) ?? [];
    after.set(word, places);
    places.push(place + 1);
  });
  return () => {
    let place = Math.floor(random() * words.length);
    const length = 120 + Math.floor(random() * 140);
    return Array.from({ length }, () => {
      const word = words[place] ?? 'the';
      const next = after.get(word) ?? [];
      place = (next[Math.floor(random() * next.length)] ?? 0) % words.length;
      return random() < 0.08 ? rareWord(random) : word;
    }).join(' ');
  };
}

/** One of 30,000 words, the first ones far more often (Zipf's law). */
function rareWord(random: () => number): string {
  const rank = Math.floor(30_000 ** random());
  return madeUpWord(randomFrom(rank * 7919)).toLowerCase();
}
