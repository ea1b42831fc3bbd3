import * as vscode from 'vscode';
import { bareKeys } from '../../core/language/shown.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import { paperCard } from '../papers/card.ts';
import type { LanguageParts } from './cited.ts';
import { placesOfPaper, toRange } from './cited.ts';
import { citingDocuments } from './documents.ts';
import { isOffered, onDidChangeFeatures } from './features.ts';

class PaperHint extends vscode.InlayHint {
  readonly paper: Paper;
  readonly part: vscode.InlayHintLabelPart;
  readonly own: readonly string[];

  constructor(position: vscode.Position, paper: Paper, own: readonly string[]) {
    const part = new vscode.InlayHintLabelPart(authorYear(paper));
    super(position, [part]);
    this.paddingLeft = true;
    this.paper = paper;
    this.part = part;
    this.own = own;
  }
}

/** "Gu & Dao 2023" after a key: its card on hover, its entry on a click. */
export function registerInlayHints({ papers, notes, citations }: LanguageParts): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    async provideInlayHints(document, range) {
      const reading = isOffered('inlayHints', document) ? citations.of(document) : undefined;
      if (!reading) return undefined;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const keys = bareKeys(reading, document.getText(), span).filter(({ key }) => papers.get(key));
      const cited = new Map<string, Promise<Paper | undefined>>();
      for (const { key } of keys) if (!cited.has(key)) cited.set(key, papers.cited(key, document));
      const own = papers.bibliographiesOf(document.uri);
      const hints = keys.map(async ({ key, kind, keyAt, end }) => {
        const paper = await cited.get(key);
        return paper && new PaperHint(document.positionAt(kind === 'noteLink' ? keyAt.end : end), paper, own);
      });
      return (await Promise.all(hints)).filter((hint) => hint !== undefined);
    },
    async resolveInlayHint(hint) {
      if (!(hint instanceof PaperHint)) return hint;
      const { paper, part, own } = hint;
      const [entry, [place]] = await Promise.all([papers.entry(paper.id), placesOfPaper(papers, paper, own)]);
      if (entry) part.tooltip = paperCard(entry, paper, papers.topicTitles(paper.topics), notes.of(paper.key));
      if (place) part.location = new vscode.Location(vscode.Uri.parse(place.uri), toRange(place.keyRange));
      return hint;
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerInlayHintsProvider(citingDocuments, provider),
    papers.onDidChange(() => changed.fire()),
    onDidChangeFeatures(() => changed.fire()),
  );
}
