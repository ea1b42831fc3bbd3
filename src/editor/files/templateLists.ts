import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { TemplateAnnotation } from '../../core/notes/variables.ts';
import type { Papers } from '../library/papers.ts';
import type { TemplateLists } from '../notes/templateContext.ts';
import { nameOf } from '../sources/texts.ts';
import type { Attachments } from './attachments.ts';

export interface ListsOfFiles {
  readonly extensionUri: vscode.Uri;
  readonly papers: Papers;
  readonly attachments: Attachments;
}

/** Milliseconds for which what is marked in the files of a paper is believed; a preview asks again at every pause. */
const believed = 30_000;

/** The lists of a template that are about the paper's files. PDFs are read only for templates that name what is in them. */
export function listsOfFiles({ extensionUri, papers, attachments }: ListsOfFiles): TemplateLists {
  let last:
    | { readonly key: string; readonly time: number; readonly answer: Promise<readonly TemplateAnnotation[]> }
    | undefined;
  const read = async ({ key }: Entry): Promise<readonly TemplateAnnotation[]> => {
    const paper = papers.get(key);
    if (!paper) return [];
    const [{ marksOfPaper }, { PdfReader }] = await Promise.all([
      import('./importAnnotations.ts'),
      import('./pdfReader.ts'),
    ]);
    const reader = new PdfReader(extensionUri);
    try {
      const { files } = await marksOfPaper(attachments, paper, reader, () => {});
      return files.flatMap(({ file, marks }) =>
        marks.map(({ page, pageLabel, text, comment, color, type, date }) => ({
          page: pageLabel,
          text,
          comment,
          color,
          type,
          date,
          link: `${file.uri.toString()}#page=${page}`,
        })),
      );
    } finally {
      reader.dispose();
    }
  };
  return {
    attachments: async ({ key }) => {
      const paper = papers.get(key);
      const files = paper ? await attachments.of(paper) : [];
      return files
        .filter(({ isThere }) => isThere)
        .map(({ uri, type }) => ({
          path: vscode.workspace.asRelativePath(uri),
          name: nameOf(uri),
          uri: uri.toString(),
          type,
        }));
    },
    annotations: (entry) => {
      if (last?.key !== entry.key || performance.now() - last.time > believed)
        last = { key: entry.key, time: performance.now(), answer: read(entry) };
      return last.answer;
    },
  };
}
