import * as vscode from 'vscode';
import type { MarkerAttribute, TableSpec } from '../../../core/notes/table/marker.ts';
import { listedAt, readMarker, tableAttributes, tableLayouts } from '../../../core/notes/table/marker.ts';
import { paperColumn } from '../../../core/notes/table/table.ts';
import { citingDocuments } from '../../language/documents.ts';
import { fieldNames, libraryFields, papersIn } from './rows.ts';
import type { RowParts } from './rows.ts';
import { isMarkdown } from './tables.ts';

const begin = /^ {0,3}<!--[ \t]*literature:topic-table(?![\w-])/;

/** Completes what the marker of a table says: names of attributes, topics, queries, fields and layouts. */
export function registerMarkerCompletion(parts: RowParts): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    citingDocuments,
    {
      provideCompletionItems(document, position) {
        const line = document.lineAt(position.line).text;
        const at = position.character;
        if (!isMarkdown(document) || at < (begin.exec(line)?.[0].length ?? Infinity)) return undefined;
        const end = line.indexOf('-->');
        if (end >= 0 && at > end) return undefined;
        // the end of the comment may not be typed yet
        const whole = end < 0 ? `${line} -->` : line;
        const { attributes, spec } = readMarker(whole, { start: 0, end: whole.length });
        const within = attributes.find(({ valueSpan }) => valueSpan.start <= at && at <= valueSpan.end);
        if (within) return valuesOf(within, at, position.line, spec, parts);
        return /\s$/.test(line.slice(0, at)) ? names(attributes) : undefined;
      },
    },
    '"',
    "'",
    ' ',
    ',',
    ':',
  );
}

function names(attributes: readonly MarkerAttribute[]): vscode.CompletionItem[] {
  const about = {
    topic: vscode.l10n.t('the topic whose papers are shown'),
    query: vscode.l10n.t('shows the papers that a query finds, such as author:gu is:unread'),
    fields: vscode.l10n.t('the columns: fields of the library and of the notes'),
    sort: vscode.l10n.t('the order of the papers: a field, backwards with a minus'),
    layout: vscode.l10n.t('table, list, or matrix with a column for each paper'),
  };
  return tableAttributes
    .filter((name) => !attributes.some((given) => given.name === name))
    .map((name, place) => {
      const item = itemOf(name, vscode.CompletionItemKind.Property, place);
      item.insertText = new vscode.SnippetString(`${name}="$1"`);
      item.detail = about[name];
      item.command = { command: 'editor.action.triggerSuggest', title: '' };
      return item;
    });
}

async function valuesOf(
  { name, value, valueSpan }: MarkerAttribute,
  at: number,
  line: number,
  spec: TableSpec | undefined,
  parts: RowParts,
): Promise<vscode.CompletionItem[]> {
  const span = (start: number, end: number) => new vscode.Range(line, start, line, end);
  const all = span(valueSpan.start, valueSpan.end);
  switch (name) {
    case 'topic':
      return parts.topics.all().map(({ id, title }, place) => {
        const item = itemOf(id, vscode.CompletionItemKind.EnumMember, place, all);
        item.detail = title;
        item.filterText = `${id} ${title}`;
        return item;
      });
    case 'layout':
      return tableLayouts.map((layout, place) => itemOf(layout, vscode.CompletionItemKind.EnumMember, place, all));
    case 'query': {
      const found = await parts.papers.ask('complete', { query: value, offset: at - valueSpan.start });
      const range = span(valueSpan.start + found.span.start, valueSpan.start + found.span.end);
      return found.items.map(({ text, label }, place) => {
        const item = itemOf(label, vscode.CompletionItemKind.Value, place, range);
        // the value may be in such quotes itself; in others this is the same
        item.insertText = text.replaceAll('"', '&quot;');
        item.filterText = text;
        return item;
      });
    }
    case 'fields':
    case 'sort': {
      const papers = spec && (await papersIn(spec, parts));
      const known = [paperColumn, ...libraryFields, ...(papers ? await fieldNames(papers, parts) : [])];
      const given = listedAt(value).map(({ name: field, start }) => ({ field, start: valueSpan.start + start }));
      const here = given.find(({ field, start }) => start <= at && at <= start + field.length);
      const minus = here?.field.startsWith('-') ? 1 : 0;
      const range = here ? span(here.start + minus, here.start + here.field.length) : span(at, at);
      const taken = new Set(given.filter((each) => each !== here).map(({ field }) => field.replace(/^-/, '')));
      return known
        .filter((field) => !taken.has(field))
        .map((field, place) => itemOf(field, vscode.CompletionItemKind.Field, place, range));
    }
    default:
      return [];
  }
}

function itemOf(
  label: string,
  kind: vscode.CompletionItemKind,
  place: number,
  range?: vscode.Range,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kind);
  item.sortText = String(place).padStart(4, '0');
  if (range) item.range = range;
  return item;
}
