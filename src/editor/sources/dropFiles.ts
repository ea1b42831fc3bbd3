import * as vscode from 'vscode';
import { citationSnippet } from '../../core/citations/write.ts';
import { snippetText } from '../../core/citations/snippet.ts';
import { sniff } from '../../core/formats/sniff.ts';
import { isMeant, isTitle, referenceInFileName } from '../../core/language/references.ts';
import { planFor, snippetFor } from '../citing/atCursors.ts';
import { citationSyntax } from '../citing/insert.ts';
import { paperMeant } from '../citing/meant.ts';
import { citationKind, usualKinds } from '../citing/paste.ts';
import { afterInsertion } from '../landing/insertions.ts';
import type { Landing } from '../landing/landing.ts';
import { logged } from '../logged.ts';
import type { RecentPapers } from '../citing/recent.ts';
import { citingDocuments, rangeOf } from '../language/documents.ts';
import type { Papers } from '../library/papers.ts';
import { citationForms } from '../settings.ts';
import { isBibliography, readText } from './files.ts';
import { namingEdit } from './nameIn.ts';

const namingKind = vscode.DocumentDropOrPasteEditKind.Empty.append('literatureNotes', 'bibliography');
/** A JSON file longer than this is not read to see what it is while somebody drops it. */
const longestJson = 4 * 1024 * 1024;

export interface FileDrop {
  readonly papers: Papers;
  readonly recent: RecentPapers;
  readonly landing: Landing;
  readonly log: vscode.LogOutputChannel;
}

/** A citation in the place of files that were dropped, and what happens when it is taken. */
class CitationDrop extends vscode.DocumentDropEdit {
  readonly taken: () => void;

  constructor(insertText: string | vscode.SnippetString, taken: () => void) {
    super(insertText, vscode.l10n.t('Insert Citation'), citationKind);
    this.taken = taken;
  }
}

/**
 * Files that are dropped on a document: a bibliography can be named in it, a PDF of a paper that is known can be cited.
 * What VS Code inserts of itself, a path or a link, stays the default.
 */
export function registerFileDrop(dropping: FileDrop): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    citingDocuments,
    {
      async provideDocumentDropEdits(document, position, dataTransfer) {
        const list = (await dataTransfer.get('text/uri-list')?.asString()) ?? '';
        const files = urisIn(list);
        if (!files.length) return undefined;
        const edits = [await naming(document, files), await citing(dropping, document, position, files)];
        return edits.filter((edit) => edit !== undefined);
      },
      resolveDocumentDropEdit(edit) {
        if (edit instanceof CitationDrop) edit.taken();
        return edit;
      },
    } satisfies vscode.DocumentDropEditProvider,
    { dropMimeTypes: ['text/uri-list'], providedDropEditKinds: [citationKind, namingKind] },
  );
}

async function naming(
  document: vscode.TextDocument,
  files: readonly vscode.Uri[],
): Promise<vscode.DocumentDropEdit | undefined> {
  const [file] = files;
  if (!file || files.length > 1 || !(await isLibrary(file))) return undefined;
  const edit = await namingEdit(document, file);
  if (!edit) return undefined;
  const drop = new vscode.DocumentDropEdit('', vscode.l10n.t('Name as Bibliography'), namingKind);
  drop.additionalEdit = new vscode.WorkspaceEdit();
  const { span, text } = edit.replacement;
  drop.additionalEdit.replace(edit.document.uri, rangeOf(edit.document, span), text);
  drop.yieldTo = usualKinds;
  return drop;
}

async function citing(
  { papers, recent, landing, log }: FileDrop,
  document: vscode.TextDocument,
  position: vscode.Position,
  files: readonly vscode.Uri[],
): Promise<vscode.DocumentDropEdit | undefined> {
  if (!files.every(({ path }) => /\.pdf$/i.test(path))) return undefined;
  const found = await Promise.all(files.map(({ path }) => paperOfFile(papers, document, path)));
  const known = found.filter((paper) => paper !== undefined);
  if (known.length < found.length) return undefined;
  const keys = [...new Set(known.map(({ key }) => key))];
  const syntax = citationSyntax(document);
  const snippet = citationSnippet(citationForms(syntax, document).usual, keys, syntax);
  const plan = planFor(document, [new vscode.Range(position, position)], { snippet, isApart: false }, keys, syntax);
  if (plan.excluded) return undefined;
  // as text: VS Code loses a snippet that has been through resolving
  const drop = new CitationDrop(plan.joins.length ? '' : snippetText(snippetFor(plan).value), () => {
    afterInsertion(document, (insertions) => landing.cited(document, known, insertions));
    logged(log, 'Dropping a file', recent.add(keys));
  });
  if (plan.joins.length) {
    drop.additionalEdit = new vscode.WorkspaceEdit();
    for (const { range, text } of plan.joins) drop.additionalEdit.replace(document.uri, range, text);
  }
  drop.yieldTo = usualKinds;
  return drop;
}

function paperOfFile(papers: Papers, document: vscode.TextDocument, path: string) {
  const reference = referenceInFileName(path);
  const named = reference.key === undefined ? undefined : papers.get(reference.key);
  if (named) return Promise.resolve(named);
  return paperMeant(
    papers,
    reference,
    document,
    (item) => isMeant(reference, item) || (item.title !== undefined && isTitle(reference.titleWords, item.title)),
  );
}

async function isLibrary(file: vscode.Uri): Promise<boolean> {
  if (isBibliography(file.path)) return true;
  if (!/\.json$/i.test(file.path)) return false;
  return sniff((await readText(file, longestJson)) ?? '') === 'csl-json';
}

/** The files of a `text/uri-list` (RFC 2483): an address a line, comments behind `#`. */
function urisIn(list: string): vscode.Uri[] {
  return list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
}
