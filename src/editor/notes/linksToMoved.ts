import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { FoundMention } from '../../core/notes/mentionIndex.ts';
import { isWikiName, movedTarget } from '../../core/notes/wikiLinks.ts';
import { LineWalk } from '../../core/lineWalk.ts';
import { relinkedAll } from '../../core/sources/fileLinks.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import type { Notes } from './notes.ts';
import { stemCounts } from './stems.ts';
import { documentKind, filesIn, isDocument, readText } from '../sources/files.ts';

/** More documents, or longer ones, are not looked through for links. */
const mostDocuments = 5000;
const longestDocument = 12_000_000;
const readersAtOnce = 16;

/** Files by the address they have, and where each of them goes. */
export type Moves = ReadonlyMap<string, vscode.Uri>;
type Edits = Map<string, vscode.TextEdit[]>;

export interface LinkParts {
  readonly citing: CitingDocuments;
  readonly notes: Notes;
}

export interface LinkForms {
  readonly wiki: boolean;
  readonly links: boolean;
}

/**
 * What changes in the Markdown documents of the workspace for their links to lead where files are moved, by the address
 * that the documents have before. `renamed` is a key that becomes another one: `[[key]]` then names that.
 */
export async function linksToMoved(
  parts: LinkParts,
  moves: Moves,
  forms: LinkForms = { wiki: true, links: true },
  renamed?: { readonly key: string; readonly to: string; readonly notes: readonly string[] },
): Promise<Edits> {
  const edits: Edits = new Map();
  if (!moves.size && !renamed) return edits;
  const found = new Map<string, readonly FoundMention[]>();
  for (const from of moves.keys()) found.set(from, await parts.citing.mentionsOf('', [from]));
  if (forms.links) await addLinks(edits, moves, found);
  if (forms.wiki) {
    for (const [from, mentions] of found) addWiki(edits, parts, moves, from, mentions);
    if (renamed) await addKeys(edits, parts, renamed);
  }
  return edits;
}

/** Markdown links: in the documents that lead to what is moved, and in what is moved itself. */
async function addLinks(
  edits: Edits,
  moves: Moves,
  found: ReadonlyMap<string, readonly FoundMention[]>,
): Promise<void> {
  const paths = new Map([...moves].map(([from, to]) => [vscode.Uri.parse(from).path, to.path]));
  const moved = (path: string) => paths.get(path) ?? path;
  const linking = [...found.values()].flat().filter(({ form }) => form === 'link');
  const isKnown = [...moves.keys()].every((uri) => syntaxOf('', vscode.Uri.parse(uri).path) === 'markdown');
  const queue = isKnown
    ? [...new Set([...moves.keys(), ...linking.map(({ uri }) => uri)])].map((uri) => vscode.Uri.parse(uri))
    : await markdownFiles();
  const open = new Map(
    vscode.workspace.textDocuments.filter(isDocument).map((document) => [document.uri.toString(), document]),
  );
  const reader = async () => {
    for (let uri = queue.pop(); uri; uri = queue.pop()) {
      const key = uri.toString();
      const text = open.get(key)?.getText() ?? (await readText(uri, longestDocument));
      if (!text || syntaxOf('', uri.path) !== 'markdown') continue;
      const changes = relinkedAll(text, { from: uri.path, to: moves.get(key)?.path ?? uri.path }, moved);
      if (!changes.length) continue;
      const lines = new LineWalk(text);
      const at = (offset: number) => {
        const { line, character } = lines.positionOf(offset);
        return new vscode.Position(line, character);
      };
      add(
        edits,
        key,
        changes
          .sort((a, b) => a.start - b.start)
          .map(({ start, end, text: written }) =>
            vscode.TextEdit.replace(new vscode.Range(at(start), at(end)), written),
          ),
      );
    }
  };
  await Promise.all(Array.from({ length: readersAtOnce }, reader));
}

async function markdownFiles(): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map((folder) => filesIn(folder, documentKind, mostDocuments)));
  return found.flat().filter(({ path }) => syntaxOf('', path) === 'markdown');
}

/** `[[name]]`, written for the new place of the file; what names the key that the note has finds it anywhere. */
function addWiki(
  edits: Edits,
  { citing, notes }: LinkParts,
  moves: Moves,
  from: string,
  mentions: readonly FoundMention[],
): void {
  const key = notes.facts.get(from)?.claims.key;
  const wiki = mentions.filter(({ form, target }) => form === 'wiki' && target.replace(/^@/, '') !== key);
  const to = moves.get(from);
  if (!to || !wiki.length) return;
  const count = stemCounts(citing, (known) => moves.has(known));
  const isUnique = (stem: string) => count(stem) === 0;
  const path = vscode.workspace.asRelativePath(to, false);
  for (const { uri, target, range } of wiki) {
    const name = movedTarget(target, path, isUnique);
    if (name !== target && isWikiName(name)) add(edits, uri, [vscode.TextEdit.replace(rangeOf(range), name)]);
  }
}

/** `[[key]]` that no file answers to; `[[@key]]` is a citation, and is renamed as one. */
async function addKeys(
  edits: Edits,
  { citing }: LinkParts,
  { key, to, notes }: { readonly key: string; readonly to: string; readonly notes: readonly string[] },
): Promise<void> {
  if (!isWikiName(to)) return;
  for (const { form, uri, target, range } of await citing.mentionsOf(key, notes)) {
    const replaced = rangeOf(range);
    if (form !== 'wiki' || target !== key || edits.get(uri)?.some((edit) => edit.range.isEqual(replaced))) continue;
    add(edits, uri, [vscode.TextEdit.replace(replaced, to)]);
  }
}

function rangeOf({ start, end }: FoundMention['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function add(edits: Edits, uri: string, more: readonly vscode.TextEdit[]): void {
  edits.set(uri, [...(edits.get(uri) ?? []), ...more]);
}
