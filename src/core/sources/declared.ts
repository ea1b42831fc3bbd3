import type { Syntax } from '../citations/syntax.ts';
import { metadataBlocks } from '../formats/references.ts';
import { latexBibliographies } from './latex.ts';
import type { NamedFile } from './named.ts';
import { isFileName } from './named.ts';
import { orgBibliographies } from './org.ts';
import { rstBibliographies } from './rst.ts';
import { typstBibliographies } from './typst.ts';
import { yamlLeaves } from './yamlLeaves.ts';

/** What a document says of where its citations are found. */
export interface Declared {
  readonly files: readonly NamedFile[];
  /** The main file of a LaTeX document in several files, from which paths count. */
  readonly root?: NamedFile;
  /** It holds entries itself, under `references` in its metadata. */
  readonly hasReferences: boolean;
}

/** Documents that name no bibliography are told quickly. */
const mentioned = /bibliograph|bibresource|globalbib|sectionbib|references[ \t]*:|!\s*tex\s+root|subfiles/i;
export const nothingDeclared: Declared = { files: [], hasReferences: false };

/** The bibliographies that a document names; never those in its comments or code. */
export function declaredBibliographies(text: string, syntax: Syntax): Declared {
  if (!mentioned.test(text)) return nothingDeclared;
  switch (syntax) {
    case 'markdown':
      return inMetadata(text);
    case 'latex':
      return { ...latexBibliographies(text), hasReferences: false };
    case 'typst':
      return { files: typstBibliographies(text), hasReferences: false };
    case 'org':
      return { files: orgBibliographies(text), hasReferences: false };
    case 'rst':
      return { files: rstBibliographies(text), hasReferences: false };
  }
}

/**
 * `bibliography` in YAML metadata: a path or a list of paths. Of several blocks that name one, the last counts (pandoc
 * manual, "Extension: yaml_metadata_block").
 */
function inMetadata(text: string): Declared {
  let files: readonly NamedFile[] = [];
  let hasReferences = false;
  for (const block of metadataBlocks(text)) {
    const leaves = yamlLeaves(text, block);
    const named = leaves.filter(
      ({ path, value }) => path.length === 1 && path[0] === 'bibliography' && isFileName(value),
    );
    if (named.length) files = named.map(({ value, span }) => ({ name: value, span }));
    if (/^references[ \t]*:/m.test(text.slice(block.start, block.end))) hasReferences = true;
  }
  return { files, hasReferences };
}
