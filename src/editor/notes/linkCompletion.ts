import * as vscode from 'vscode';
import { isExcluded } from '../../core/citations/citation.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import { wikiNameOf } from '../../core/notes/wikiLinks.ts';
import type { RecentPapers } from '../citing/recent.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import type { DocumentCitations } from '../language/documents.ts';
import { citingDocuments } from '../language/documents.ts';
import { isOffered } from '../language/features.ts';
import type { Papers } from '../library/papers.ts';
import { paperCard } from '../papers/card.ts';
import type { Notes } from './notes.ts';
import { stemCounts } from './stems.ts';

const longestList = 50;
/** What starts a link, and what VS Code takes for the end of a word. */
const triggers = ['[', ' ', ':', '-', '/', '.'];
/** What is typed behind `[[`; `[[@` is completed as a citation. */
const typed = /\[\[(?!@)([^[\]|#\n\r]{0,100})$/;

export interface LinkCompletionParts {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly citing: CitingDocuments;
  readonly citations: DocumentCitations;
  readonly recent: RecentPapers;
}

class NoteLinkItem extends vscode.CompletionItem {
  readonly paper: Paper;

  constructor(paper: Paper, name: string, hasNote: boolean) {
    const kind = hasNote ? vscode.CompletionItemKind.File : vscode.CompletionItemKind.Reference;
    super({ label: name, detail: `  ${authorYear(paper)} · ${paper.title}` }, kind);
    this.paper = paper;
    this.detail = hasNote ? vscode.l10n.t('Note of {0}', authorYear(paper)) : vscode.l10n.t('No note yet');
  }
}

/** `[[` offers the notes of papers, those that are there first. */
export function registerLinkCompletion(parts: LinkCompletionParts): vscode.Disposable {
  const { papers, notes, citing } = parts;
  return vscode.languages.registerCompletionItemProvider(
    citingDocuments,
    {
      async provideCompletionItems(document, position, token) {
        if (syntaxOf(document.languageId, document.uri.path) !== 'markdown') return undefined;
        const before = document.lineAt(position).text.slice(0, position.character);
        const query = typed.exec(before)?.[1];
        if (query === undefined || !isOffered('noteLinks', document)) return undefined;
        const reading = parts.citations.of(document);
        if (reading && isExcluded(reading, document.offsetAt(position))) return undefined;
        const found = await offered(parts, query);
        if (token.isCancellationRequested) return undefined;
        const count = stemCounts(citing);
        const isUnique = (stem: string) => count(stem) === 1;
        const after = document.lineAt(position).text.slice(position.character);
        const rest = /^[^[\]|#]*(?=[\]|#])/.exec(after)?.[0] ?? '';
        const start = position.translate(0, -query.length);
        const items = found.flatMap((paper, at) => {
          const note = notes.of(paper.key);
          const name = wikiNameOf(paper.key, note && vscode.Uri.parse(note.uri).path, isUnique);
          if (name === undefined) return [];
          const item = new NoteLinkItem(paper, name, note !== undefined);
          item.insertText = /^[^[\]]*\]\]/.test(after) ? name : `${name}]]`;
          item.range = {
            inserting: new vscode.Range(start, position),
            replacing: new vscode.Range(start, position.translate(0, rest.length)),
          };
          // what the library found is kept, in its order
          item.filterText = `${query} ${paper.key} ${paper.authors} ${paper.title}`.slice(0, 300);
          item.sortText = String(at).padStart(4, '0');
          return [item];
        });
        return new vscode.CompletionList(items, true);
      },
      async resolveCompletionItem(item, token) {
        if (!(item instanceof NoteLinkItem)) return item;
        const { paper } = item;
        const entry = await papers.entry(paper.id);
        if (entry && !token.isCancellationRequested)
          item.documentation = paperCard(entry, paper, papers.topicTitles(paper.topics), notes.of(paper.key));
        return item;
      },
    },
    ...triggers,
  );
}

/** The papers that fit what is typed, those with notes first; before anything is typed, the newest notes and what was cited last. */
async function offered({ papers, notes, recent }: LinkCompletionParts, query: string): Promise<Paper[]> {
  const hasNote = ({ key }: Paper) => Number(notes.of(key) !== undefined);
  if (query.trim()) {
    const hits = await papers.ask('offer', {
      query,
      limit: longestList,
      uris: [],
      keysOnly: false,
      asker: 'noteLinks',
    });
    const found = (hits ?? []).map(({ id }) => papers.get(id)).filter((paper) => paper !== undefined);
    return found.sort((a, b) => hasNote(b) - hasNote(a));
  }
  const newest = [...notes.all].sort((a, b) => b.created - a.created).map(({ key }) => key);
  const keys = new Set([...newest.slice(0, longestList), ...recent.keys]);
  return [...keys]
    .map((key) => papers.get(key))
    .filter((paper) => paper !== undefined)
    .slice(0, longestList);
}
