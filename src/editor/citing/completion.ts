import * as vscode from 'vscode';
import { citationAt } from '../../core/citations/citation.ts';
import { typedKey } from '../../core/citations/typing.ts';
import { pandocKey } from '../../core/citations/write.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import { registerCommand } from '../command.ts';
import { innerCommands } from '../ids.ts';
import type { DocumentCitations } from '../language/documents.ts';
import { citingDocuments } from '../language/documents.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { paperCard } from '../papers/card.ts';
import { completesCitations } from '../settings.ts';
import { citationSyntax } from './insert.ts';
import type { RecentPapers } from './recent.ts';

/** So many fit on any screen, and a longer list slows VS Code down; a further letter finds the rest. */
const longestList = 50;

class PaperCompletion extends vscode.CompletionItem {
  readonly paper: Paper;

  constructor(paper: Paper) {
    super({ label: paper.key, description: authorYear(paper) }, vscode.CompletionItemKind.Reference);
    this.paper = paper;
  }
}

export interface CompletionParts {
  readonly citations: DocumentCitations;
  readonly papers: Papers;
  readonly notes: Notes;
  readonly recent: RecentPapers;
  readonly log: vscode.LogOutputChannel;
}

/** Papers as ordinary completion where a citation key is typed. */
export function registerCitationCompletion({
  citations,
  papers,
  notes,
  recent,
  log,
}: CompletionParts): vscode.Disposable {
  const provider = vscode.languages.registerCompletionItemProvider(
    citingDocuments,
    {
      async provideCompletionItems(document, position, token) {
        if (!completesCitations(document)) return undefined;
        const syntax = citationSyntax(document);
        const line = document.lineAt(position).text;
        const typed = typedKey(line.slice(0, position.character), syntax);
        if (!typed) return undefined;
        const found = typed.query ? await papers.search(typed.query, longestList) : unasked(papers, recent);
        if (token.isCancellationRequested) return undefined;
        const start = position.with({ character: typed.start });
        // within a key that is there already, its rest can be replaced
        const reading = citations.of(document);
        const keyAt = reading && citationAt(reading, document.offsetAt(position))?.keyAt;
        const keyEnd = keyAt?.start === document.offsetAt(start) ? document.positionAt(keyAt.end) : position;
        const end = keyEnd.isAfter(position) ? keyEnd : position;
        const range = {
          inserting: new vscode.Range(start, position),
          replacing: new vscode.Range(start, end),
        };
        const items = found.map((paper, place) => {
          const item = new PaperCompletion(paper);
          item.range = range;
          item.insertText = syntax === 'markdown' && !typed.inBraces ? pandocKey(paper.key) : paper.key;
          item.detail = paper.title;
          // what was typed matches itself, so that VS Code keeps what the library found, in its order;
          // what is typed next has to match the rest, until the library answers again
          item.filterText = `${typed.query} ${paper.key} ${paper.authors} ${paper.year ?? ''} ${paper.title}`;
          item.command = { command: innerCommands.cited, title: '', arguments: [paper.key] };
          item.sortText = String(place).padStart(4, '0');
          return item;
        });
        return new vscode.CompletionList(items, true);
      },
      async resolveCompletionItem(item, token) {
        if (!(item instanceof PaperCompletion)) return item;
        const entry = await papers.entry(item.paper.key);
        if (entry && !token.isCancellationRequested) {
          const { paper } = item;
          item.documentation = paperCard(entry, paper, papers.topicTitles(paper.topics), notes.of(paper.key));
        }
        return item;
      },
    },
    '@',
    '{',
    ',',
    '<',
  );
  const cited = registerCommand(log, innerCommands.cited, (key) => recent.add([String(key)]));
  return vscode.Disposable.from(provider, cited);
}

/** Before anything is typed: what was cited last, then the newest. */
function unasked(papers: Papers, recent: RecentPapers): Paper[] {
  const cited = recent.keys.map((key) => papers.get(key)).filter((paper) => paper !== undefined);
  const rest = [...papers.all].sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
  return [...new Set([...cited, ...rest])].slice(0, longestList);
}
