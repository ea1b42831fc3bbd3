import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { bibDocumentSteps } from '../../core/language/bib/reading.ts';
import type { SortOrder } from '../../core/language/bib/sort.ts';
import { sortBib, sortOrders } from '../../core/language/bib/sort.ts';
import { changeBetween, unusedEntries, withoutEntries } from '../../core/language/bib/tidy.ts';
import { edited } from '../../core/text.ts';
import { appendable } from '../../core/sources/append.ts';
import { landingOf } from '../../core/sources/land.ts';
import type { RemovableEntry } from '../../core/sources/remove.ts';
import { inSlices } from '../bib/documents.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import type { Papers } from '../library/papers.ts';
import type { Sources } from '../sources/sources.ts';
import { nameOf } from '../sources/texts.ts';
import { openAsItIs, openAsItWas } from '../openAsItIs.ts';
import { citedKeys } from './citedKeys.ts';
import type { ChosenTargets, Target } from './targets.ts';
import { TidyDiff } from './tidyDiff.ts';
import { askTidyTarget } from './tidyTarget.ts';
import { addedPapers } from './write.ts';

export interface TidyParts {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly citing: CitingDocuments;
  readonly chosen: ChosenTargets;
  readonly log: vscode.LogOutputChannel;
}

/** What can be done to a bibliography. */
interface Choice extends vscode.QuickPickItem {
  readonly add?: Paper;
  readonly remove?: RemovableEntry;
  readonly sort?: SortOrder;
}

/** `Tidy Bibliography`: adds what is cited and missing, removes what is unused, sorts; all as one is shown first. */
export function registerTidy(parts: TidyParts): vscode.Disposable {
  const diff = new TidyDiff();
  return vscode.Disposable.from(
    diff,
    registerCommand(parts.log, commands.tidyBibliography, async () => {
      const target = await askTidyTarget(parts.sources, parts.chosen);
      if (target) await tidy(parts, target, diff);
    }),
  );
}

async function tidy(parts: TidyParts, target: Target, diff: TidyDiff): Promise<void> {
  const text = (await openAsItIs(target.uri)).getText();
  const cited = await citedKeys(parts.citing, parts.papers);
  const missing = appendable.includes(target.format) ? await missingIn(parts, target.uri, cited) : [];
  const unused = await unusedOf(parts, target, text, cited);
  const choices = await askChoices(target, missing, unused);
  if (!choices) return;
  const after = await tidied(parts, target, text, choices);
  const document = await openAsItWas(target.uri, text);
  const change = changeBetween(text, after);
  if (!change) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} is tidy already.', nameOf(target.uri)));
    return;
  }
  await diff.propose(document, after, change);
}

/** What is unused in a bibliography; that of BibTeX is read in slices, of other formats beside the editor. */
async function unusedOf(
  { papers }: TidyParts,
  { uri, format }: Target,
  text: string,
  cited: ReadonlySet<string>,
): Promise<readonly RemovableEntry[]> {
  if (format !== 'bibtex') return papers.ask('unused', { text, format, cited: [...cited] });
  const reading = await readingOf(text, uri);
  return reading ? unusedEntries(reading, cited) : [];
}

function readingOf(text: string, uri: vscode.Uri) {
  return inSlices(bibDocumentSteps(text, uri.toString()), () => true);
}

/** Papers of the library that documents with this bibliography cite and have in none of theirs. */
async function missingIn(
  { papers, sources, citing }: TidyParts,
  target: vscode.Uri,
  cited: ReadonlySet<string>,
): Promise<readonly Paper[]> {
  const byDocument = new Map<string, Set<string>>();
  for (const { uri, key } of await citing.citationsOf([...cited])) {
    if (key !== '*') byDocument.set(uri, (byDocument.get(uri) ?? new Set()).add(key));
  }
  const missing = new Set<string>();
  for (const [uri, keys] of byDocument) {
    const uris = sources.bibliographiesOf(vscode.Uri.parse(uri));
    if (!uris.includes(target.toString())) continue;
    const all = [...keys];
    const standings = await papers.ask('standings', { keys: all, uris });
    for (const [at, key] of all.entries()) if (standings[at] === 'elsewhere') missing.add(key);
  }
  return [...missing].map((key) => papers.get(key)).filter((paper) => paper !== undefined);
}

async function askChoices(
  { uri, format }: Target,
  missing: readonly Paper[],
  unused: readonly RemovableEntry[],
): Promise<readonly Choice[] | undefined> {
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const rows: Choice[] = [
    ...(missing.length ? [heading(vscode.l10n.t('cited and missing: add'))] : []),
    ...missing.map((paper) => ({ label: `$(add) ${paper.key}`, description: paper.title, picked: true, add: paper })),
    ...(unused.length ? [heading(vscode.l10n.t('cited by no document: remove'))] : []),
    ...unused.map((entry) => ({
      label: `$(trash) ${entry.key}`,
      description: format === 'bibtex' ? `@${entry.type}` : entry.type,
      remove: entry,
    })),
    ...(format === 'bibtex' ? [heading(vscode.l10n.t('sort')), ...sortChoices()] : []),
  ];
  if (!rows.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} is tidy already.', nameOf(uri)));
    return undefined;
  }
  return vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Tidy {0}', nameOf(uri)),
    placeHolder: vscode.l10n.t('What is to be done; you see the difference before it is'),
    canPickMany: true,
    matchOnDescription: true,
  });
}

function sortChoices(): Choice[] {
  const labels: Readonly<Record<SortOrder, string>> = {
    key: vscode.l10n.t('Sort by Citation Key'),
    authorYear: vscode.l10n.t('Sort by Author and Year'),
    year: vscode.l10n.t('Sort by Year'),
    type: vscode.l10n.t('Sort by Entry Type'),
  };
  return sortOrders.map((sort) => ({ label: `$(list-ordered) ${labels[sort]}`, sort }));
}

/** The text after all that was chosen; of several orders the first counts. */
async function tidied({ papers }: TidyParts, { uri, format }: Target, text: string, choices: readonly Choice[]) {
  const removed = choices.flatMap(({ remove }) => remove?.span ?? []);
  const left =
    format === 'bibtex'
      ? withoutEntries(
          text,
          removed.map((span) => ({ span })),
        )
      : await papers.ask('without', { text, format, spans: removed });
  if (left === null)
    throw new Error(vscode.l10n.t('The entries cannot be taken out of {0} without changing others.', nameOf(uri)));
  const landed = choices.flatMap(({ add }) => (add ? [{ paper: add, key: add.key }] : []));
  const landing = landed.length
    ? landingOf(left, format, await addedPapers(papers, landed, format, left))
    : { offset: 0, text: '' };
  if (!landing) throw new Error(vscode.l10n.t('{0} is not of a form that an entry can be added to.', nameOf(uri)));
  const whole = left.slice(0, landing.offset) + landing.text + left.slice(landing.offset);
  const order = choices.find(({ sort }) => sort)?.sort;
  if (!order) return whole;
  const reading = await readingOf(whole, uri);
  const sorted = reading && (await inSlices(sortBib(reading, order), () => true));
  if (sorted?.kind === 'refused')
    throw new Error(vscode.l10n.t('The entry “{0}” is not well formed, and would take others along.', sorted.key));
  return sorted?.kind === 'sorted' ? edited(whole, [sorted.change]) : whole;
}
