import * as vscode from 'vscode';
import { keySpanInFields } from '../../core/notes/noteFile.ts';
import type { Range } from '../../worker/protocol.ts';
import type { Notes } from '../notes/notes.ts';
import { rangeOf } from './documents.ts';
import { isOffered } from './features.ts';
import type { KeyParts } from './keyHere.ts';
import { keyHere } from './keyHere.ts';
import { usesOf } from './keyMeaning.ts';
import { whereKeysStand } from './selector.ts';

/** "Find All References" of a paper: what cites it, what names it in a bibliography, its note and what links there, its entry. */
export function registerReferences(parts: KeyParts): vscode.Disposable {
  const provider: vscode.ReferenceProvider = {
    async provideReferences(document, position, { includeDeclaration }, token) {
      if (!isOffered('references', document)) return undefined;
      const target = await keyHere(parts, document, position);
      if (!target || token.isCancellationRequested) return undefined;
      const { citations, entries, named } = await usesOf(parts, target);
      const places = [...(includeDeclaration ? entries : []), ...named, ...citations];
      const notes = await Promise.all(parts.notes.allOf(target.key).map(({ uri }) => placeOfNote(uri)));
      const mentions = await parts.citing.mentionsOf(
        target.key,
        parts.notes.allOf(target.key).map(({ uri }) => uri),
      );
      const links = mentions.filter(({ form, target: name }) => form === 'link' || name !== `@${target.key}`);
      const found = [
        ...[...places, ...links].map(({ uri, range }) => new vscode.Location(vscode.Uri.parse(uri), toRange(range))),
        ...notes.filter((place) => place !== undefined),
      ];
      // the file of one paper is an entry and a note in one
      return [...new Map(found.map((each) => [`${each.uri.toString()} ${JSON.stringify(each.range)}`, each])).values()];
    },
  };
  return whereKeysStand(parts.sources, (selector) => vscode.languages.registerReferenceProvider(selector, provider));
}

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Where a note says whose it is, or its beginning. */
async function placeOfNote(uri: ReturnType<Notes['allOf']>[number]['uri']): Promise<vscode.Location | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const span = keySpanInFields(document.getText());
    return new vscode.Location(document.uri, span ? rangeOf(document, span) : new vscode.Position(0, 0));
  } catch {
    return undefined; // it is gone meanwhile
  }
}
