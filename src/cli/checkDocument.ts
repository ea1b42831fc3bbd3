import { homedir } from 'node:os';
import path from 'node:path';
import { readCitations } from '../core/citations/read.ts';
import { syntaxOf } from '../core/citations/syntax.ts';
import type { Syntax } from '../core/citations/syntax.ts';
import { citationProblems } from '../core/language/problems/citationProblems.ts';
import { keysNear, standingIn } from '../core/language/problems/inLibrary.ts';
import type { Severity } from '../core/language/problems/severity.ts';
import { declaredBibliographies } from '../core/sources/declared.ts';
import type { Problem } from '../core/entry/entry.ts';
import type { NamedFile } from '../core/sources/named.ts';
import { folderOf, resolveNamed, slashes } from '../core/sources/paths.ts';
import { projectBibliographies } from '../core/sources/project.ts';
import { atOnce } from '../core/steps.ts';
import type { Bibliographies } from './bibliographies.ts';
import type { FileProblems } from './check.ts';
import { textOfFile } from './files.ts';
import { isFile, pathOf, projectFilesAbove, readingOptions } from './project.ts';

type Found = Problem & { readonly atMost?: Severity };

/**
 * Reads what a document names, and gives the function that checks its citations once all documents have been read. As
 * in the editor, keys are looked for in the bibliographies of the document, of its main file and of its project; in all
 * that were read where these name none.
 */
export function checkDocument(name: string, text: string, bibliographies: Bibliographies): () => FileProblems {
  const syntax = syntaxOf('', name) ?? 'markdown';
  const named = new Naming(name, bibliographies);
  named.readDocument(name, text, syntax);
  const uris = [...new Set([...bibliographies.libraries, ...named.uris])];
  const { library } = bibliographies;
  return () => {
    const standingOf = (key: string) => {
      const standing = standingIn(library, key, uris);
      return named.isUnclear && standing !== 'own' ? 'unchecked' : standing;
    };
    const problems = citationProblems(readCitations(text, syntax, readingOptions(name, text)), {
      standingOf,
      // which notes there are only an editor knows
      hasNote: () => true,
      nearTo: (key) => atOnce(keysNear(library, key, uris)),
    });
    return { file: name, text, problems: [...named.problems, ...problems] };
  };
}

/** The bibliographies of one document. */
class Naming {
  readonly #bibliographies: Bibliographies;
  readonly #file: string;
  readonly uris: string[] = [];
  readonly problems: Found[] = [];
  isUnclear = false;

  constructor(file: string, bibliographies: Bibliographies) {
    this.#file = file;
    this.#bibliographies = bibliographies;
  }

  readDocument(file: string, text: string, syntax: Syntax): void {
    const { files, root, hasReferences } = declaredBibliographies(text, syntax);
    const folder = folderOf(pathOf(file));
    const project = projectFilesAbove(folder);
    const projectRoot = project.at(-1);
    const main = root && this.#firstThere(root, 'latex', folder);
    const base = main ? folderOf(pathOf(main)) : folder;
    const rootFolder = projectRoot ? folderOf(pathOf(projectRoot)) : pathOf('.');
    this.#readNamed(files, syntax, base, rootFolder, file);
    if (hasReferences) this.uris.push(this.#bibliographies.add(file, text, { format: 'references' }));
    if (main && main !== file) {
      const mainText = textOfFile(main);
      this.#readNamed(declaredBibliographies(mainText, 'latex').files, 'latex', base, rootFolder, main);
    }
    for (const each of project) {
      if (pathOf(each) === pathOf(file)) continue;
      const links = projectBibliographies(each, textOfFile(each));
      this.#readNamed(links, 'project', folderOf(pathOf(each)), rootFolder, each);
    }
  }

  #readNamed(links: readonly NamedFile[], syntax: Syntax | 'project', folder: string, root: string, by: string): void {
    for (const link of links) {
      const there = this.#firstThere(link, syntax, folder, root);
      try {
        if (there !== undefined) this.uris.push(this.#bibliographies.read(nameOf(there)));
        else this.#tellMissing(link, syntax, by);
      } catch {
        this.#tellMissing(link, syntax, by);
      }
    }
  }

  /** Told at the name where this document says it, and at its start where another file does. */
  #tellMissing({ name, span }: NamedFile, syntax: Syntax | 'project', by: string): void {
    this.isUnclear = true;
    // TeX also looks in folders of its own, which are not known here
    const mayBeElsewhere = syntax === 'latex' && !name.includes('/');
    this.problems.push({
      code: 'missingBibliography',
      span: by === this.#file ? span : { start: 0, end: 0 },
      facts: { name, ...(by === this.#file ? {} : { by: nameOf(by) }) },
      ...(mayBeElsewhere ? { atMost: 'information' } : {}),
    });
  }

  #firstThere({ name }: NamedFile, syntax: Syntax | 'project', folder: string, root = folder): string | undefined {
    const places = resolveNamed(name, syntax, { folder, root, home: slashes(homedir()) });
    return places.map((place) => place.path.replace(/^\/(?=[A-Za-z]:\/)/, '')).find(isFile);
  }
}

/** As seen from the folder one is in, where the file is below it. */
function nameOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative && !relative.startsWith('..') && !path.isAbsolute(relative) ? slashes(relative) : slashes(file);
}
