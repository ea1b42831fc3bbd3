import * as vscode from 'vscode';
import type { FileChange, RenamedKey } from '../../worker/protocol.ts';
import { knownMoves } from '../notes/knownMoves.ts';
import { linksToMoved } from '../notes/linksToMoved.ts';
import { placeFor, renamedNotes } from '../notes/renameNote.ts';
import { movedBaselines } from '../notes/update/baselines.ts';
import { renamedInOwnFiles } from '../renameInOwnFiles.ts';
import { isSeed, keyMustBeFree, mustBeWritable, refusal, spelledEntries } from './renameRefusals.ts';
import type { KeyParts, KeyTarget } from './keyHere.ts';
import type { PaperUses } from './keyMeaning.ts';
import { usesOf } from './keyMeaning.ts';
import { toRange } from './references.ts';

/** The edit is worked out so often before it is given up, while its documents change under it. */
const mostTries = 3;

/**
 * The edit that gives a paper another key: in its entries, in the fields that name them, in every
 * citation, and in its note with the note's name. Fails with a sentence where that cannot be.
 */
export async function renamedKey(
  parts: KeyParts & { readonly extensionUri: vscode.Uri },
  target: KeyTarget,
  to: string,
  token: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit | undefined> {
  const { key } = target;
  if (to === key) return new vscode.WorkspaceEdit();
  if (!to) throw new Error(vscode.l10n.t('A citation key cannot be empty.'));
  for (let tries = 1; tries <= mostTries; tries++) {
    if (token.isCancellationRequested) return undefined;
    const uses = await usesOf(parts, target);
    await keyMustBeFree(parts, uses, to);
    const entries = spelledEntries(parts, uses);
    const libraries = new Set([...entries, ...uses.named].map(({ uri }) => uri));
    const documents = new Set(uses.citations.map(({ uri }) => uri));
    const renamed = await parts.citing.renamed({ key, to, libraries: [...libraries] }, [...documents]);
    if (renamed.refused) throw refusal(renamed.refused, to);
    const files = withoutOthers(renamed, uses);
    if (!(await isAsRead(files, libraries))) {
      await parts.sources.updateNow();
      continue;
    }
    const edit = await editOf(parts, target, to, files, uses);
    return token.isCancellationRequested ? undefined : edit;
  }
  throw new Error(vscode.l10n.t('The documents changed while the key was being renamed. Try again.'));
}

type Files = RenamedKey['files'];

/** Without what means other papers that have the same key in the same file. */
function withoutOthers({ files }: RenamedKey, { others }: PaperUses): Files {
  if (!others.length) return files;
  const unwanted = new Set(others.map(({ uri, range }) => placeOf(uri, range)));
  return files.map(({ uri, changes }) => ({
    uri,
    changes: changes.filter(({ range }) => !unwanted.has(placeOf(uri, range))),
  }));
}

function placeOf(uri: string, { start }: FileChange['range']): string {
  return `${uri} ${start.line} ${start.character}`;
}

/** Whether what is to be replaced stands there: in open documents, and in the libraries, which were read a while ago. */
async function isAsRead(files: Files, libraries: ReadonlySet<string>): Promise<boolean> {
  const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
  for (const { uri, changes } of files) {
    const document = open.get(uri) ?? (libraries.has(uri) ? await opened(uri) : undefined);
    if (document && !changes.every(({ range, old }) => document.getText(toRange(range)) === old)) return false;
  }
  return true;
}

async function opened(uri: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    const name = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    throw new Error(
      vscode.l10n.t('{0} holds the key and cannot be opened as a text, such as where it is too large.', name),
    );
  }
}

async function editOf(
  parts: KeyParts & { readonly extensionUri: vscode.Uri },
  { key, paper }: KeyTarget,
  to: string,
  files: Files,
  { entries }: PaperUses,
): Promise<vscode.WorkspaceEdit> {
  const edits = new Map<string, vscode.TextEdit[]>();
  for (const { uri, changes } of files)
    if (changes.length)
      edits.set(
        uri,
        changes.map(({ range, text }) => vscode.TextEdit.replace(toRange(range), text)),
      );
  const moves = new Map<string, vscode.Uri>();
  const baselines = new Map<string, vscode.Uri>();
  // of several papers with one key the note, the links to it and the topics are those of the first
  const isFirst = paper === undefined || paper === key;
  if (isFirst) {
    const renamed = await renamedNotes(parts, key, to);
    const notes = renamed.map(({ uri }) => uri);
    for (const [uri, place] of await movedBaselines(notes, key, to)) baselines.set(uri, place);
    for (const { uri, change, movesTo } of renamed) {
      const own = edits.get(uri.toString()) ?? [];
      // a paper's own file is its note as well
      if (change && !own.some(({ range }) => range.isEqual(change.range)))
        edits.set(uri.toString(), [...own, vscode.TextEdit.replace(change.range, change.text)]);
      if (movesTo) moves.set(uri.toString(), movesTo);
    }
    for (const own of await renamedInOwnFiles(key, to)) edits.set(own.uri.toString(), [own.edit]);
  }
  for (const { uri, isSpelt } of entries) {
    if (isSpelt || moves.has(uri) || isSeed(parts, uri)) continue;
    const place = await placeFor(parts.papers, vscode.Uri.parse(uri), key, to);
    if (place) moves.set(uri, place);
  }
  const renamed = isFirst ? { key, to, notes: parts.notes.allOf(key).map(({ uri }) => uri) } : undefined;
  const places = new Map([...moves].map(([from, place]) => [from, place.toString()]));
  for (const [uri, links] of await linksToMoved(parts, { followed: moves, renamed: places }, undefined, renamed))
    edits.set(uri, [...(edits.get(uri) ?? []), ...links]);
  await mustBeWritable([...edits.keys(), ...moves.keys()]);
  knownMoves.expect(moves);
  const edit = new vscode.WorkspaceEdit();
  // files are moved first and changed at their new places: VS Code puts its edits into this order where it hands them on
  for (const [uri, place] of moves) edit.renameFile(vscode.Uri.parse(uri), place, { overwrite: false });
  for (const [uri, place] of baselines) edit.renameFile(vscode.Uri.parse(uri), place, { overwrite: true });
  for (const [uri, list] of edits) edit.set(moves.get(uri) ?? vscode.Uri.parse(uri), list);
  return edit;
}
