/** The first sentences of a text that fit into `length` characters; of a longer first sentence, its start. */
export function firstSentences(text: string, length: number): string {
  const start = text.replace(/\s+/g, ' ').trim();
  if (start.length <= length) return start;
  const ends = [...start.slice(0, length).matchAll(/[.?!。？！]["'”’)]*(?=\s|$)|[。？！]/g)].map(
    (end) => end.index + end[0].length,
  );
  const end = ends.findLast((place) => place > length / 4);
  if (end !== undefined) return start.slice(0, end);
  const cut = start.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))} …`;
}
