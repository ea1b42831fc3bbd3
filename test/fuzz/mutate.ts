/** Random numbers that a seed fixes (the "mulberry32" generator). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** Characters that break text of any kind. */
const anywhere = [
  '\u0000',
  '\ufeff',
  '\r',
  '\r\n',
  '\n\n',
  '\t',
  '\ud800',
  '\udc00',
  '\u2028',
  'é',
  '鲁',
  '𝔘',
  '"',
  "'",
  '\\',
  ' ',
  '0',
  '-1',
  '1e999',
];

/**
 * A piece of the text with one to four changes: something cut out, doubled, moved, or put in. `tokens`
 * are what the format is made of; they are put in more often than anything else.
 */
export function mutated(text: string, other: string, tokens: readonly string[], random: Random): string {
  const size = 60 + random.below(1500);
  const start = random.below(Math.max(1, text.length - size));
  let piece = text.slice(start, start + size);
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = random.below(piece.length + 1);
    const end = at + random.below(1 + random.below(80));
    switch (random.below(8)) {
      case 0:
        piece = piece.slice(0, at) + piece.slice(end);
        break;
      case 1:
        piece = piece.slice(0, end) + piece.slice(at);
        break;
      case 2:
        piece = piece.slice(0, at);
        break;
      case 3: {
        const from = random.below(other.length);
        piece = piece.slice(0, at) + other.slice(from, from + random.below(200)) + piece.slice(at);
        break;
      }
      case 4:
        piece = piece.slice(0, at) + random.pick(anywhere) + piece.slice(end);
        break;
      case 5:
        piece = piece.slice(0, at) + random.pick(tokens).repeat(1 + random.below(30)) + piece.slice(at);
        break;
      default:
        piece = piece.slice(0, at) + random.pick(tokens) + piece.slice(at + random.below(3));
    }
  }
  return piece;
}
