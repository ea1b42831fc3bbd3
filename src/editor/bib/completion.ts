import * as vscode from 'vscode';
import type { BibCompletion } from '../../core/language/bib/complete.ts';
import { bibCompletions } from '../../core/language/bib/complete.ts';
import { labelOf } from '../../core/language/bib/outline.ts';
import type { BibReading } from '../../core/language/bib/reading.ts';
import { rangeOf } from '../language/documents.ts';
import { isOffered } from '../language/features.ts';
import { plain } from '../papers/markdown.ts';
import type { CardParts } from './card.ts';
import { cardOf } from './card.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments } from './documents.ts';
import { fieldHover, typeHover } from './hover.ts';

class BibItem extends vscode.CompletionItem {
  readonly completion: BibCompletion;
  readonly reading: BibReading;

  constructor(completion: BibCompletion, reading: BibReading) {
    const description = described(completion, reading);
    super(description ? { label: completion.label, description } : completion.label, kinds[completion.kind]);
    this.completion = completion;
    this.reading = reading;
  }
}

const kinds: Readonly<Record<BibCompletion['kind'], vscode.CompletionItemKind>> = {
  type: vscode.CompletionItemKind.Class,
  required: vscode.CompletionItemKind.Field,
  optional: vscode.CompletionItemKind.Field,
  general: vscode.CompletionItemKind.Property,
  string: vscode.CompletionItemKind.Constant,
  month: vscode.CompletionItemKind.Constant,
  key: vscode.CompletionItemKind.Reference,
  keyword: vscode.CompletionItemKind.Value,
};

/** Entry types, fields, macros, keys and keywords, each where it can stand. */
export function registerBibCompletion(documents: BibDocuments, parts: CardParts): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    bibDocuments,
    {
      async provideCompletionItems(document, position, token) {
        if (!isOffered('completion', document)) return undefined;
        const offset = document.offsetAt(position);
        const { version } = document;
        const reading = await documents.of(document);
        if (!reading || token.isCancellationRequested || document.version !== version) return undefined;
        const found = bibCompletions(reading, offset);
        if (!found) return undefined;
        const start = document.positionAt(found.span.start);
        const range = {
          inserting: new vscode.Range(start, position),
          replacing: rangeOf(document, found.span),
        };
        const items = found.items.map((completion, place) => {
          const item = new BibItem(completion, reading);
          item.range = range.replacing.isSingleLine ? range : range.inserting;
          item.insertText = completion.isSnippet ? new vscode.SnippetString(completion.insert) : completion.insert;
          if (completion.hasChoices) item.command = { command: 'editor.action.triggerSuggest', title: '' };
          item.sortText = String(place).padStart(4, '0');
          return item;
        });
        return new vscode.CompletionList(items, found.isCut);
      },
      resolveCompletionItem(item) {
        if (!(item instanceof BibItem)) return item;
        const { completion, reading } = item;
        const documentation = documented(completion, reading, parts);
        if (documentation) item.documentation = documentation;
        return item;
      },
    },
    '@',
    '{',
    '"',
    ',',
  );
}

function described({ kind, detail, entry }: BibCompletion, { raw, file }: BibReading): string {
  if (kind === 'required') return vscode.l10n.t('required');
  if (kind === 'key' && entry) return labelOf(raw.text, file.macros, entry);
  return kind === 'string' ? (detail ?? '') : '';
}

function documented(
  { kind, label, entry }: BibCompletion,
  reading: BibReading,
  parts: CardParts,
): vscode.MarkdownString | undefined {
  switch (kind) {
    case 'type':
      return typeHover(label);
    case 'required':
    case 'optional':
    case 'general':
      return fieldHover(label, '');
    case 'key':
      return entry && cardOf(parts, reading, entry);
    case 'string':
      return new vscode.MarkdownString(plain(reading.file.macros.get(label) ?? ''));
    case 'month':
    case 'keyword':
      return undefined;
  }
}
