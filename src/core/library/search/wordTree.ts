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
