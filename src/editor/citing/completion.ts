import * as vscode from 'vscode';
import type { CitationReading } from '../../core/citations/citation.ts';
import { isExcluded } from '../../core/citations/citation.ts';
import { typedAt } from '../../core/citations/typing/at.ts';
import type { Typed, TypedKey } from '../../core/citations/typing/typed.ts';
import { longestLookBack } from '../../core/citations/typing/typed.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { Offer } from '../../core/library/offer.ts';
import { registerCommand } from '../command.ts';
import { innerCommands } from '../ids.ts';
import type { DocumentCitations } from '../language/documents.ts';
import { citingDocuments } from '../language/documents.ts';
import { isOffered } from '../language/features.ts';
import type { Landing } from '../landing/landing.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { paperCard } from '../papers/card.ts';
import type { Sources } from '../sources/sources.ts';
import { isLoading, libraryItem, libraryState } from './completion/libraryItem.ts';
import type { LibraryState } from './completion/libraryItem.ts';
import { locatorItems } from './completion/locatorItems.ts';
import { PaperCompletion, paperItem } from './completion/paperItem.ts';
import { ListRefresh } from './completion/refresh.ts';
import { citationSyntax } from './insert.ts';
import type { RecentPapers } from './recent.ts';

/** So many fit on any screen, and a longer list slows VS Code down; a further letter finds the rest. */
const longestList = 50;
/** Metadata stand at the top of a document; below these lines only what is near is looked at. */
const longestTop = 400;
const linesAround = 100;
/** While the library loads, its answer is waited for so many milliseconds. */
const patience = 300;
/** What may start a key or go on with one that VS Code does not take for a word, and what may start a locator. */
const triggers = ['@', '{', ',', '<', '"', '`', '[', ' ', ':', '-', '/', '.'];

export interface CompletionParts {
  readonly citations: DocumentCitations;
  readonly papers: Papers;
  readonly sources: Sources;
  readonly notes: Notes;
  readonly landing: Landing;
  readonly recent: RecentPapers;
  readonly log: vscode.LogOutputChannel;
}

/** What is typed, with the place of its text in the document. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly typed: Typed;
  readonly shift: number;
  readonly reading: CitationReading | undefined;
}

/** Papers, and labels of locators, as ordinary completion where a citation is typed. */
export function registerCitationCompletion(parts: CompletionParts): vscode.Disposable {
  const { papers, notes, recent, log } = parts;
  const refresh = new ListRefresh(papers);
  const provider = vscode.languages.registerCompletionItemProvider(
    citingDocuments,
    {
      async provideCompletionItems(document, position, token) {
        if (!isOffered('completion', document)) return undefined;
        const asked = askedAt(document, position, parts.citations);
        if (!asked) return undefined;
        const { typed, shift } = asked;
        const range = new vscode.Range(document.positionAt(typed.start + shift), position);
        if (!range.isSingleLine) return undefined;
        if (typed.kind === 'locator') return locatorItems(document, range, typed.syntax);
        refresh.forget();
        const offers = await offersFor(asked, typed, parts);
        if (token.isCancellationRequested) return undefined;
        const own = papers.bibliographiesOf(document.uri);
        const place = { document, position, typed, shift };
        const found = typeof offers === 'string' ? [] : offers;
        const items: vscode.CompletionItem[] = ordered(found, asked, parts).map((paper, at) => {
          const item = paperItem(paper, place, own);
          item.sortText = String(at).padStart(4, '0');
          return item;
        });
        const state: LibraryState | undefined =
          typeof offers === 'string' ? { kind: offers } : libraryState(papers, parts.sources, document.uri);
        if (state?.kind === 'loading') refresh.expect(document, position, offers === 'loading');
        // what was read finds nothing: what was not is hardly meant
        if (state && (items.length || state.kind !== 'failed' || !papers.size)) {
          items.push(libraryItem(state, document, range));
        }
        return new vscode.CompletionList(items, true);
      },
      async resolveCompletionItem(item, token) {
        if (!(item instanceof PaperCompletion)) return item;
        const entry = await papers.entry(item.paper.id);
        if (entry && !token.isCancellationRequested) {
          const { paper } = item;
          item.documentation = paperCard(entry, paper, papers.topicTitles(paper.topics), notes.of(paper.key));
        }
        return item;
      },
    },
    ...triggers,
  );
  const cited = registerCommand(log, innerCommands.cited, (key, id) => {
    const document = vscode.window.activeTextEditor?.document;
    const paper = papers.get(String(id));
    if (document && paper) parts.landing.cited(document, [paper]);
    return recent.add([String(key)]);
  });
  return vscode.Disposable.from(provider, cited, refresh);
}

/** What is typed at a place of a document where something may be cited. */
function askedAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  citations: DocumentCitations,
): Asked | undefined {
  const from = new vscode.Position(position.line < longestTop ? 0 : position.line - linesAround, 0);
  const offset = document.offsetAt(position);
  const shift = Math.max(document.offsetAt(from), offset - (position.line < longestTop ? 4 : 1) * longestLookBack);
  const end = document.positionAt(offset + 500);
  const text = document.getText(new vscode.Range(document.positionAt(shift), end));
  const typed = typedAt(text, offset - shift, citationSyntax(document));
  if (!typed || (typed.kind === 'key' && typed.query === '*')) return undefined;
  const reading = citations.of(document);
  if (reading && isExcluded(reading, typed.mark + shift)) return undefined;
  return { document, position, typed, shift, reading };
}

/** What the library offers, or why it does not answer. */
async function offersFor(
  { document, shift, reading }: Asked,
  { mark, query }: TypedKey,
  { papers, log }: CompletionParts,
): Promise<readonly Offer[] | 'loading' | 'ended'> {
  const place = mark + shift;
  // `@fig-plot` is hardly the beginning of a title
  const keysOnly = reading?.references.some(({ start, end }) => start <= place && place < end) ?? false;
  const uris = papers.bibliographiesOf(document.uri);
  const answer = papers
    .ask('offer', { query, limit: longestList, uris, keysOnly, asker: 'completion' })
    .then((offers) => offers ?? [])
    .catch((error: unknown): 'ended' => {
      log.warn('The library was not there for a completion', error);
      return 'ended';
    });
  if (!isLoading(papers)) return answer;
  return Promise.race([answer, new Promise<'loading'>((resolve) => setTimeout(() => resolve('loading'), patience))]);
}

/**
 * The papers of a list. Of those that fit equally well, the ones that the document cites come first; before anything is
 * typed, these and the ones cited last are in the list at all.
 */
function ordered(offers: readonly Offer[], asked: Asked, { papers, recent }: CompletionParts): readonly Paper[] {
  const { typed, reading, shift } = asked;
  const others = reading?.citations.filter(({ keyAt }) => keyAt.start !== typed.start + shift) ?? [];
  const cited = new Set(others.map(({ key }) => key));
  const rank = new Map(offers.map((offer) => [offer.id, offer.rank]));
  const known = typed.query ? [] : [...new Set([...recent.keys, ...[...cited].slice(-longestList)])];
  const best = offers[0]?.rank ?? 0;
  const first = known.map((key) => papers.get(key)).filter((paper) => paper !== undefined);
  const found = offers.map(({ id }) => papers.get(id)).filter((paper) => paper !== undefined);
  const rankOf = ({ id, key }: Paper) => (known.includes(key) ? best : (rank.get(id) ?? 0));
  const boost = ({ key }: Paper) =>
    known.indexOf(key) >= 0 ? known.length - known.indexOf(key) : Number(cited.has(key));
  return [...new Set([...first, ...found])]
    .sort((a, b) => rankOf(b) - rankOf(a) || boost(b) - boost(a))
    .slice(0, longestList);
}
