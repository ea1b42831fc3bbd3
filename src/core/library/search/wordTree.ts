import type { Steps } from '../../steps.ts';

/** A tree of words as MiniSearch keeps it: from a node, the letters that lead on, and at the empty word the value. */
export type WordTree<T> = Map<string, T | WordTree<T>>;

const leaf = '';

/**
 * All words and their values. The tree may change between two of them: a node always stands for the same word, and what
 * a change puts in the place of others, a map gives behind those it has, so that no word that stays is missed.
 */
export function* valuesIn<T>(tree: WordTree<T>): Generator<[word: string, value: T], void> {
  const open = [{ start: '', edges: tree.entries() }];
  for (let node = open.at(-1); node; node = open.at(-1)) {
    const next = node.edges.next();
    if (next.done) {
      open.pop();
      continue;
    }
    const [letters, below] = next.value;
    if (letters === leaf) yield [node.start, below as T];
    else open.push({ start: node.start + letters, edges: (below as WordTree<T>).entries() });
  }
}

/** The words that start so, with their values, the latest branches first. What is put into the tree meanwhile may be missed. */
export function* valuesBelow<T>(tree: WordTree<T>, start: string): Generator<[word: string, value: T], void> {
  const open = [...branchesAt(tree, start)];
  for (let next = open.pop(); next; next = open.pop()) {
    const [word, below, isValue] = next;
    if (isValue) yield [word, below as T];
    else open.push(...branchesOf(word, below as WordTree<T>));
  }
}

type Branch<T> = readonly [word: string, below: T | WordTree<T>, isValue: boolean];

function branchesOf<T>(word: string, node: WordTree<T>): Branch<T>[] {
  return Array.from(node, ([letters, below]) => [word + letters, below, letters === leaf]);
}

/** Where the words that start so branch off. */
function branchesAt<T>(tree: WordTree<T>, start: string): Branch<T>[] {
  let node = tree;
  for (let at = 0; at < start.length;) {
    const edge = edgeTo(node, start, at);
    if (!edge) return [];
    const [letters, below] = edge;
    at += letters.length;
    // the start may end on the way to a node
    if (at > start.length) return [[start.slice(0, at - letters.length) + letters, below, false]];
    node = below;
  }
  return branchesOf(start, node);
}

/** The edge whose letters the word goes on with, or of which it has the first ones and ends. */
function edgeTo<T>(node: WordTree<T>, word: string, at: number): [letters: string, below: WordTree<T>] | undefined {
  for (const [letters, below] of node) {
    if (letters === leaf || letters.charCodeAt(0) !== word.charCodeAt(at)) continue;
    const isOnTheWay =
      word.length - at < letters.length ? letters.startsWith(word.slice(at)) : word.startsWith(letters, at);
    return isOnTheWay ? [letters, below as WordTree<T>] : undefined;
  }
  return undefined;
}

/** Nodes looked at in one step. */
const step = 300;

/**
 * The words that become this one with at most so many letters put in, left out or exchanged (Levenshtein's distance), with
 * their values and how many it takes; in steps. For each letter on the way down the tree there is a row of the distances
 * between what was read so far and all beginnings of the word; where a row has no small one, nothing below has.
 */
export function* wordsLike<T>(
  tree: WordTree<T>,
  word: string,
  most: number,
): Steps<Map<string, readonly [value: T, distance: number]>> {
  const found = new Map<string, readonly [value: T, distance: number]>();
  const width = word.length + 1;
  const longest = word.length + most;
  const rows = new Uint8Array((longest + 1) * width).fill(most + 1);
  for (let column = 0; column <= Math.min(most, word.length); column++) rows[column] = column;
  for (let row = 0; row <= most; row++) rows[row * width] = row;
  const open = [{ start: '', edges: tree.entries(), depth: 0 }];
  let count = 0;
  for (let node = open.at(-1); node; node = open.at(-1)) {
    if (++count % step === 0) yield;
    const next = node.edges.next();
    if (next.done) {
      open.pop();
      continue;
    }
    const [letters, below] = next.value;
    const { start, depth } = node;
    if (letters === leaf) {
      const distance = rows[depth * width + word.length] ?? Infinity;
      if (distance <= most) found.set(start, [below as T, distance]);
    } else if (isNear(letters, depth)) {
      const edges = (below as WordTree<T>).entries();
      open.push({ start: start + letters, edges, depth: depth + letters.length });
    }
  }
  return found;

  /** Works out the rows of further letters; whether what follows them can still be near. */
  function isNear(letters: string, depth: number): boolean {
    if (depth + letters.length > longest) return false;
    for (let at = 0; at < letters.length; at++) {
      const letter = letters.charCodeAt(at);
      const row = depth + at + 1;
      const [before, here] = [(row - 1) * width, row * width];
      // farther from the diagonal than this, every distance is too large
      const [first, last] = [Math.max(1, row - most), Math.min(word.length, row + most)];
      let least = rows[here] ?? 0;
      for (let column = first; column <= last; column++) {
        const exchanged = (rows[before + column - 1] ?? 0) + (word.charCodeAt(column - 1) === letter ? 0 : 1);
        const more = (rows[before + column] ?? 0) + 1;
        const less = (rows[here + column - 1] ?? 0) + 1;
        const distance = Math.min(exchanged, more, less, most + 1);
        rows[here + column] = distance;
        if (distance < least) least = distance;
      }
      if (least > most) return false;
    }
    return true;
  }
}
