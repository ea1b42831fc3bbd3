import type { LibraryChange } from '../core/library/change.ts';
import { placed } from './placed.ts';
import type { Answer, FileState, Port, Question } from './protocol.ts';
import type { Slices } from './slices.ts';

/** Tells what is different now. */
export class Teller {
  readonly #port: Port<Answer, Question>;
  readonly #slices: Slices;

  constructor(port: Port<Answer, Question>, slices: Slices) {
    this.#port = port;
    this.#slices = slices;
  }

  state(uri: string, state: FileState): void {
    this.#port.post({ event: 'state', uri, state });
  }

  changed(part: LibraryChange | undefined): void {
    if (!part) return;
    const { changed: papers, removed, topics } = part;
    if (papers.length || removed.length || topics.length) {
      this.#port.post({ event: 'changed', papers, removed, topics });
    }
  }

  /** Tells the last part of a change, with the problems of files; gives how many these are in each. */
  async end(part: LibraryChange, textOf: (uri: string) => string | undefined): Promise<ReadonlyMap<string, number>> {
    this.changed(part);
    const counts = new Map<string, number>();
    for (const { uri, problems } of part.problems) {
      counts.set(uri, problems.length);
      this.#port.post({ event: 'problems', uri, problems: await this.#slices.run(placed(problems, textOf)) });
    }
    return counts;
  }
}
