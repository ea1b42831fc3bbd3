import * as vscode from 'vscode';
import { entryRekeyed } from '../../core/language/entryKey.ts';
import { safeName } from '../../core/notes/fileName.ts';
import { keySpanInFields } from '../../core/notes/noteFile.ts';
import type { Papers } from '../library/papers.ts';
import { openAsItIs } from '../openAsItIs.ts';
import { kindOf } from '../sources/files.ts';
import type { Notes } from './notes.ts';

/** What becomes of a note whose paper gets another key. */
export interface NoteRenaming {
  readonly uri: vscode.Uri;
  /** The key in its front matter. */
  readonly change?: { readonly range: vscode.Range; readonly text: string };
  readonly movesTo?: vscode.Uri;
}

/** Every note of a key, as it has to be for another one. Fails where a note's new name is taken. */
export async function renamedNotes(
  { papers, notes }: { readonly papers: Papers; readonly notes: Notes },
  key: string,
  to: string,
): Promise<NoteRenaming[]> {
  await notes.find(key); // it may have been moved
  const found: NoteRenaming[] = [];
  for (const note of notes.allOf(key)) {
    const uri = vscode.Uri.parse(note.uri);
    const document = await openAsItIs(uri);
    const text = document.getText();
    const span = keySpanInFields(text);
    const change = span && entryRekeyed(text, span, to, 'paper');
    const movesTo = await placeFor(papers, uri, key, to);
    found.push({
      uri,
      ...(change
        ? {
            change: {
              range: new vscode.Range(document.positionAt(change.start), document.positionAt(change.end)),
              text: change.text,
            },
          }
        : {}),
      ...(movesTo ? { movesTo } : {}),
    });
  }
  return found;
}

/** Where a file that is named after a key belongs when the key is another one; nothing where it may stay. */
export async function placeFor(
  papers: Papers,
  uri: vscode.Uri,
  key: string,
  to: string,
): Promise<vscode.Uri | undefined> {
  const moved = (await byTemplate(papers, uri, key, to)) ?? byName(uri, key, to);
  if (!moved || moved.path === uri.path) return undefined;
  const isSameFile = moved.path.toLowerCase() === uri.path.toLowerCase();
  if (!isSameFile && (await kindOf(moved)) !== 'none')
    throw new Error(
      vscode.l10n.t(
        '{0} would be called {1}, which is there already. Rename or delete that file first.',
        vscode.workspace.asRelativePath(uri),
        vscode.workspace.asRelativePath(moved),
      ),
    );
  return moved;
}

/** A note that lies where the settings put it goes where they put it under its new key. */
async function byTemplate(papers: Papers, uri: vscode.Uri, key: string, to: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const entry = folder && (await papers.entry(key));
  if (!entry) return undefined;
  try {
    const { notePath } = await import('./render.ts');
    const at = (path: string) => vscode.Uri.joinPath(folder.uri, ...path.split('/'));
    if (at(notePath(papers, entry, folder.uri)).path !== uri.path) return undefined;
    return at(notePath(papers, { ...entry, key: to, item: { ...entry.item, id: to } }, folder.uri));
  } catch {
    return undefined; // a template that cannot be used says nothing of this note
  }
}

/** Any other one keeps its place, and its name but for the key in it. */
function byName(uri: vscode.Uri, key: string, to: string): vscode.Uri | undefined {
  const [, folder = '', stem = '', ending = ''] = /^(.*\/)([^/]*?)(\.[^./]*)?$/s.exec(uri.path) ?? [];
  const written = safeName(key);
  for (let at = stem.indexOf(written); written && at >= 0; at = stem.indexOf(written, at + 1)) {
    const [before, after] = [stem.slice(0, at), stem.slice(at + written.length)];
    if (/[\p{L}\p{N}_]$/u.test(before) || /^[\p{L}\p{N}_]/u.test(after)) continue;
    return uri.with({ path: folder + before + safeName(to) + after + ending });
  }
  return undefined;
}
