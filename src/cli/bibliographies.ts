import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../core/entry/entry.ts';
import { entryProblems } from '../core/language/problems/entryProblems.ts';
import { formatOf } from '../core/formats/sniff.ts';
import type { FormatId } from '../core/formats/sniff.ts';
import { Library } from '../core/library/library.ts';
import { readSource } from '../core/library/readSource.ts';
import { atOnce } from '../core/steps.ts';
import type { FileProblems } from './check.ts';
import { textOfFile } from './files.ts';

interface Bibliography {
  readonly file: string;
  readonly text: string;
  /** A document names it, so its entries have to be complete. */
  isNamed: boolean;
}

/** The bibliographies of a check, each read once. */
export class Bibliographies {
  readonly library = new Library();
  readonly #files = new Map<string, Bibliography>();
  readonly #problems = new Map<string, readonly Problem[]>();
  /** Those that count as named by every document. */
  readonly libraries: string[] = [];

  /** Takes a file in, of which `file` is the name that people know it by, and gives its address. */
  add(
    file: string,
    text: string,
    { isLibrary = false, isNamed = false, format }: { isLibrary?: boolean; isNamed?: boolean; format?: FormatId },
  ): string {
    const uri = pathToFileURL(path.resolve(file)).href;
    const known = this.#files.get(uri);
    if (isLibrary && !this.libraries.includes(uri)) this.libraries.push(uri);
    if (known) {
      known.isNamed ||= isNamed;
      return uri;
    }
    this.#files.set(uri, { file, text, isNamed });
    const kind = format ?? formatOf(file, text);
    if (!kind) {
      this.#problems.set(uri, [{ code: 'unknownFormat', span: { start: 0, end: 0 } }]);
      return uri;
    }
    const { problems } = this.library.put(readSource({ uri, text, format: kind }));
    // a file that comes may be what makes a key of another one a duplicate
    for (const touched of problems) this.#problems.set(touched.uri, touched.problems);
    return uri;
  }

  /** Reads a file that a document names, once; throws where it cannot be read. */
  read(file: string): string {
    const uri = pathToFileURL(path.resolve(file)).href;
    const known = this.#files.get(uri);
    if (!known) return this.add(file, textOfFile(file), { isNamed: true });
    known.isNamed = true;
    return uri;
  }

  /** What is wrong in each file. */
  problems(): FileProblems[] {
    return [...this.#files].map(([uri, { file, text, isNamed }]) => {
      const read = this.library.fileAt(uri);
      const entry = (key: string) => {
        const resolved = this.library.resolve(key, [uri]);
        return resolved?.isPreferred ? resolved.entry : undefined;
      };
      const entries = read
        ? atOnce(entryProblems(read.entries, { text: read.text, entry }, { completeness: isNamed }))
        : [];
      return { file, text, problems: [...(this.#problems.get(uri) ?? []), ...entries] };
    });
  }
}
