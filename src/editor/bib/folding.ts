import * as vscode from 'vscode';
import { foldsOf } from '../../core/language/bib/folding.ts';
import { isOffered } from '../language/features.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments } from './documents.ts';

/** VS Code shows no more, and says so, unless a setting asks for more. */
const most = 5000;

export function registerBibFolding(documents: BibDocuments): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(bibDocuments, {
    async provideFoldingRanges(document, _context, token) {
      if (!isOffered('folding', document)) return undefined;
      const { version } = document;
      const reading = await documents.of(document);
      if (!reading || token.isCancellationRequested || document.version !== version) return undefined;
      const all = foldsOf(reading.raw);
      const folds = all.length > most ? all.filter(({ kind }) => kind !== 'field') : all;
      return folds.map(({ start, end, kind }) => {
        const first = document.positionAt(start).line;
        const last = document.positionAt(end);
        // the closing delimiter stays in sight, where it has a line of its own
        const isAlone =
          kind === 'entry' &&
          !document
            .lineAt(last.line)
            .text.slice(0, last.character - 1)
            .trim();
        const fold = new vscode.FoldingRange(first, Math.max(first, last.line - (isAlone ? 1 : 0)));
        if (kind === 'comment') fold.kind = vscode.FoldingRangeKind.Comment;
        return fold;
      });
    },
  });
}
