import * as vscode from 'vscode';
import type { Citation } from '../../core/citations/citation.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { Entry } from '../../core/entry/entry.ts';
import { formatOf } from '../../core/formats/sniff.ts';
import { rekeyed } from '../../core/citations/rekey.ts';
import type { TextEdit } from '../../core/text.ts';
import { stubEntry } from '../../core/language/fixes/entryEdits.ts';
import { removeCitation } from '../../core/language/fixes/removeCitation.ts';
import type { AddedPaper } from '../../core/sources/append.ts';
import { appendable, insertionOf } from '../../core/sources/append.ts';
import { nameBibliography } from '../../core/sources/nameBibliography.ts';
import { folderOf, relativePath } from '../../core/sources/paths.ts';
import { commands } from '../ids.ts';
import { isBibliography } from '../sources/files.ts';
import { nameOf } from '../sources/texts.ts';
import { rangeOf } from './documents.ts';
import type { BoardProblem } from './problemBoard.ts';
import type { Fix, Fixing } from './problemFixes.ts';

/** Ways to put right a citation whose key leads nowhere, or not where it should. */
export async function fixesOfCitation(
  document: vscode.TextDocument,
  { code, range, facts }: BoardProblem,
  near: readonly string[],
  fixing: Fixing,
): Promise<Fix[]> {
  const { papers, documents } = fixing;
  const key = facts?.['key'] ?? '';
  const syntax = syntaxOf(document.languageId, document.uri.path);
  const reading = documents.of(document);
  const offset = document.offsetAt(range.start);
  const citation = reading?.citations.find((each) => each.key === key && each.keyAt.start === offset);
  if (!syntax || !reading || !citation) return [];
  const fixes: Fix[] = [];
  const text = document.getText();
  const change = (other: string) => rekeyed(text, citation, other, syntax);
  near.forEach((other, at) => {
    const edits = change(other);
    if (edits)
      fixes.push({
        title: vscode.l10n.t('Change to "{0}"', other),
        edit: editIn(document, edits),
        isPreferred: at === 0,
      });
  });
  if (code === 'linkWithoutNote') fixes.push(noteFix(citation));
  else if (code === 'unknownKey') fixes.push(await stubFix(document, key, fixing));
  else {
    const entry = await papers.entry(key);
    const own = ownFile(document, fixing);
    if (entry && own) fixes.push(entryFix(own, entry, key));
    if (entry) fixes.push(...namingFix(document, entry));
  }
  fixes.push({
    title: vscode.l10n.t('Remove the citation'),
    edit: editIn(document, [removeCitation(text, citation, reading, syntax)]),
  });
  return fixes;
}

function editIn(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const all = new vscode.WorkspaceEdit();
  for (const edit of edits) all.replace(document.uri, rangeOf(document, edit), edit.text);
  return all;
}

function noteFix({ key }: Citation): Fix {
  const title = vscode.l10n.t('Create the note of "{0}"', key);
  return { title, command: { title, command: commands.openNote, arguments: [key] } };
}

/** The first of the document's bibliographies that an entry can be added to. */
function ownFile(document: vscode.TextDocument, { papers, sources }: Fixing): vscode.Uri | undefined {
  const uris = papers.bibliographiesOf(document.uri);
  const isReferences = (uri: string) => sources.all.find((source) => source.uri === uri)?.format === 'references';
  return uris
    .filter((uri) => !isReferences(uri) && vscode.workspace.fs.isWritableFileSystem(vscode.Uri.parse(uri).scheme))
    .map((uri) => vscode.Uri.parse(uri))
    .find((uri) => {
      const format = formatOf(uri.path, '');
      return format === undefined || appendable.includes(format);
    });
}

async function stubFix(document: vscode.TextDocument, key: string, fixing: Fixing): Promise<Fix> {
  const own = ownFile(document, fixing);
  if (!own || /[\s,{}()"'#%~\\]/.test(key)) {
    const title = vscode.l10n.t('Add the paper…');
    return { title, command: { title, command: commands.addPaper } };
  }
  const title = vscode.l10n.t('Create an entry "{0}" in {1}', key, nameOf(own));
  return {
    title,
    edit: () => appended(own, (format) => ({ item: { id: key, type: 'article', title: '' }, ...written(format) })),
    command: { title, command: 'vscode.open', arguments: [own, { preview: false }] },
  };

  function written(format: string): { readonly written?: string } {
    return format === 'bibtex' ? { written: stubEntry(key) } : {};
  }
}

function entryFix(ownUri: vscode.Uri, entry: Entry, key: string): Fix {
  return {
    title: vscode.l10n.t('Add the entry to {0}', nameOf(ownUri)),
    edit: async () => {
      const from = vscode.Uri.parse(entry.source.uri);
      const isBibtex = formatOf(from.path, '') === 'bibtex';
      const text = isBibtex ? (await vscode.workspace.openTextDocument(from)).getText() : '';
      const own = text.slice(entry.source.span.start, entry.source.span.end);
      const item = { ...entry.item, id: key };
      return appended(ownUri, (format) =>
        format === 'bibtex' && own.startsWith('@') ? { item, written: own } : { item },
      );
    },
    isPreferred: true,
  };
}

/** The file that has the paper becomes one that the document names. */
function namingFix(document: vscode.TextDocument, { source }: Entry): Fix[] {
  const syntax = syntaxOf(document.languageId, document.uri.path);
  const file = vscode.Uri.parse(source.uri);
  if (!syntax || document.isUntitled || !isBibliography(file.path) || file.scheme !== document.uri.scheme) return [];
  const name = relativePath(folderOf(document.uri.path), file.path);
  const replacement = nameBibliography(document.getText(), syntax, name);
  if (!replacement) return [];
  const { span, text } = replacement;
  return [
    {
      title: vscode.l10n.t('Add {0} to the bibliographies of the document', name),
      edit: editIn(document, [{ ...span, text }]),
    },
  ];
}

/** The file with a paper behind its last entry. */
async function appended(
  uri: vscode.Uri,
  paperFor: (format: string) => AddedPaper,
): Promise<vscode.WorkspaceEdit | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const format = formatOf(uri.path, text);
  const insertion = format && insertionOf(paperFor(format), format, text);
  if (!insertion) return undefined;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.positionAt(insertion.offset), insertion.text);
  return edit;
}
