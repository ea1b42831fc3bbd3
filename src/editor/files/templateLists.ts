import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { TemplateAnnotation } from '../../core/notes/variables.ts';
import type { Papers } from '../library/papers.ts';
import type { TemplateLists } from '../notes/templateContext.ts';
import type { Attachment, Attachments } from './attachments.ts';
import { linkInWorkspace } from './link.ts';

export interface ListsOfFiles {
  readonly extensionUri: vscode.Uri;
  readonly papers: Papers;
  readonly attachments: Attachments;
}

/** Milliseconds for which what is marked in the files of a paper is believed; a preview asks again at every pause. */
const believed = 30_000;

/**
 * What templates of notes can name of a paper's files: those that are there, and what is marked in its PDFs, which are
 * read only for templates that name it. Links count from the workspace folder, since a template does not know where
 * its note goes.
 */
export function listsOfFiles({ extensionUri, papers, attachments }: ListsOfFiles): Required<TemplateLists> {
  const filesOf = async ({ key }: Entry): Promise<readonly Attachment[]> => {
    const paper = papers.get(key);
    return paper ? (await attachments.of(paper)).filter(({ isThere }) => isThere) : [];
  };
  let last:
    | { readonly key: string; readonly time: number; readonly answer: Promise<readonly TemplateAnnotation[]> }
    | undefined;
  const marksOf = async ({ key }: Entry): Promise<readonly TemplateAnnotation[]> => {
    const paper = papers.get(key);
    if (!paper) return [];
    const [{ marksOfPaper }, { PdfReader }] = await Promise.all([
      import('./importAnnotations.ts'),
      import('./pdfReader.ts'),
    ]);
    const reader = new PdfReader(extensionUri);
    try {
      const { files } = await marksOfPaper(attachments, paper, reader, () => {});
      return files.flatMap(({ file: { uri }, marks }) =>
        marks.map(({ page, pageLabel, text, comment, color, type, date }) => ({
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
  };
  return {
    attachments: async (entry) =>
      (await filesOf(entry)).map(({ uri, name, type, isPdf }) => ({
        path: vscode.workspace.asRelativePath(uri),
        name,
        uri: uri.toString(),
        type: type || (isPdf ? 'application/pdf' : ''),
      })),
    annotations: (entry) => {
      if (last?.key !== entry.key || performance.now() - last.time > believed)
        last = { key: entry.key, time: performance.now(), answer: marksOf(entry) };
      return last.answer;
    },
  };
}
