import { editDistance } from '../../editDistance.ts';

/** The name that somebody may have meant; case counts for nothing. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const wanted = plain(written);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, plain(name), least);
    if (distance >= least) continue;
    [best, least] = [name, distance];
  }
  return best;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
