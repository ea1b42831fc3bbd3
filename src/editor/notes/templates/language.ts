import * as vscode from 'vscode';
import type { TemplateOffer } from '../../../core/notes/templates/complete.ts';
import { templateOffers } from '../../../core/notes/templates/complete.ts';
import { templateFilter } from '../../../core/notes/templates/filterTable.ts';
import { templateName } from '../../../core/notes/templates/names.ts';
import { partAround, templateParts } from '../../../core/notes/templates/scan.ts';
import { templateTag } from '../../../core/notes/templates/tagTable.ts';
import { asWritten } from '../../../core/notes/templates/written.ts';
import { templateVariables } from '../../../core/notes/variables.ts';
import { startOf } from '../../../core/text.ts';
import type { TemplateKnowledge } from '../templateContext.ts';
import { knownOf } from '../templateContext.ts';
import type { TemplateDocuments } from './documents.ts';
import type { TemplatePreviews } from './preview.ts';

export interface TemplateLanguage extends TemplateKnowledge {
  readonly documents: TemplateDocuments;
  readonly previews: TemplatePreviews;
}

const selector: vscode.DocumentSelector = [{ pattern: '**/*.md' }, { scheme: 'untitled' }];
/** Of a value so much is shown. */
const longestShown = 300;

/** Completion and hovers in templates. */
export function registerTemplateLanguage({ papers, documents, previews }: TemplateLanguage): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems(document, position) {
          if (!documents.has(document)) return undefined;
          const found = templateOffers(document.getText(), document.offsetAt(position));
          if (!found) return undefined;
          const range = new vscode.Range(document.positionAt(found.span.start), document.positionAt(found.span.end));
          const typed = document.getText(range.with({ end: position }));
          return found.offers.map((offer, at) => itemOf(offer, range, typed, at));
        },
      },
      ...'{%|. :"<!-',
    ),
    vscode.languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        if (!documents.has(document)) return undefined;
        const offset = document.offsetAt(position);
        const part = partAround(templateParts(document.getText()), offset);
        const token = part?.tokens.find(({ span }) => offset >= span.start && offset <= span.end);
        if (!token) return undefined;
        const { kind, text, span } = token;
        const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
        if (kind === 'filter') return filterHover(range, text);
        if (kind === 'tag') return hoverOf(range, text, templateTag(text)?.meaning);
        const known = kind === 'variable' ? templateName(text) : undefined;
        if (!known) return undefined;
        const entry = await previews.entry();
        const value = entry && asWritten(templateVariables(entry, knownOf(papers, entry, document.uri))[text]);
        const shown = value && vscode.l10n.t('For {0}:', entry.key);
        return hoverOf(range, text, known.meaning, shown ? [shown, shorten(value)] : undefined);
      },
    }),
  );
}

function itemOf(offer: TemplateOffer, range: vscode.Range, typed: string, place: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: offer.label, description: offer.meaning }, kinds[offer.kind]);
  item.insertText = new vscode.SnippetString(offer.snippet);
  item.range = range;
  // what stands behind the cursor goes too, and need not be like the label
  item.filterText = `${offer.kind === 'block' ? offer.label : typed.slice(0, typed.search(/[\p{L}\p{N}_]|$/u)) + offer.label}`;
  item.sortText = String(place).padStart(4, '0');
  if (offer.example) item.documentation = new vscode.MarkdownString().appendCodeblock(offer.example, 'liquid');
  if (/\$0|: \$0$/.test(offer.snippet) && offer.kind === 'tag')
    item.command = { title: '', command: 'editor.action.triggerSuggest' };
  return item;
}

const kinds: Readonly<Record<TemplateOffer['kind'], vscode.CompletionItemKind>> = {
  variable: vscode.CompletionItemKind.Variable,
  own: vscode.CompletionItemKind.Reference,
  field: vscode.CompletionItemKind.Field,
  filter: vscode.CompletionItemKind.Function,
  tag: vscode.CompletionItemKind.Keyword,
  format: vscode.CompletionItemKind.EnumMember,
  block: vscode.CompletionItemKind.Snippet,
};

function filterHover(range: vscode.Range, name: string): vscode.Hover | undefined {
  const known = templateFilter(name);
  if (!known) return undefined;
  const { meaning, example, gives } = known;
  const shown = gives ? `{{ ${example} }}  →  ${gives}` : `{{ ${example} }}`;
  return hoverOf(range, name, meaning, [vscode.l10n.t('Such as:'), shown]);
}

function hoverOf(
  range: vscode.Range,
  name: string,
  meaning: string | undefined,
  shown?: readonly [string, string],
): vscode.Hover | undefined {
  if (meaning === undefined) return undefined;
  const text = new vscode.MarkdownString(`**${name}** · ${meaning}`);
  if (shown) text.appendMarkdown(`\n\n${shown[0]}\n`).appendCodeblock(shown[1], 'markdown');
  return new vscode.Hover(text, range);
}

function shorten(value: string): string {
  return value.length > longestShown ? `${startOf(value, longestShown)}…` : value;
}
