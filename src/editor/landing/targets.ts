import * as vscode from 'vscode';
import { appendable } from '../../core/sources/append.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { FormatId } from '../../core/formats/sniff.ts';
import { declaredBibliographies } from '../../core/sources/declared.ts';
import { folderOf, joinPath } from '../../core/sources/paths.ts';
import { formatAt } from '../sources/destinations.ts';
import { kindOf } from '../sources/files.ts';
import { fileOf, metadataCell, notebookOf } from '../sources/notebooks.ts';
import type { Sources } from '../sources/sources.ts';
import { baseName, nameOf } from '../sources/texts.ts';

/** A bibliography that entries can go to. */
export interface Target {
  readonly uri: vscode.Uri;
  readonly format: FormatId;
  /** It is not there yet. */
  readonly isNew?: boolean;
  /** The document does not name it yet. */
  readonly isUnnamed?: boolean;
}

const memoryKey = 'landing.targets';
/** Documents with several bibliographies are few. */
const mostRemembered = 200;

/** The bibliographies of a document that entries can be added to, or else those that could become its own. */
export async function targetsOf(sources: Sources, document: vscode.TextDocument): Promise<readonly Target[]> {
  const own = sources.bibliographiesOf(document.uri).filter((uri) => uri !== document.uri.toString());
  if (own.length) return inFormats(own);
  const [missing] = sources.missingBibliographiesOf(document.uri);
  if (missing && /\.bib(?:tex)?$/i.test(missing.path)) return [{ uri: missing, format: 'bibtex', isNew: true }];
  if (missing) return [];
  const notebook = notebookOf(document.uri);
  if (notebook && !metadataCell(notebook)) return targetsBeside(sources, notebook.uri);
  const folder = folderFor(document);
  if (!folder) return [];
  const references = folder.with({ path: joinPath(folder.path, 'references.bib') });
  const isThere = (await kindOf(references)) === 'file';
  return [{ uri: references, format: 'bibtex', isUnnamed: true, ...(isThere ? {} : { isNew: true }) }];
}

/**
 * Of a notebook that has no place to name a bibliography: those of the nearest folder that has any, or else a new one beside it.
 */
async function targetsBeside(sources: Sources, notebook: vscode.Uri): Promise<readonly Target[]> {
  const inWorkspace = sources.all.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'workspace'));
  const root = vscode.workspace.getWorkspaceFolder(notebook)?.uri.path;
  for (let folder = folderOf(notebook.path); root !== undefined && isWithin(folder, root); folder = folderOf(folder)) {
    const place = notebook.with({ path: folder });
    const here = inWorkspace.filter(
      ({ uri }) => uri === vscode.Uri.joinPath(place, baseName(vscode.Uri.parse(uri))).toString(),
    );
    const targets = await inFormats(here.map(({ uri }) => uri));
    if (targets.length) return targets;
  }
  if (vscode.workspace.fs.isWritableFileSystem(notebook.scheme) !== true) return [];
  const uri = notebook.with({ path: joinPath(folderOf(notebook.path), 'references.bib'), query: '', fragment: '' });
  return [{ uri, format: 'bibtex', ...((await kindOf(uri)) === 'file' ? {} : { isNew: true }) }];
}

function isWithin(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(`${root}/`);
}

/** The folder of the document, or of its main file; for one that is no file yet, that of the workspace. */
function folderFor(document: vscode.TextDocument): vscode.Uri | undefined {
  const { isUntitled, languageId } = document;
  const uri = fileOf(document.uri);
  if (isUntitled) return vscode.workspace.workspaceFolders?.[0]?.uri;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return undefined;
  const syntax = syntaxOf(languageId, uri.path);
  const root = syntax && declaredBibliographies(document.getText(), syntax).root;
  const folder = folderOf(uri.path);
  return uri.with({ path: root ? folderOf(joinPath(folder, root.name)) : folder, query: '', fragment: '' });
}

async function inFormats(uris: readonly string[]): Promise<Target[]> {
  const targets = await Promise.all(
    uris.map(async (key) => {
      const uri = vscode.Uri.parse(key);
      return { uri, format: await formatAt(uri) };
    }),
  );
  return targets.flatMap(({ uri, format }) => (format && appendable.includes(format) ? [{ uri, format }] : []));
}

/** Which of several bibliographies a document's entries go to: remembered for all documents with the same ones. */
export class ChosenTargets {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** The only one, or the one that was chosen before. */
  of(targets: readonly Target[]): Target | undefined {
    if (targets.length === 1) return targets[0];
    const chosen = this.#all[nameOfSet(targets)];
    return targets.find(({ uri }) => uri.toString() === chosen);
  }

  async ask(targets: readonly Target[]): Promise<Target | undefined> {
    const items = targets.map((target) => ({ label: `$(book) ${nameOf(target.uri)}`, target }));
    const choice = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Add to Bibliography'),
      placeHolder: vscode.l10n.t('Bibliography that gets the entry, now and from now on'),
      ignoreFocusOut: true,
    });
    if (choice) {
      const others = Object.entries(this.#all).filter(([name]) => name !== nameOfSet(targets));
      const all = [...others.slice(1 - mostRemembered), [nameOfSet(targets), choice.target.uri.toString()] as const];
      await this.#memory.update(memoryKey, Object.fromEntries(all));
    }
    return choice?.target;
  }

  get #all(): Readonly<Record<string, string>> {
    return this.#memory.get<Readonly<Record<string, string>>>(memoryKey) ?? {};
  }
}

function nameOfSet(targets: readonly Target[]): string {
  return targets
    .map(({ uri }) => uri.toString())
    .sort()
    .join('\n');
}
