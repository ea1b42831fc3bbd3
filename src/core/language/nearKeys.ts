/** Keys longer than this are compared by their start. */
const compared = 100;

/** The keys that somebody may have meant by a key, the nearest first: those that a third of its letters would change into. */
export function nearKeys(key: string, candidates: readonly string[], most = 3): string[] {
  const limit = Math.max(2, Math.floor(key.length / 3));
  return [...new Set(candidates)]
    .filter((candidate) => candidate !== key)
    .map((candidate) => ({ candidate, distance: editDistance(fold(key), fold(candidate)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function fold(key: string): string {
  return key.slice(0, compared).toLowerCase();
}

/** How many letters have to be put in, taken out, replaced, or exchanged with their neighbour. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [before, last] = [last, line];
  }
  return last[b.length] ?? 0;
}
