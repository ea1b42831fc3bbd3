import * as vscode from 'vscode';
import { movedWithin } from '../../core/sources/paths.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import { isOffered } from '../language/features.ts';
import { featureWish } from '../settings.ts';
import { logged } from '../logged.ts';
import { knownMoves } from './knownMoves.ts';
import type { LinkForms, Moved } from './linksToMoved.ts';
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
    const renamed = new Map(files.map(({ oldUri, newUri }) => [oldUri.toString(), newUri.toString()]));
    const isConcerned =
      files.some(({ oldUri }) => mayHoldNotes.test(oldUri.path)) || movedNotes(notes, renamed).size > 0;
    if (!isConcerned) return undefined;
    await citing.readAll(); // which notes there are, VS Code may not have told yet
    const moves = movedNotes(notes, renamed);
    const forms = formsFor([...moves.keys()]);
    if (!moves.size || (!forms.wiki && !forms.links)) return undefined;
    const edit = new vscode.WorkspaceEdit();
    const unsaved = new Set(
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => String(uri)),
    );
    for (const [uri, edits] of await linksToMoved({ citing, notes }, { followed: moves, renamed }, forms)) {
      edit.set(vscode.Uri.parse(uri), edits);
      if (!unsaved.has(uri)) toSave.add(movedWithin(renamed, uri));
    }
    return edit;
  };
  const save = async (): Promise<void> => {
    const wanted = toSave;
    toSave = new Set();
    for (const uri of wanted)
      try {
        // that it is changed may be known here only later; who is asked to save it knows
        await (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).save();
      } catch (error) {
        log.error(
          `${uri}, in which links were changed, could not be saved`,
          error instanceof Error ? error : String(error),
        );
      }
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
function movedNotes(notes: Notes, renamed: Moved['renamed']): Map<string, vscode.Uri> {
  const moves = new Map<string, vscode.Uri>();
  for (const uri of notes.facts.keys()) {
    const to = movedWithin(renamed, uri);
    if (to !== uri && notes.ownerOf(uri) !== undefined) moves.set(uri, vscode.Uri.parse(to));
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
