import * as vscode from 'vscode';
import { decodeText } from '../core/formats/decode.ts';
import type { Encoding } from '../core/formats/decode.ts';
import { openDocument, unsavedDocument } from './openDocument.ts';
import { nameOf } from './sources/texts.ts';

/** VS Code's names for the encodings that a file may have without a mark that says so. */
const encodings: Partial<Record<Encoding, string>> = {
  'windows-1252': 'windows1252',
  'utf-16le': 'utf16le',
  'utf-16be': 'utf16be',
};

/** So long VS Code may take to show in a document what changed on disk, in milliseconds. */
const longestReload = 3000;

/**
 * The document of a file that is about to be changed, as the file is now. VS Code may hold an older text of a file that
 * git or a sync changed a moment ago: an edit of that could not be saved, or would bring the old text back. A file that
 * is not UTF-8 is opened as what it is, since saved as UTF-8 it would be another one.
 */
export async function openAsItIs(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const end = performance.now() + longestReload;
  for (;;) {
    const unsaved = unsavedDocument(uri.toString());
    // what was read in a wrong encoding is refused below, saved or not
    if (unsaved && !unsaved.getText().includes('\ufffd')) return unsaved;
    const { text, encoding } = decodeText(await vscode.workspace.fs.readFile(uri));
    const document = await opened(uri, encodings[encoding]);
    // in another encoding it may differ from what was guessed for as long as one waits
    if (document.isDirty || encoding !== 'utf-8' || isSame(document.getText(), text)) return document;
    if (performance.now() > end) return document;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The document of a file that is about to be changed, which has to say what it said when the change was worked out. */
export async function openAsItWas(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await openAsItIs(uri);
  if (document.getText() !== text) throw new Error(vscode.l10n.t('The file changed meanwhile.'));
  return document;
}

async function opened(uri: vscode.Uri, encoding: string | undefined): Promise<vscode.TextDocument> {
  const open = vscode.workspace.openTextDocument as (
    uri: vscode.Uri,
    options?: { readonly encoding: string },
  ) => Thenable<vscode.TextDocument>;
  const isOpen = openDocument(uri.toString()) !== undefined;
  const document = await (encoding === undefined || isOpen ? open(uri) : open(uri, { encoding }));
  if (encoding !== undefined && document.getText().includes('\ufffd')) {
    throw new Error(
      vscode.l10n.t('{0} is not UTF-8. Reopen it with its encoding, then add the paper again.', nameOf(uri)),
    );
  }
  return document;
}

/** Line ends apart, which a document has of one kind only. */
function isSame(one: string, other: string): boolean {
  return one === other || flat(one) === flat(other);
}

function flat(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
