import * as vscode from 'vscode';
import { formatBib } from '../../core/language/bib/format.ts';
import type { Span } from '../../core/text.ts';
import { rangeOf } from '../language/documents.ts';
import { isOffered } from '../language/features.ts';
import { alignsEquals } from '../settings.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments, inSlices } from './documents.ts';

/** Lays out entries, all of them or those that a selection touches. */
export function registerBibFormatting(documents: BibDocuments): vscode.Disposable {
  const edits = async (
    document: vscode.TextDocument,
    { tabSize, insertSpaces }: vscode.FormattingOptions,
    token: vscode.CancellationToken,
    within?: Span,
  ): Promise<vscode.TextEdit[] | undefined> => {
    if (!isOffered('formatting', document)) return undefined;
    const { version } = document;
    const isWanted = () => !token.isCancellationRequested && document.version === version;
    const reading = await documents.of(document);
    if (!reading || !isWanted()) return undefined;
    const layout = {
      indent: insertSpaces ? ' '.repeat(tabSize) : '\t',
      alignEquals: alignsEquals(document),
      newline: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
    };
    const changes = await inSlices(formatBib(reading.raw, layout, within), isWanted);
    return changes?.map((change) => new vscode.TextEdit(rangeOf(document, change), change.text));
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentFormattingEditProvider(bibDocuments, {
      provideDocumentFormattingEdits: (document, options, token) => edits(document, options, token),
    }),
    vscode.languages.registerDocumentRangeFormattingEditProvider(bibDocuments, {
      provideDocumentRangeFormattingEdits: (document, range, options, token) =>
        edits(document, options, token, {
          start: document.offsetAt(range.start),
          end: document.offsetAt(range.end),
        }),
    }),
  );
}
