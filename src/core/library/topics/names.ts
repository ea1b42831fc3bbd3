import { mayName, runsOf } from './phrases.ts';
import type { TermCounts, TopicText, Vocabulary } from './vectors.ts';

/** A phrase names a group if it is said in so many of its papers, and in so large a share. */
const fewestNamed = 2;
const leastShare = 0.2;
/** "Sparse" and "black box" mostly stand before a noun and seldom as one. */
const leastNoun = 0.35;
/** Longer phrases say more: a name of two words is preferred to a word that stands a little oftener. */
const worthByLength = [0, 0.75, 1.2, 1.45, 1.45];

/** How much a paper speaks of the term at a place of its counts: a mention in passing is worth less than one in the title. */
export function stressAt({ counts, inTitle }: TermCounts, at: number): number {
  if (inTitle[at]) return 1;
  return (counts[at] ?? 0) > 1 ? 0.8 : 0.3;
}

/**
 * A name for each group: the phrase that is said most in its papers and least in others. Nothing
 * for a group whose papers have no phrase in common. Large groups choose first, and no name is
 * part of another. In steps of one group.
 */
export function* nameGroups(
  groups: readonly (readonly number[])[],
  counts: readonly TermCounts[],
  { terms, nounShare }: Vocabulary,
): Generator<void, (number | undefined)[]> {
  const total = new Float32Array(terms.length);
  for (const paper of counts)
    paper.terms.forEach((term, at) => (total[term] = (total[term] ?? 0) + stressAt(paper, at)));
  const names = groups.map((): number | undefined => undefined);
  const bySize = groups
    .map((_, group) => group)
    .sort((a, b) => (groups[b]?.length ?? 0) - (groups[a]?.length ?? 0) || a - b);
  const taken: string[] = [];
  for (const group of bySize) {
    const members = groups[group] ?? [];
    const within = new Map<number, { stress: number; papers: number }>();
    for (const member of members) {
      const paper = counts[member];
      paper?.terms.forEach((term, at) => {
        const known = within.get(term) ?? { stress: 0, papers: 0 };
        within.set(term, { stress: known.stress + stressAt(paper, at), papers: known.papers + 1 });
      });
    }
    let most = 0;
    for (const [term, { stress, papers }] of within) {
      const phrase = terms[term] ?? '';
      if (papers < fewestNamed || papers < members.length * leastShare || !mayName(phrase)) continue;
      if (nounShare(term) < leastNoun) continue;
      const others = ((total[term] ?? 0) - stress) / Math.max(1, counts.length - members.length);
      const worth = (stress / members.length - others) * (worthByLength[phrase.split(' ').length] ?? 0);
      if (worth <= most || taken.some((name) => overlaps(name, phrase))) continue;
      most = worth;
      names[group] = term;
    }
    const name = names[group];
    if (name !== undefined) taken.push(terms[name] ?? '');
    yield;
  }
  return names;
}

function overlaps(a: string, b: string): boolean {
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `);
}

/** A phrase as these papers mostly write it, "State space models", with small letters where they are not part of a name. */
export function spellingOf(phrase: string, texts: Iterable<TopicText>): string {
  const spellings = new Map<string, number>();
  const stems = phrase.split(' ');
  for (const { title, abstract } of texts) {
    for (const run of runsOf(`${abstract}\n. ${title}`)) {
      for (let start = 0; start + stems.length <= run.length; start++) {
        if (!stems.every((stem, at) => run[start + at]?.stem === stem)) continue;
        const written = run
          .slice(start, start + stems.length)
          .map((word) => plainCase(word.written))
          .join(' ');
        spellings.set(written, (spellings.get(written) ?? 0) + 1);
      }
    }
  }
  const [[best] = [phrase]] = [...spellings].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
  return best.charAt(0).toUpperCase() + best.slice(1);
}

/** "Networks" is "networks"; "MLP", "DNNs" and "BatchNorm" stay. */
function plainCase(word: string): string {
  return /^.+\p{Lu}/u.test(word) ? word : word.toLowerCase();
}
