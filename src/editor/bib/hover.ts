import * as vscode from 'vscode';
import { entryTypes, fieldOf, generalFields } from '../../core/language/bib/entryTypes.ts';
import type { BibReading } from '../../core/language/bib/reading.ts';
import type { BibTarget } from '../../core/language/bib/target.ts';
import { targetAt } from '../../core/language/bib/target.ts';
import { rangeOf } from '../language/documents.ts';
import { isOffered } from '../language/features.ts';
import { markdown, plain } from '../papers/markdown.ts';
import type { CardParts } from './card.ts';
import { cardOf, cardOfKey } from './card.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments } from './documents.ts';
import { fieldText } from './fieldTexts.ts';
import { typeText } from './typeTexts.ts';

/** What entry types, fields, keys and macros are. */
export function registerBibHover(documents: BibDocuments, parts: CardParts): vscode.Disposable {
  return vscode.languages.registerHoverProvider(bibDocuments, {
    async provideHover(document, position, token) {
      if (!isOffered('hover', document)) return undefined;
      const offset = document.offsetAt(position);
      const reading = await documents.of(document);
      const target = reading && targetAt(reading, offset);
      if (!target || token.isCancellationRequested) return undefined;
      const text = await textOf(target, reading, parts);
      return text && new vscode.Hover(text, rangeOf(document, target.span));
    },
  });
}

async function textOf(
  target: BibTarget,
  reading: BibReading,
  parts: CardParts,
): Promise<vscode.MarkdownString | undefined> {
  switch (target.kind) {
    case 'type':
      return typeHover(target.type);
    case 'field':
      return fieldHover(target.name, target.type);
    case 'entry':
      return cardOf(parts, reading, target.entry);
    case 'link':
      return target.entry ? cardOf(parts, reading, target.entry) : cardOfKey(parts, target.key);
    case 'string':
      return markdown(`\`@string\` **${plain(target.name)}**\n\n${plain(target.value)}`);
  }
}

export function typeHover(name: string): vscode.MarkdownString {
  const type = entryTypes.get(name);
  const or = ` ${vscode.l10n.t('or')} `;
  const required = type?.required.map((choices) => choices.map((field) => `\`${field}\``).join(or)).join(', ');
  const blocks = [
    `**@${name}**`,
    typeText(name) ?? '',
    required ? vscode.l10n.t('Required: {0}', required) : '',
    type?.optional.length
      ? vscode.l10n.t('Optional: {0}', type.optional.map((field) => `\`${field}\``).join(', '))
      : '',
  ];
  return markdown(blocks.filter(Boolean).join('\n\n'));
}

/** What the field is, and what it is to an entry of this type; nothing for one that nobody knows. */
export function fieldHover(name: string, typeName: string): vscode.MarkdownString | undefined {
  const field = fieldOf(name);
  const about = fieldText(field);
  if (!about) return undefined;
  const type = entryTypes.get(typeName);
  const choices = type?.required.find((names) => names.some((each) => fieldOf(each) === field));
  const blocks = [
    `**${name}**`,
    about,
    field === name ? '' : vscode.l10n.t('Another name of {0}.', `\`${field}\``),
    !type ? '' : need(field, typeName, choices, type.optional),
  ];
  return markdown(blocks.filter(Boolean).join('\n\n'));
}

function need(
  field: string,
  type: string,
  choices: readonly string[] | undefined,
  optional: readonly string[],
): string {
  const others = choices?.filter((name) => fieldOf(name) !== field).map((name) => `\`${name}\``) ?? [];
  if (choices && others.length) return vscode.l10n.t('Required for {0}, or {1}.', `\`@${type}\``, others.join(', '));
  if (choices) return vscode.l10n.t('Required for {0}.', `\`@${type}\``);
  if (optional.includes(field) || generalFields.includes(field)) return '';
  return vscode.l10n.t('The usual styles do not use it for {0}.', `\`@${type}\``);
}
