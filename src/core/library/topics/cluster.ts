import { Centre, likeness } from './vectors.ts';
import type { Vector } from './vectors.ts';

/** So many papers are compared each with each; of more, so many spread over the library. */
const mostCompared = 700;
/** A group of fewer papers is not a subject. */
export const smallestGroup = 3;
const rounds = 3;

/**
 * Groups of papers that are alike, as centres: papers are joined two by two, the most alike first
 * (average linkage), until about `groups` groups are left; small ones are given up; then each paper
 * goes to its nearest centre. Of a large library a sample is joined so (the "Buckshot" method of
 * Cutting, Karger, Pedersen and Tukey, 1992). The same papers in the same order give the same groups.
 */
export function* findCentres(vectors: readonly Vector[], size: number, groups: number): Generator<void, Centre[]> {
  const stride = Math.max(1, Math.ceil(vectors.length / mostCompared));
  const sample = vectors.filter((_, at) => at % stride === 0);
  const joined = yield* joinNearest(sample, groups);
  let members = [...joined.values()]
    .filter((group) => group.length >= smallestGroup)
    .map((group) => group.map((at) => sample[at]));
  let centres: Centre[] = [];
  for (let round = 0; round < rounds; round++) {
    centres = [];
    for (const group of members) {
      centres.push(
        new Centre(
          size,
          group.filter((vector) => vector !== undefined),
        ),
      );
      yield;
    }
    if (!centres.length) break;
    members = centres.map(() => []);
    for (const vector of vectors) {
      members[nearest(centres, vector)]?.push(vector);
      yield;
    }
    members = members.filter((group) => group.length >= smallestGroup);
  }
  return centres;
}

function nearest(centres: readonly Centre[], vector: Vector): number {
  let [best, most] = [0, -1];
  centres.forEach((centre, at) => {
    const alike = centre.likeness(vector);
    if (alike > most) [best, most] = [at, alike];
  });
  return best;
}

/** The numbers of the vectors by the group they end in. */
function* joinNearest(vectors: readonly Vector[], groups: number): Generator<void, Map<number, number[]>> {
  const joins = yield* allJoins(vectors);
  joins.sort((a, b) => b.alike - a.alike);
  const parent = vectors.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    while (parent[at] !== root) {
      const above = parent[at] ?? root;
      parent[at] = root;
      at = above;
    }
    return root;
  };
  for (const { a, b } of joins.slice(0, Math.max(0, vectors.length - groups))) parent[rootOf(b)] = rootOf(a);
  const members = new Map<number, number[]>();
  vectors.forEach((_, at) => {
    const root = rootOf(at);
    members.set(root, [...(members.get(root) ?? []), at]);
  });
  return members;
}

interface Join {
  readonly a: number;
  readonly b: number;
  readonly alike: number;
}

/**
 * All joins down to one group, by following nearest neighbours until two are each other's: with
 * average linkage that gives the same tree as always joining the nearest pair, in quadratic time.
 */
function* allJoins(vectors: readonly Vector[]): Generator<void, Join[]> {
  const count = vectors.length;
  const alike = new Float32Array(count * count);
  for (const [i, one] of vectors.entries()) {
    for (let j = 0; j < i; j++) alike[i * count + j] = alike[j * count + i] = likeness(one, vectors[j] ?? one);
    yield;
  }
  const sizes = new Uint32Array(count).fill(1);
  const joins: Join[] = [];
  const chain: number[] = [];
  let start = 0;
  while (joins.length < count - 1) {
    if (!chain.length) {
      while (!sizes[start]) start++;
      chain.push(start);
    }
    const last = chain.at(-1) ?? 0;
    const before = chain.at(-2);
    let [next, most] = before === undefined ? [-1, -Infinity] : [before, alike[last * count + before] ?? 0];
    for (let other = 0; other < count; other++) {
      if (other === last || !sizes[other]) continue;
      const likely = alike[last * count + other] ?? 0;
      if (likely > most) [next, most] = [other, likely];
    }
    if (next !== before) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    const [a, b] = [Math.min(last, next), Math.max(last, next)];
    joins.push({ a, b, alike: most });
    const [sizeA, sizeB] = [sizes[a] ?? 0, sizes[b] ?? 0];
    for (let other = 0; other < count; other++) {
      const average =
        (sizeA * (alike[a * count + other] ?? 0) + sizeB * (alike[b * count + other] ?? 0)) / (sizeA + sizeB);
      alike[a * count + other] = alike[other * count + a] = average;
    }
    sizes[a] = sizeA + sizeB;
    sizes[b] = 0;
    yield;
  }
  return joins;
}
