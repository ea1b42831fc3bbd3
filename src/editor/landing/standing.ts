import type * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { Papers } from '../library/papers.ts';
import { keyOfNote } from '../notes/here.ts';
import type { Sources } from '../sources/sources.ts';

/** How a cited paper stands to the bibliographies of the document. */
export type Standing =
  /** It is in one, or there is no use in adding it. */
  | { readonly kind: 'there' }
  | { readonly kind: 'missing' }
  /** Another paper has its key there. */
  | { readonly kind: 'taken'; readonly by: Paper }
  /** It is there under another key. */
  | { readonly kind: 'otherKey'; readonly as: Paper };

const there: Standing = { kind: 'there' };

export async function standingOf(
  paper: Paper,
  document: vscode.TextDocument,
  papers: Papers,
  sources: Sources,
): Promise<Standing> {
  const own = sources.bibliographiesOf(document.uri);
  const isIn = (one: Paper) => one.sources.some((uri) => own.includes(uri));
  if (isIn(paper)) return there;
  if (!own.length) {
    if (sources.lacksBibliography(document.uri)) return { kind: 'missing' };
    return keyOfNote(document) !== undefined || isInProject(paper, sources) ? there : { kind: 'missing' };
  }
  const resolved = await papers.resolve(paper.key, own);
  if (resolved?.isPreferred) {
    const by = papers.get(resolved.id);
    return by && by.id !== paper.id ? { kind: 'taken', by } : there;
  }
  const as = paper.sameAs?.map((id) => papers.get(id)).find((other) => other !== undefined && isIn(other));
  return as ? { kind: 'otherKey', as } : { kind: 'missing' };
}

/** Where a document names no bibliography, what the workspace holds is its own. */
function isInProject(paper: Paper, sources: Sources): boolean {
  const files = new Set(paper.sources);
  return sources.all.some(
    ({ uri, reasons }) => files.has(uri) && reasons.some(({ kind }) => kind !== 'seeds' && kind !== 'setting'),
  );
}
