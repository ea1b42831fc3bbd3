import * as vscode from 'vscode';
import { relinked } from '../../core/sources/fileLinks.ts';
import { LineWalk } from '../../core/lineWalk.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { documentKind, filesIn, isDocument, readText } from '../sources/files.ts';

/** More documents, or longer ones, are not looked through for links. */
const mostDocuments = 5000;
const longestDocument = 12_000_000;
const readersAtOnce = 16;

/** What changes in the Markdown documents of the workspace for their links to lead where files are moved, by address. */
export async function linksToMoved(moves: ReadonlyMap<string, vscode.Uri>): Promise<Map<string, vscode.TextEdit[]>> {
  const edits = new Map<string, vscode.TextEdit[]>();
  if (!moves.size) return edits;
  const pairs = [...moves].map(([from, to]) => ({ from: vscode.Uri.parse(from).path, to: to.path }));
  const open = new Map(
    vscode.workspace.textDocuments.filter(isDocument).map((document) => [document.uri.toString(), document]),
  );
  const found = await Promise.all(
    (vscode.workspace.workspaceFolders ?? []).map((folder) => filesIn(folder, documentKind, mostDocuments)),
  );
  const queue = found.flat().filter(({ path }) => syntaxOf('', path) === 'markdown');
  const reader = async () => {
    for (let uri = queue.pop(); uri; uri = queue.pop()) {
      const key = uri.toString();
      const text = open.get(key)?.getText() ?? (await readText(uri, longestDocument));
      const changes = text ? pairs.flatMap(({ from, to }) => relinked(text, uri?.path ?? '', from, to)) : [];
      if (!text || !changes.length) continue;
      const lines = new LineWalk(text);
      const at = (offset: number) => {
        const { line, character } = lines.positionOf(offset);
        return new vscode.Position(line, character);
      };
      const list = changes.sort((a, b) => a.start - b.start);
      edits.set(
        key,
        list.map(({ start, end, text: written }) =>
          vscode.TextEdit.replace(new vscode.Range(at(start), at(end)), written),
        ),
      );
    }
  };
  await Promise.all(Array.from({ length: readersAtOnce }, reader));
  return edits;
}
