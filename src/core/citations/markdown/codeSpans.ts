import { newline, pastRun } from './chars.ts';
import { codeEnd } from './spans.ts';

/** Up to where runs of backticks are known, and where the last of each length starts. */
interface Ticks {
  readonly end: number;
  readonly last: ReadonlyMap<number, number>;
}

const backtick = 96;

/** Code within paragraphs; remembers which runs of backticks have no second half, so that those cost nothing. */
export class CodeSpans {
  readonly #text: string;
  readonly #goesOn: (feed: number) => boolean;
  #ticks: Ticks | undefined;
  /** The run of backticks looked at last. */
  #run = { start: 0, end: 0 };

  /** `goesOn` says of an end of line whether code may go on after it. */
  constructor(text: string, goesOn: (feed: number) => boolean) {
    this.#text = text;
    this.#goesOn = goesOn;
  }

  /** Where code ends that starts at a place, or -1 where it does not up to `limit`. */
  end(at: number, limit: number): number {
    if (at < this.#run.start || at >= this.#run.end) this.#run = { start: at, end: pastRun(this.#text, at, backtick) };
    const open = this.#run.end - at;
    const known = this.#ticks;
    const isKnown = known !== undefined && at < known.end;
    if (isKnown && (known.last.get(open) ?? -1) <= at) return -1;
    const end = codeEnd(this.#text, at, limit, this.#goesOn);
    if (end < 0 && !isKnown) this.#ticks = this.#ticksFrom(at);
    return end;
  }

  /** The last runs of a paragraph by their length. */
  #ticksFrom(start: number): Ticks {
    const last = new Map<number, number>();
    let at = start;
    while (at < this.#text.length) {
      const code = this.#text.charCodeAt(at);
      if (code === newline && !this.#goesOn(at)) break;
      const past = code === backtick ? pastRun(this.#text, at, backtick) : at + 1;
      if (code === backtick) last.set(past - at, at);
      at = past;
    }
    return { end: at, last };
  }
}
