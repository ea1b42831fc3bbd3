import * as vscode from 'vscode';
import type { RawFile } from '../../core/formats/bibtex/raw.ts';
import { foldsOf } from '../../core/language/bib/folding.ts';
import type { Steps } from '../../core/steps.ts';
import { isOffered } from '../language/features.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments, inSlices } from './documents.ts';

/** VS Code shows no more, and says so, unless a setting asks for more. */
const most = 5000;

export function registerBibFolding(documents: BibDocuments): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(bibDocuments, {
    async provideFoldingRanges(document, _context, token) {
      if (!isOffered('folding', document)) return undefined;
      const { version } = document;
      const isWanted = () => !token.isCancellationRequested && document.version === version;
      const reading = await documents.of(document);
      if (!reading || !isWanted()) return undefined;
      return inSlices(rangesOf(document, reading.raw), isWanted);
    },
  });
}

function* rangesOf(document: vscode.TextDocument, raw: RawFile): Steps<vscode.FoldingRange[]> {
  const all = yield* foldsOf(raw);
  const folds = all.length > most ? all.filter(({ kind }) => kind !== 'field') : all;
  const ranges: vscode.FoldingRange[] = [];
  for (const { start, end, kind } of folds) {
    const first = document.positionAt(start).line;
    const last = document.positionAt(end);
    // the closing delimiter stays in sight, where it has a line of its own
    const isAlone =
      kind === 'entry' &&
      !document
        .lineAt(last.line)
        .text.slice(0, last.character - 1)
        .trim();
    const range = new vscode.FoldingRange(first, Math.max(first, last.line - (isAlone ? 1 : 0)));
    if (kind === 'comment') range.kind = vscode.FoldingRangeKind.Comment;
    if (ranges.push(range) % 200 === 0) yield;
  }
  return ranges;
}
