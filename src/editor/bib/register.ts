import * as vscode from 'vscode';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import type { CardParts } from './card.ts';
import { registerBibCodeLens } from './codeLens.ts';
import { registerBibCompletion } from './completion.ts';
import { registerBibDefinition } from './definition.ts';
import { BibDocuments } from './documents.ts';
import { registerBibFolding } from './folding.ts';
import { registerBibFormatting } from './formatting.ts';
import { registerBibHover } from './hover.ts';
import { registerBibSort } from './sort.ts';
import { registerBibSymbols } from './symbols.ts';

export interface BibParts extends CardParts {
  readonly citing: CitingDocuments;
  readonly log: vscode.LogOutputChannel;
}

/** All that is offered in `.bib` documents. */
export function registerBib({ papers, notes, citing, log }: BibParts): vscode.Disposable {
  const documents = new BibDocuments(log);
  return vscode.Disposable.from(
    documents,
    registerBibSymbols(documents),
    registerBibFolding(documents),
    registerBibFormatting(documents),
    registerBibSort(documents, log),
    registerBibHover(documents, { papers, notes }),
    registerBibCompletion(documents, { papers, notes }),
    registerBibDefinition(documents, papers),
    registerBibCodeLens(documents, notes, citing),
  );
}
