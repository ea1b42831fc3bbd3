import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { Papers } from '../library/papers.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { marksOfPaper } from './importAnnotations.ts';
import { linkInWorkspace } from './link.ts';
import { PdfReader } from './pdfReader.ts';

export interface FileLists {
  readonly extensionUri: vscode.Uri;
  readonly papers: Papers;
  readonly attachments: Attachments;
}

/**
 * What templates of notes can name of a paper's files: those that are there, and what is marked in its PDFs. Links
 * count from the workspace folder, since a template does not know where its note goes.
 */
export function templateLists({ extensionUri, papers, attachments }: FileLists) {
  const filesOf = async ({ key }: Entry): Promise<readonly Attachment[]> => {
    const paper = papers.get(key);
    return paper ? (await attachments.of(paper)).filter(({ isThere }) => isThere) : [];
  };
  return {
    attachments: async (entry: Entry) =>
      (await filesOf(entry)).map(({ uri, name, type, isPdf }) => ({
        path: vscode.workspace.asRelativePath(uri),
        name,
        uri: uri.toString(),
        type: type || (isPdf ? 'application/pdf' : ''),
      })),
    annotations: async (entry: Entry) => {
      const paper = papers.get(entry.key);
      if (!paper) return [];
      const reader = new PdfReader(extensionUri);
      try {
        const { files } = await marksOfPaper(attachments, paper, reader, () => {});
        return files.flatMap(({ file: { uri }, marks }) =>
          marks.map(({ pageLabel, page, text, comment, color, type, date }) => ({
            page: pageLabel,
            text,
            comment,
            color,
            type,
            date,
            link: `${linkInWorkspace(uri)}#page=${page}`,
          })),
        );
      } finally {
        reader.dispose();
      }
    },
  };
}
