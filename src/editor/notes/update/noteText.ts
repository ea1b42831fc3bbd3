import * as vscode from 'vscode';
import { openDocument } from '../../openDocument.ts';

/**
 * A note's text as its editor has it and has not saved, else as its file does, without a byte order mark; nothing where
 * it is gone. What an editor shows may be older than a file that git or a sync changed a moment ago.
 */
export interface NoteText {
  readonly text: string;
  readonly isUnsaved: boolean;
}

/** Longer files are no notes; VS Code lets no extension edit them. */
const longestNote = 50 * 1024 * 1024;
/** So long VS Code may take to show in a document what changed on disk, in milliseconds. */
const longestReload = 3000;

export async function noteText(uri: vscode.Uri): Promise<NoteText | undefined> {
  const open = openDocument(uri.toString());
  if (open?.isDirty) return { text: open.getText(), isUnsaved: true };
  const text = await fileText(uri);
  if (text === undefined) return undefined;
  // where it is not UTF-8, VS Code knows how to read it
  return { text: open && text.includes('\ufffd') ? open.getText() : text, isUnsaved: false };
}

/** What is on disk, read as UTF-8 without a byte order mark; nothing where there is no such file. */
export async function fileText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > longestNote) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/**
 * Why a document cannot stand for its file, though it has no unsaved changes: the file was changed meanwhile, or mixes
 * line ends, which VS Code makes the same when it saves. Nothing where it can.
 */
async function differsFromFile(document: vscode.TextDocument): Promise<'changed' | 'gone' | 'lineEnds' | undefined> {
  if (document.isDirty || document.isUntitled) return undefined;
  const onDisk = await fileText(document.uri);
  if (onDisk === undefined) return 'gone';
  const text = document.getText();
  // where it is not UTF-8, VS Code knows how to read it
  if (onDisk === text || onDisk.includes('\ufffd')) return undefined;
  const flat = (one: string) => one.replace(/\r\n?/g, '\n');
  return flat(onDisk) === flat(text) ? 'lineEnds' : 'changed';
}

/** How a document differs from its file once VS Code had the time to take over what changed there. */
export async function lastingDifference(document: vscode.TextDocument): ReturnType<typeof differsFromFile> {
  const end = performance.now() + longestReload;
  for (;;) {
    const difference = await differsFromFile(document);
    if (difference !== 'changed' || performance.now() > end) return difference;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether a file may not be written. Of files on disk VS Code tells as "locked" what it calls read-only elsewhere. */
export async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    return Boolean((await vscode.workspace.fs.stat(uri)).permissions);
  } catch {
    return false;
  }
}

export function readOnlyText(): string {
  return vscode.l10n.t('It is read-only. Make it writable first.');
}

export function lostText(): string {
  return vscode.l10n.t(
    'It has unsaved changes, and another program or window changed its file. Save it, where VS Code shows you both, then update it again.',
  );
}
