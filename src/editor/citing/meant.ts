import type * as vscode from 'vscode';
import type { Reference } from '../../core/language/references.ts';
import { isMeant } from '../../core/language/references.ts';
import type { CslItem } from '../../core/entry/csl.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { Papers } from '../library/papers.ts';

/** So many of the papers that a query finds may be the one that is meant. */
const candidates = 10;

/** The paper of the library that is meant, that of the document's own bibliography before another of the same work. */
export async function paperMeant(
  papers: Papers,
  reference: Reference,
  document: vscode.TextDocument,
  fits: (item: CslItem) => boolean = (item) => isMeant(reference, item),
): Promise<Paper | undefined> {
  const found = await papers.search(reference.query, candidates);
  const entries = await papers.entries(found.map(({ id }) => id));
  const meant = found.filter(({ key }) => entries.some((entry) => entry.key === key && fits(entry.item)));
  const own = papers.bibliographiesOf(document.uri);
  return meant.find(({ sources }) => sources.some((uri) => own.includes(uri))) ?? meant[0];
}
