import * as vscode from 'vscode';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import { isOffered } from '../language/features.ts';
import { featureWish } from '../settings.ts';
import { logged } from '../logged.ts';
import { knownMoves } from './knownMoves.ts';
import type { LinkForms } from './linksToMoved.ts';
import { linksToMoved } from './linksToMoved.ts';
import type { Notes } from './notes.ts';

/** Markdown files, and what looks like a folder. */
const mayHoldNotes = /(?:\.(?:md|markdown|qmd|rmd)|\/[^./]+|\/\.[^./]+)$/i;

/** Links to a note follow when it, or its folder, is moved or renamed in the editor; changed documents are saved. */
export function registerFollowRenames(
  notes: Notes,
  citing: CitingDocuments,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  /** Documents that had nothing unsaved before their links were changed. */
  let toSave = new Set<string>();
  const follow = async (files: vscode.FileWillRenameEvent['files']): Promise<vscode.WorkspaceEdit | undefined> => {
    const isConcerned = files.some(({ oldUri }) => mayHoldNotes.test(oldUri.path)) || movedNotes(notes, files).size > 0;
    if (!isConcerned) return undefined;
    await citing.readAll(); // which notes there are, VS Code may not have told yet
    const moves = movedNotes(notes, files);
    const forms = formsFor([...moves.keys()]);
    if (!moves.size || (!forms.wiki && !forms.links)) return undefined;
    const edit = new vscode.WorkspaceEdit();
    const unsaved = new Set(
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => String(uri)),
    );
    for (const [uri, edits] of await linksToMoved({ citing, notes }, moves, forms)) {
      edit.set(vscode.Uri.parse(uri), edits);
      if (!unsaved.has(uri)) toSave.add(moves.get(uri)?.toString() ?? uri);
    }
    return edit;
  };
  const save = async (): Promise<void> => {
    const wanted = toSave;
    toSave = new Set();
    // that they are changed may be known here only later; who is asked to save them knows
    for (const uri of wanted) await (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).save();
  };
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles((event) => {
      const files = event.files.filter(({ oldUri, newUri }) => !knownMoves.take(oldUri, newUri));
      event.waitUntil(
        follow(files).catch((error: unknown) => {
          log.error('Links to renamed notes could not be changed', error instanceof Error ? error : String(error));
          return undefined;
        }),
      );
    }),
    vscode.workspace.onDidRenameFiles(() => logged(log, 'Saving changed links', save())),
  );
}

/** The notes that are moved, each by itself where its folder is. */
function movedNotes(notes: Notes, files: vscode.FileWillRenameEvent['files']): Map<string, vscode.Uri> {
  const moves = new Map<string, vscode.Uri>();
  for (const { oldUri, newUri } of files) {
    const gone = oldUri.toString();
    for (const uri of notes.facts.keys()) {
      if ((uri !== gone && !uri.startsWith(`${gone}/`)) || notes.ownerOf(uri) === undefined) continue;
      moves.set(uri, vscode.Uri.parse(newUri.toString() + uri.slice(gone.length)));
    }
  }
  return moves;
}

/** Which links are ours to change: what the user says, or what nobody else changes. */
function formsFor([first]: readonly string[]): LinkForms {
  if (first === undefined) return { wiki: false, links: false };
  const scope = { uri: vscode.Uri.parse(first), languageId: 'markdown' };
  const wish = featureWish('noteLinks', scope);
  if (wish !== 'auto') return { wiki: wish === 'on', links: wish === 'on' };
  const setting = (name: string) => vscode.workspace.getConfiguration(undefined, scope).get<unknown>(name);
  const isFoamIdle = vscode.extensions.getExtension('foam.foam-vscode') && setting('foam.links.sync.enable') === false;
  return {
    wiki: isFoamIdle === true || isOffered('noteLinks', scope),
    links: !['always', 'prompt'].includes(String(setting('markdown.updateLinksOnFileMove.enabled'))),
  };
}
