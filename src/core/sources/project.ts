import { declaredBibliographies } from './declared.ts';
import type { NamedFile } from './named.ts';
import { isFileName } from './named.ts';
import type { YamlLeaf } from './yamlLeaves.ts';
import { yamlLeaves } from './yamlLeaves.ts';

/** Files that speak for all documents beside and below them. */
export const projectFileNames = [
  '_quarto.yml',
  '_quarto.yaml',
  '_metadata.yml',
  '_metadata.yaml',
  '_bookdown.yml',
  '_config.yml',
  'myst.yml',
  'conf.py',
  'index.Rmd',
] as const;

export function isProjectFile(path: string): boolean {
  return (projectFileNames as readonly string[]).includes(baseName(path));
}

/** Where each file names bibliographies: keys from the outermost, `*` for any. */
const places: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // Quarto: "Project Basics", "Creating a Book"; formats hold options of their own
  _quarto: [
    ['bibliography'],
    ['book', 'bibliography'],
    ['website', 'bibliography'],
    ['manuscript', 'bibliography'],
    ['format', '*', 'bibliography'],
  ],
  _metadata: [['bibliography'], ['format', '*', 'bibliography']],
  // bookdown: the file of the book's own options, and the metadata of its first chapter
  _bookdown: [['bibliography']],
  // Jupyter Book 1: "Citations and bibliographies"
  _config: [['bibtex_bibfiles'], ['sphinx', 'config', 'bibtex_bibfiles']],
  // MyST: "Frontmatter", field bibliography of a project
  myst: [['project', 'bibliography']],
};

/** The bibliographies that a project file names, with paths that count from its folder. */
export function projectBibliographies(fileName: string, text: string): readonly NamedFile[] {
  const base = baseName(fileName);
  if (base === 'conf.py') return pythonBibliographies(text);
  if (base === 'index.Rmd') return declaredBibliographies(text, 'markdown').files;
  const stem = base.replace(/\.ya?ml$/, '');
  const wanted = places[stem];
  if (!wanted || !/bib/i.test(text)) return [];
  const leaves = yamlLeaves(text, { start: 0, end: text.length });
  const named = leaves
    .filter(({ path, value }) => isFileName(value) && wanted.some((place) => fits(place, path)))
    .map(({ value, span }) => ({ name: value, span }));
  return stem === '_config' ? [...named, ...scholarBibliographies(leaves)] : named;
}

/** jekyll-scholar looks for `bibliography` in the folder `source`, which is `_bibliography` unless it is set. */
function scholarBibliographies(leaves: readonly YamlLeaf[]): NamedFile[] {
  const source = leaves.find(({ path }) => fits(['scholar', 'source'], path))?.value ?? './_bibliography';
  return leaves
    .filter(({ path, value }) => fits(['scholar', 'bibliography'], path) && isFileName(value))
    .map(({ value, span }) => ({
      name: `${source.replace(/\/+$/, '').replace(/^\/(?=.)/, './')}/${/\.\w+$/.test(value) ? value : `${value}.bib`}`,
      span,
    }));
}

/** sphinxcontrib-bibtex: `bibtex_bibfiles = ['a.bib', "b.bib"]`. */
function pythonBibliographies(text: string): NamedFile[] {
  const list = /^bibtex_bibfiles[ \t]*=[ \t]*\[([^\]]{0,5000})\]/m.exec(text);
  if (!list) return [];
  const start = list.index + list[0].length - 1 - (list[1] ?? '').length;
  return [...(list[1] ?? '').matchAll(/#[^\n\r]*|'([^'\n\r]*)'|"([^"\n\r]*)"/g)].flatMap((hit) => {
    const name = hit[1] ?? hit[2];
    const from = start + hit.index + 1;
    return name === undefined || !isFileName(name) ? [] : [{ name, span: { start: from, end: from + name.length } }];
  });
}

function fits(place: readonly string[], path: readonly string[]): boolean {
  return place.length === path.length && place.every((key, index) => key === '*' || key === path[index]);
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
