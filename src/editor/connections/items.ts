import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import { commands } from '../ids.ts';
import type { PaperConnections, Place } from './connections.ts';

export type Kind = 'cited' | 'mentioned' | 'mentions';

/** A row of the view: a heading, a document below it, a place in the document, or a paper. */
export type Row =
  | { readonly row: 'heading'; readonly kind: Kind; readonly below: readonly Row[]; readonly count: number }
  | { readonly row: 'document'; readonly kind: Kind; readonly uri: vscode.Uri; readonly below: readonly Row[] }
  | { readonly row: 'place'; readonly kind: Kind; readonly place: Place }
  | { readonly row: 'paper'; readonly paper: Paper };

/** Up to so many places are shown without being asked for. */
const mostOpen = 30;

/** So much of a line is shown before what it is shown for; views are narrow. */
const longestStart = 24;

/** The line from a word on that comes not long before `at`. */
function withoutStart(line: string, at: number): string {
  if (at <= longestStart) return line;
  const from = line.indexOf(' ', at - longestStart);
  return `…${line.slice(from < 0 || from >= at ? at : from + 1)}`;
}

/** The rows of a paper's connections; a heading without anything below it is left out. */
export function rowsOf({ cited, mentioned, mentions }: PaperConnections): Row[] {
  const rows: Row[] = [];
  const add = (kind: Kind, below: readonly Row[], count: number) => {
    if (count) rows.push({ row: 'heading', kind, below, count });
  };
  add('cited', documentsOf('cited', cited), cited.length);
  add('mentioned', documentsOf('mentioned', mentioned), mentioned.length);
  add(
    'mentions',
    mentions.map((paper) => ({ row: 'paper', paper })),
    mentions.length,
  );
  return rows;
}

function documentsOf(kind: Kind, places: readonly Place[]): Row[] {
  const byDocument = new Map<string, Place[]>();
  for (const place of places) {
    const key = place.uri.toString();
    byDocument.set(key, [...(byDocument.get(key) ?? []), place]);
  }
  return [...byDocument.values()].map((all) => ({
    row: 'document',
    kind,
    uri: all[0]?.uri ?? vscode.Uri.file('/'),
    below: all.map((place) => ({ row: 'place', kind, place })),
  }));
}

export function childrenOf(row: Row): readonly Row[] {
  return 'below' in row ? row.below : [];
}

/** How a row looks; `paper` is the one whose connections are shown. */
export function itemOf(row: Row, paper: Paper): vscode.TreeItem {
  const item = itemWithout(row, paper);
  item.id = `${paper.id} ${idOf(row)}`;
  return item;
}

function itemWithout(row: Row, paper: Paper): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  switch (row.row) {
    case 'heading': {
      const item = new vscode.TreeItem(headingText(row.kind), Expanded);
      item.description = String(row.count);
      item.accessibilityInformation = { label: `${headingText(row.kind)}, ${row.count}` };
      return item;
    }
    case 'document': {
      const item = new vscode.TreeItem(row.uri, row.below.length > mostOpen ? Collapsed : Expanded);
      item.iconPath = vscode.ThemeIcon.File;
      const path = vscode.workspace.asRelativePath(row.uri);
      const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
      item.description = [folder, row.below.length > 1 ? row.below.length : ''].filter(Boolean).join(' · ');
      item.tooltip = path;
      return item;
    }
    case 'place': {
      const { uri, range, line, text } = row.place;
      const label = withoutStart(line, line.indexOf(text));
      const at = label.indexOf(text);
      const item = new vscode.TreeItem({ label, ...(at < 0 ? {} : { highlights: [[at, at + text.length]] }) });
      const number = range.start.line + 1;
      item.description = String(number);
      item.tooltip = line;
      item.accessibilityInformation = { label: vscode.l10n.t('{0}, line {1}', line, number) };
      item.command = {
        command: 'vscode.open',
        title: vscode.l10n.t('Go There'),
        arguments: [uri, { selection: range, preserveFocus: true } satisfies vscode.TextDocumentShowOptions],
      };
      return item;
    }
    case 'paper': {
      const item = new vscode.TreeItem(authorYear(row.paper));
      item.description = row.paper.title;
      item.tooltip = `${authorYear(row.paper)}. ${row.paper.title}`;
      item.iconPath = new vscode.ThemeIcon('file');
      item.command = { command: commands.showPaper, title: vscode.l10n.t('Show Paper'), arguments: [row.paper.id] };
      return item;
    }
    default:
      return new vscode.TreeItem(paper.key);
  }
}

function headingText(kind: Kind): string {
  if (kind === 'cited') return vscode.l10n.t('Cited in');
  return kind === 'mentioned' ? vscode.l10n.t('Mentioned in') : vscode.l10n.t('Its note mentions');
}

function idOf(row: Row): string {
  switch (row.row) {
    case 'heading':
      return row.kind;
    case 'document':
      return `${row.kind} ${row.uri.toString()}`;
    case 'place': {
      const { uri, range } = row.place;
      return `${row.kind} ${uri.toString()} ${range.start.line} ${range.start.character}`;
    }
    default:
      return `mentions ${row.paper.id}`;
  }
}
