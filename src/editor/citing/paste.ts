import * as vscode from 'vscode';
import { snippetText } from '../../core/citations/snippet.ts';
import { citationSnippet } from '../../core/citations/write.ts';
import type { References } from '../../core/language/references.ts';
import { referencesIn } from '../../core/language/references.ts';
import { freeKey } from '../../core/sources/pasted.ts';
import { commands } from '../ids.ts';
import { Insertions } from '../landing/insertions.ts';
import type { Landing } from '../landing/landing.ts';
import { citingDocuments } from '../language/documents.ts';
import type { Papers } from '../library/papers.ts';
import { logged } from '../logged.ts';
import { citationForms, pasteWish } from '../settings.ts';
import { planFor, snippetFor } from './atCursors.ts';
import { citationSyntax } from './insert.ts';
import { paperMeant } from './meant.ts';
import type { RecentPapers } from './recent.ts';

export interface Pasting {
  readonly papers: Papers;
  readonly recent: RecentPapers;
  readonly landing: Landing;
  readonly log: vscode.LogOutputChannel;
}

const { Empty, Text } = vscode.DocumentDropOrPasteEditKind;
export const citationKind = Empty.append('literatureNotes', 'citation');
/** What was pasted or dropped there before there was this extension stays the default. */
export const usualKinds = [Text, Empty.append('uri'), Empty.append('markdown')];

/** A citation that is offered in place of what was pasted. */
class CitationPaste extends vscode.DocumentPasteEdit {
  /** Whether the papers are in the library. */
  readonly isKnown: boolean;

  constructor(insertText: vscode.SnippetString | string, isKnown: boolean) {
    const title = isKnown ? vscode.l10n.t('Insert Citation') : vscode.l10n.t('Add Paper and Insert Citation');
    super(insertText, title, citationKind);
    this.isKnown = isKnown;
  }
}

type Taken = (changes: readonly vscode.TextDocumentContentChangeEvent[]) => void;

/**
 * What happens when the citation that was last offered is taken, which the text that comes into the document tells: VS
 * Code asks for the edit once more before it makes it, but loses a snippet that has been through that.
 */
class Offered implements vscode.Disposable {
  #last: { readonly document: vscode.TextDocument; readonly text: string; readonly taken: Taken } | undefined;
  readonly #listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const last = this.#last;
    if (document !== last?.document || !contentChanges.some(({ text }) => text === last.text)) return;
    this.#last = undefined;
    last.taken(contentChanges);
  });

  offer(document: vscode.TextDocument, text: string, taken: Taken): void {
    this.#last = { document, text, taken };
  }

  /** Something else is pasted. */
  withdraw(): void {
    this.#last = undefined;
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

/** Turns identifiers and BibTeX that are pasted into documents into citations. */
export function registerPaste(pasting: Pasting): vscode.Disposable {
  const offered = new Offered();
  const registration = vscode.languages.registerDocumentPasteEditProvider(
    citingDocuments,
    {
      async provideDocumentPasteEdits(document, ranges, dataTransfer, _, token) {
        offered.withdraw();
        const wish = pasteWish(document);
        if (wish === 'off') return undefined;
        const text = (await dataTransfer.get('text/plain')?.asString()) ?? '';
        const references = referencesIn(text);
        if (!references || token.isCancellationRequested) return undefined;
        const edit = await citing(pasting, offered, document, ranges, text, references);
        return edit && [isFirst(edit, wish, document, ranges) ? edit : yielding(edit)];
      },
    } satisfies vscode.DocumentPasteEditProvider<CitationPaste>,
    { providedPasteEditKinds: [citationKind], pasteMimeTypes: ['text/plain'] },
  );
  return vscode.Disposable.from(offered, registration);
}

/** Cites the papers if all of them are known; one that is not is offered to be added. */
async function citing(
  { papers, recent, landing, log }: Pasting,
  offered: Offered,
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  text: string,
  { kind, papers: references }: References,
): Promise<CitationPaste | undefined> {
  const meant = await Promise.all(references.map((reference) => paperMeant(papers, reference, document)));
  const known = meant.filter((paper) => paper !== undefined);
  const isKnown = known.length === meant.length;
  if (!isKnown && (kind === 'identifier' || references.length > 1)) return undefined;
  const fresh = references.map(({ key = '' }) => freeKey(key, (each) => papers.get(each) !== undefined));
  const keys = isKnown ? [...new Set(known.map(({ key }) => key))] : fresh;
  if (keys.some((key) => !key)) return undefined;
  const syntax = citationSyntax(document);
  const snippet = citationSnippet(citationForms(syntax, document).usual, keys, syntax);
  const plan = planFor(document, ranges, { snippet, isApart: false }, keys, syntax);
  if (plan.excluded) return undefined;
  const taken = (changes: readonly vscode.TextDocumentContentChangeEvent[]) => {
    if (!isKnown) return vscode.commands.executeCommand(commands.addPaper, text);
    const insertions = new Insertions(document, changes);
    insertions.end();
    landing.cited(document, known, insertions);
    return recent.add(keys);
  };
  const [joined] = plan.joins;
  const written = snippetFor(plan);
  offered.offer(document, joined?.text ?? snippetText(written.value), (changes) =>
    logged(log, 'Pasting a citation', taken(changes)),
  );
  const edit = new CitationPaste(joined ? '' : written, isKnown);
  if (plan.joins.length) {
    edit.additionalEdit = new vscode.WorkspaceEdit();
    for (const { range, text: whole } of plan.joins) edit.additionalEdit.replace(document.uri, range, whole);
  }
  return edit;
}

/** By the setting; but an address that is pasted where an address belongs, such as into a link, is meant as one. */
function isFirst(
  edit: CitationPaste,
  wish: 'offer' | 'cite',
  document: vscode.TextDocument,
  [range]: readonly vscode.Range[],
): boolean {
  if (wish === 'offer' || !edit.isKnown) return false;
  const before = range ? document.lineAt(range.start.line).text.slice(0, range.start.character) : '';
  return edit.additionalEdit !== undefined || !/(?:\]\(|[<{"'=]|^[\w-]+:\s*)$/.test(before);
}

function yielding(edit: CitationPaste): CitationPaste {
  edit.yieldTo = usualKinds;
  return edit;
}
