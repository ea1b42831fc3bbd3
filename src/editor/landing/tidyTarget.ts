import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { formatOf } from '../../core/formats/sniff.ts';
import { appendable } from '../../core/sources/append.ts';
import { bibDocuments } from '../bib/documents.ts';
import type { Sources } from '../sources/sources.ts';
import { nameOf } from '../sources/texts.ts';
import type { ChosenTargets, Target } from './targets.ts';
import { targetsOf } from './targets.ts';

/** The bibliography that is open, or that of the document that is, asked where there are several. */
export async function askTidyTarget(sources: Sources, chosen: ChosenTargets): Promise<Target | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const open = document && openBibliography(document, sources);
  if (open) return open;
  const isCiting = document && syntaxOf(document.languageId, document.uri.path) !== undefined;
  const targets = isCiting ? await ownTargets(document, sources) : [];
  if (targets.length > 1) return askWhich(targets, chosen.of(targets));
  if (targets[0]) return targets[0];
  void vscode.window.showInformationMessage(
    isCiting
      ? vscode.l10n.t('{0} names no bibliography that can be tidied.', nameOf(document.uri))
      : vscode.l10n.t('Open a bibliography, or a document that names one, to tidy it.'),
  );
  return undefined;
}

/** JSON and YAML may be anything, so that of such files only those of the library count. */
function openBibliography(document: vscode.TextDocument, sources: Sources): Target | undefined {
  const { uri } = document;
  if (vscode.languages.match(bibDocuments, document)) return { uri, format: 'bibtex' };
  const source = sources.all.find((each) => each.uri === uri.toString());
  const format = source && (source.format ?? formatOf(uri.path, document.getText()));
  return format && appendable.includes(format) ? { uri, format } : undefined;
}

/** Those that the document names, and itself where its metadata holds entries. */
async function ownTargets(document: vscode.TextDocument, sources: Sources): Promise<readonly Target[]> {
  const { uri } = document;
  const named = (await targetsOf(sources, document)).filter(({ isNew, isUnnamed }) => !isNew && !isUnnamed);
  const holdsEntries = sources.bibliographiesOf(uri).includes(uri.toString());
  return [...named, ...(holdsEntries ? [{ uri, format: 'references' } as const] : [])];
}

async function askWhich(targets: readonly Target[], first: Target | undefined): Promise<Target | undefined> {
  const ordered = first ? [first, ...targets.filter((target) => target !== first)] : targets;
  const items = ordered.map((target) => ({
    label: `$(book) ${nameOf(target.uri)}`,
    ...(target.format === 'references' ? { description: vscode.l10n.t('references in its metadata') } : {}),
    target,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Tidy Bibliography'),
    placeHolder: vscode.l10n.t('Bibliography to tidy'),
  });
  return choice?.target;
}
