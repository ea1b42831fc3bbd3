import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { LineWalk } from '../../core/lineWalk.ts';
import { readMentions } from '../../core/notes/mentions.ts';
import { isWikiName, movedTarget } from '../../core/notes/wikiLinks.ts';
import { relinked } from '../../core/sources/fileLinks.ts';
import { movedWithin } from '../../core/sources/paths.ts';
import type { TextEdit } from '../../core/text.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import { documentKind, filesIn, isDocument, readText } from '../sources/files.ts';
import type { Notes } from './notes.ts';
import { stemCounts } from './stems.ts';

/** More documents, or longer ones, are not looked through for links. */
const mostDocuments = 5000;
const longestDocument = 12_000_000;
const readersAtOnce = 16;

/** Files by the address they have, and where each of them goes. */
export type Moves = ReadonlyMap<string, vscode.Uri>;

/** What is moved. */
export interface Moved {
  /** The files that links follow wherever these stand. */
  readonly followed: Moves;
  /** All files and folders as they are renamed, by their addresses: what lies in such a folder goes along. */
  readonly renamed: ReadonlyMap<string, string>;
}

export interface LinkParts {
  readonly citing: CitingDocuments;
  readonly notes: Notes;
}

/** Which links are to be changed: `[[name]]`, and `[text](address)`. */
export interface LinkForms {
  readonly wiki: boolean;
  readonly links: boolean;
}

/** A key that becomes another one, and the notes of its paper. */
export interface RenamedKey {
  readonly key: string;
  readonly to: string;
  readonly notes: readonly string[];
}

/** By document, what its wiki links name, and what they are to name. */
type NewNames = Map<string, Map<string, string>>;

/**
 * What changes in the Markdown documents of the workspace for their links to lead where files are moved, by the address
 * that the documents have before. Which documents have such links is known; where these stand is read from them as
 * they are now.
 */
export async function linksToMoved(
  parts: LinkParts,
  { followed: moves, renamed: places }: Moved,
  forms: LinkForms = { wiki: true, links: true },
  renamed?: RenamedKey,
): Promise<Map<string, vscode.TextEdit[]>> {
  const edits = new Map<string, vscode.TextEdit[]>();
  if (!moves.size && !renamed) return edits;
  const names: NewNames = new Map();
  const linking = new Set<string>(forms.links ? moves.keys() : []);
  for (const from of moves.keys()) {
    const mentions = await parts.citing.mentionsOf('', [from]);
    if (forms.links) for (const { form, uri } of mentions) if (form === 'link') linking.add(uri);
    if (forms.wiki) nameMoved(names, parts, moves, from, mentions);
  }
  if (forms.wiki && renamed) await nameKey(names, parts, renamed);
  const isKnown = [...moves.keys()].every(isMarkdown);
  const others = forms.links && !isKnown ? await markdownFiles() : [];
  const paths = new Map([...places].map(([from, to]) => [vscode.Uri.parse(from).path, vscode.Uri.parse(to).path]));
  const moved = (path: string) => movedWithin(paths, path);
  await eachText([...new Set([...linking, ...names.keys(), ...others])], (uri, text) => {
    const { path } = vscode.Uri.parse(uri);
    const found = [
      ...(forms.links ? relinked(text, { from: path, to: moved(path) }, moved) : []),
      ...renamedIn(text, names.get(uri)),
    ];
    if (found.length) edits.set(uri, placed(text, found));
  });
  return edits;
}

/** What leads to a file by its name leads to it at its new place; what names the key that it has finds it anywhere. */
function nameMoved(
  names: NewNames,
  { citing, notes }: LinkParts,
  moves: Moves,
  from: string,
  mentions: Awaited<ReturnType<CitingDocuments['mentionsOf']>>,
): void {
  const to = moves.get(from);
  const key = notes.facts.get(from)?.claims.key;
  const wiki = mentions.filter(({ form, target }) => form === 'wiki' && target.replace(/^@/, '') !== key);
  if (!to || !wiki.length) return;
  const count = stemCounts(citing, (known) => moves.has(known));
  const path = vscode.workspace.asRelativePath(to, false);
  for (const { uri, target } of wiki) {
    const name = movedTarget(target, path, (stem) => count(stem) === 0);
    if (isWikiName(name)) setName(names, uri, target, name);
  }
}

/** `[[key]]` names the other key; `[[@key]]` is a citation, and is renamed as one. */
async function nameKey(names: NewNames, { citing }: LinkParts, { key, to, notes }: RenamedKey): Promise<void> {
  if (!isWikiName(to)) return;
  for (const { form, uri, target } of await citing.mentionsOf(key, notes))
    if (form === 'wiki' && target === key && !names.get(uri)?.has(target)) setName(names, uri, target, to);
}

function setName(names: NewNames, uri: string, target: string, name: string): void {
  const known = names.get(uri) ?? new Map<string, string>();
  names.set(uri, known.set(target, name));
}

function renamedIn(text: string, names: ReadonlyMap<string, string> = new Map()): TextEdit[] {
  if (!names.size) return [];
  return readMentions(text).flatMap(({ form, target, at }) => {
    const name = form === 'wiki' ? names.get(target) : undefined;
    return name === undefined || name === target ? [] : [{ ...at, text: name }];
  });
}

function placed(text: string, edits: readonly TextEdit[]): vscode.TextEdit[] {
  const lines = new LineWalk(text);
  const at = (offset: number) => {
    const { line, character } = lines.positionOf(offset);
    return new vscode.Position(line, character);
  };
  return [...edits]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, text: written }) => vscode.TextEdit.replace(new vscode.Range(at(start), at(end)), written));
}

/** Gives the text of each document that can be read, as its editor has it. */
async function eachText(uris: readonly string[], take: (uri: string, text: string) => void): Promise<void> {
  const open = new Map(
    vscode.workspace.textDocuments.filter(isDocument).map((document) => [document.uri.toString(), document]),
  );
  const queue = uris.filter(isMarkdown);
  const reader = async () => {
    for (let uri = queue.pop(); uri !== undefined; uri = queue.pop()) {
      const text = open.get(uri)?.getText() ?? (await readText(vscode.Uri.parse(uri), longestDocument));
      if (text) take(uri, text);
    }
  };
  await Promise.all(Array.from({ length: readersAtOnce }, reader));
}

async function markdownFiles(): Promise<string[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map((folder) => filesIn(folder, documentKind, mostDocuments)));
  return found.flat().map(String);
}

function isMarkdown(uri: string): boolean {
  return syntaxOf('', vscode.Uri.parse(uri).path) === 'markdown';
}
