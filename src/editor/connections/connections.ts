import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { idOf } from '../../core/library/merge.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import { usesOf } from '../language/keyMeaning.ts';
import type { KeyParts } from '../language/keyHere.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';

/** A place of a document that speaks of a paper. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  /** The line it stands in, or what is around it where that is long. */
  readonly line: string;
  /** What stands at the place. */
  readonly text: string;
}

/** What leads to a paper and what its notes lead to. */
export interface PaperConnections {
  /** Where documents other than its notes cite it. */
  readonly cited: readonly Place[];
  /** Where they link to it or to its notes. */
  readonly mentioned: readonly Place[];
  /** The papers that its notes cite or link to. */
  readonly mentions: readonly Paper[];
}

/** Links both ways between papers, by their notes and by the documents of the workspace. */
export class Connections implements vscode.Disposable {
  readonly #parts: KeyParts;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Some document may lead elsewhere now. */
  readonly onDidChange = this.#changed.event;
  readonly #listeners: readonly vscode.Disposable[];

  constructor(parts: KeyParts) {
    this.#parts = parts;
    const tell = () => this.#changed.fire();
    this.#listeners = [parts.citing.onDidChange(tell), parts.notes.onDidChange(tell), this.#changed];
  }

  get #papers(): Papers {
    return this.#parts.papers;
  }

  get #notes(): Notes {
    return this.#parts.notes;
  }

  get #citing(): CitingDocuments {
    return this.#parts.citing;
  }

  async of(paper: Paper): Promise<PaperConnections> {
    const { key } = paper;
    const own = new Set(this.#notes.allOf(key).map(({ uri }) => uri));
    const [citations, links, mentions] = await Promise.all([
      this.#citationsOf(paper),
      this.#citing.mentionsOf(key, [...own]),
      this.#mentionedIn([...own], paper),
    ]);
    const cited: Place[] = [];
    // a link by the key is read as a citation too
    const mentioned = new Map<string, Place>();
    for (const { uri, range, line, kind } of citations) {
      if (own.has(uri)) continue;
      const place = placeOf(uri, range, line, `@${key}`);
      if (kind !== 'noteLink') cited.push(place);
      else mentioned.set(lineOf(place), place);
    }
    for (const { uri, range, line, target, form } of links) {
      if (own.has(uri) || (form === 'wiki' && target === `@${key}`)) continue;
      const place = placeOf(uri, range, line, target);
      mentioned.set(`${lineOf(place)} ${range.start.character}`, place);
    }
    return { cited, mentioned: [...mentioned.values()].sort(inOrder), mentions };
  }

  dispose(): void {
    for (const each of this.#listeners) each.dispose();
  }

  /** Where several papers share a key, those of the citations that mean this one. */
  async #citationsOf({ id, key }: Paper) {
    if (id === key && !this.#papers.get(idOf(key, 1))) return this.#citing.citationsOf([key]);
    const range = new vscode.Range(0, 0, 0, 0);
    return (await usesOf(this.#parts, { key, range, paper: id })).citations;
  }

  async #mentionedIn(notes: readonly string[], { id }: Paper): Promise<Paper[]> {
    const found = new Map<string, Paper>();
    const add = (key: string | undefined) => {
      const paper = key === undefined ? undefined : this.#papers.get(key);
      if (paper && paper.id !== id) found.set(paper.id, paper);
    };
    for (const { keys, links } of await Promise.all(notes.map((uri) => this.#citing.outgoingOf(uri)))) {
      keys.forEach(add);
      for (const { leadsTo, target, form } of links) {
        if (leadsTo !== undefined) add(this.#notes.ownerOf(leadsTo));
        else if (form === 'wiki') add(target.replace(/^@/, ''));
      }
    }
    return [...found.values()];
  }
}

type LineRange = { readonly [N in 'start' | 'end']: { readonly line: number; readonly character: number } };

function placeOf(uri: string, { start, end }: LineRange, line: string, text: string): Place {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return { uri: vscode.Uri.parse(uri), range, line, text };
}

function lineOf({ uri, range }: Place): string {
  return `${uri.toString()} ${range.start.line} ${range.start.character}`;
}

function inOrder(a: Place, b: Place): number {
  const [one, other] = [a.uri.toString(), b.uri.toString()];
  return one === other ? a.range.start.compareTo(b.range.start) : one < other ? -1 : 1;
}
