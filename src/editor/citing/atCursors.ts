import * as vscode from 'vscode';
import { citingPlace } from '../../core/citations/edit/place.ts';
import type { CitingPlace } from '../../core/citations/edit/place.ts';
import type { CitationReading } from '../../core/citations/citation.ts';
import { readCitations } from '../../core/citations/read.ts';
import { snippetText } from '../../core/citations/snippet.ts';
import { restOfWord, spacingAround } from '../../core/citations/spacing.ts';
import type { Syntax } from '../../core/citations/syntax.ts';
import { hasChunks, syntaxOf } from '../../core/citations/syntax.ts';
import type { Span } from '../../core/text.ts';

/** Text in the place of a range of a document. */
interface Replacement {
  readonly range: vscode.Range;
  readonly text: string;
}

/** How the papers are cited at each cursor of a document. */
export interface Plan {
  /** At cursors within citations. */
  readonly joins: readonly Replacement[];
  /** At all others, the citation with the blanks it needs there. */
  readonly places: readonly { readonly range: vscode.Range; readonly lead: string; readonly tail: string }[];
  /** How many cursors stand in code, math or a comment, where nothing is cited. */
  readonly excluded: number;
  readonly snippet: string;
}

/** A citation as it stands where nothing is cited yet. */
export interface Written {
  readonly snippet: string;
  /** It is more than keys, so that it does not join the citation at the cursor. */
  readonly isApart: boolean;
}

/** How places are taken that are not simply free. */
export interface Taking {
  /** Papers join a citation even where the place is within a key. */
  readonly keysStay?: boolean;
  /** A citation within a word goes behind it. */
  readonly wordsStay?: boolean;
}

/** Reads the document once and decides for each range. */
export function planFor(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  { snippet, isApart }: Written,
  keys: readonly string[],
  syntax: Syntax,
  { keysStay = false, wordsStay = false }: Taking = {},
): Plan {
  const text = document.getText();
  const reading = readCitations(text, syntax, { chunks: hasChunks(document.languageId, document.uri.path) });
  // what is code in a language that nobody knows here, nobody can say
  const isKnown = syntaxOf(document.languageId, document.uri.path) !== undefined;
  const plan = { joins: [] as Replacement[], places: [] as Plan['places'][number][], excluded: 0, snippet };
  for (const range of ranges) {
    const own = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const span = keysStay ? behindKey(reading, own) : own;
    const place: CitingPlace = isKnown ? citingPlace(text, reading, span, keys, syntax) : { kind: 'new' };
    if (place.kind === 'excluded') plan.excluded++;
    else if (place.kind === 'new' || isApart) {
      const at = wordsStay ? behindWord(document, range) : range;
      // two cursors in one word cite once
      if (plan.places.some((other) => at !== range && other.range.isEqual(at))) continue;
      plan.places.push({ range: at, ...blanksAround(document, at, snippet) });
    } else {
      const { start, end } = place.span;
      plan.joins.push({
        range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
        text: place.text,
      });
    }
  }
  return plan;
}

/** The end of the key that the place is in, or else the place. */
function behindKey({ citations }: CitationReading, place: Span): Span {
  const within = citations.find(({ keyAt }) => keyAt.start < place.start && place.end < keyAt.end);
  return within ? { start: within.keyAt.end, end: within.keyAt.end } : place;
}

function behindWord(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const { line, character } = range.start;
  if (!range.isEmpty) return range;
  const { text } = document.lineAt(line);
  const rest = restOfWord(text.slice(0, character), text.slice(character));
  return rest ? new vscode.Range(line, character + rest, line, character + rest) : range;
}

/** The citation as a snippet for one place, with the blanks it needs there. */
export function snippetFor({ places: [place], snippet }: Plan): vscode.SnippetString {
  return new vscode.SnippetString((place?.lead ?? '') + snippet + (place?.tail ?? ''));
}

/**
 * Cites at all cursors in one undo step; false where the document cannot be written to. New citations
 * are one snippet for all cursors, so that its tab stops work at each; what the cursors have apart,
 * blanks and papers that join a group, goes in first. Edits of the workspace would do all at once,
 * but write to a read-only document as well.
 */
export async function carryOut(editor: vscode.TextEditor, { joins, places, snippet }: Plan): Promise<boolean> {
  const { document } = editor;
  const version = document.version;
  const [first = { lead: '', tail: '' }] = places;
  const isAlike = places.every(({ lead, tail }) => lead === first.lead && tail === first.tail);
  const bare = isAlike ? places.map(({ range }) => ({ range, lead: '', tail: '' })) : places;
  const isTwoSteps = joins.length > 0 || !isAlike;
  const ranges = isTwoSteps ? await prepare(editor, joins, bare) : bare.map(({ range }) => range);
  // VS Code reports success for a read-only document too; only the document tells
  if (isTwoSteps && document.version === version) return false;
  if (!places.length) return true;
  const text = isAlike ? first.lead + snippet + first.tail : snippet;
  const options = { undoStopBefore: !isTwoSteps, undoStopAfter: true };
  await editor.insertSnippet(new vscode.SnippetString(text), ranges, options);
  return document.version !== version;
}

/** Puts in what joins, and the blanks around the other places; tells where these are then. */
async function prepare(
  editor: vscode.TextEditor,
  joins: Plan['joins'],
  places: Plan['places'],
): Promise<vscode.Range[]> {
  const { document } = editor;
  const offsets = ({ start, end }: vscode.Range) => [document.offsetAt(start), document.offsetAt(end)] as const;
  const moved = new Map<Plan['places'][number], readonly [start: number, end: number]>();
  let added = 0;
  for (const one of [...joins, ...places].sort((a, b) => a.range.start.compareTo(b.range.start))) {
    const [start, end] = offsets(one.range);
    if ('text' in one) added += one.text.length - (end - start);
    else {
      added += one.lead.length;
      moved.set(one, [start + added, end + added]);
      added += one.tail.length;
    }
  }
  await editor.edit(
    (edit) => {
      for (const { range, text } of joins) edit.replace(range, text);
      for (const { range, lead, tail } of places) {
        if (range.isEmpty && lead + tail) edit.insert(range.start, lead + tail);
        else {
          if (lead) edit.insert(range.start, lead);
          if (tail) edit.insert(range.end, tail);
        }
      }
    },
    { undoStopBefore: true, undoStopAfter: !places.length },
  );
  return places.map((place) => {
    const [start, end] = moved.get(place) ?? [0, 0];
    return new vscode.Range(document.positionAt(start), document.positionAt(end));
  });
}

function blanksAround(document: vscode.TextDocument, { start, end }: vscode.Range, snippet: string) {
  const before = document.lineAt(start.line).text.slice(0, start.character);
  const after = document.lineAt(end.line).text.slice(end.character);
  return spacingAround(before, after, snippetText(snippet));
}
