// The parts of the soak test: random choices that can be made again, the library as it changes, and the log of what was typed.
import { readFrontMatter } from '../../../src/core/formats/frontMatter.ts';
import { ownedBlocks } from '../../../src/core/notes/edit/blocks.ts';

/** Random numbers from a seed (mulberry32). */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number) => Math.floor(next() * count);
  const of = <T>(choices: readonly T[]): T => {
    const chosen = choices[below(choices.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  return { below, of };
}

export type Random = ReturnType<typeof randomFrom>;

export interface SoakPaper {
  key: string;
  title: string;
  abstract: string;
  keywords: string[];
  doi: boolean;
}

export function bibOf(papers: readonly SoakPaper[]): string {
  return papers
    .map(
      ({ key, title, abstract, keywords, doi }) =>
        `@article{${key},\n  title = {${title}},\n  author = {Lindberg, Ida and Okoye, Chidi},\n  year = {2019},\n  keywords = {${keywords.join(', ')}},\n  abstract = {${abstract}}${doi ? ',\n  doi = {10.1000/soak}' : ''}\n}\n`,
    )
    .join('\n');
}

/** The places in a note where somebody may type and own it: line starts and ends of words, outside of blocks and fields. */
export function ownPlaces(text: string): number[] {
  const { bodyStart } = readFrontMatter(text);
  const { blocks } = ownedBlocks(text);
  return [...text.matchAll(/(?<=[\n ])(?=[^\n ]|\n)|$/g)]
    .map(({ index }) => index)
    .filter((at) => at >= bodyStart && !blocks.some(({ span }) => at > span.start && at <= span.end));
}

/** The places for a comment in the front matter: before each field. */
export function commentPlaces(text: string): number[] {
  const { yaml } = readFrontMatter(text);
  if (!yaml) return [];
  return [...text.matchAll(/^(?=\w)/gm)].map(({ index }) => index).filter((at) => at >= yaml.start && at < yaml.end);
}

/** The lines of the blocks of a note, where what is typed is part of what a template owns. */
export function blockPlaces(text: string): number[] {
  return ownedBlocks(text).blocks.map(({ inner }) => inner.start);
}

/** What stands outside of the owned parts: the body without blocks, and the comments of the front matter. */
export function outsideOf(text: string): string {
  const { bodyStart, yaml } = readFrontMatter(text);
  const comments = (yaml ? text.slice(yaml.start, yaml.end) : '').split('\n').filter((line) => /^\s*#/.test(line));
  let at = bodyStart;
  const parts = ownedBlocks(text).blocks.map(({ span }) => {
    const part = text.slice(at, span.start);
    at = span.end;
    return part;
  });
  return [...comments, ...parts, text.slice(at)].join('\n');
}

/**
 * What was typed into one note, kept apart from it: the words that must be there now, through undo and redo. Each
 * state is one step of the editor.
 */
export class TypedLog {
  #states: readonly (readonly string[])[] = [[]];
  #at = 0;

  get words(): readonly string[] {
    return this.#states[this.#at] ?? [];
  }

  /** A step that typed these words. */
  step(...typed: readonly string[]): void {
    this.#states = [...this.#states.slice(0, this.#at + 1), [...this.words, ...typed]];
    this.#at++;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#states.length - 1;
  }

  undo(): void {
    this.#at--;
  }

  redo(): void {
    this.#at++;
  }

  /** What was done until now can no longer be undone, or only together with other files. */
  seal(): void {
    this.#states = [this.words];
    this.#at = 0;
  }
}
