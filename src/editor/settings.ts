import * as vscode from 'vscode';
import type { CitationForm } from '../core/citations/write.ts';
import { builtInForms } from '../core/citations/write.ts';
import { commandsInUse } from '../core/citations/latex/inUse.ts';
import type { CitationStyle } from '../core/citations/styles/style.ts';
import { stylesOf } from '../core/citations/styles/style.ts';
import type { Syntax } from '../core/citations/syntax.ts';
import { defaultMarkTemplate } from '../core/annotations/defaultTemplate.ts';
import { defaultTemplate } from '../core/notes/defaultTemplate.ts';
import type { TopicOrigin } from '../core/library/topics/given.ts';
import type { Feature, Wish } from '../core/language/offers.ts';
import { settings, settingsSection } from './ids.ts';

/** How citations are written in one language. */
export interface CitationForms {
  readonly usual: CitationForm;
  readonly alternative: CitationForm;
}

export interface NoteSettings {
  /** A template of a path below the workspace folder; empty for the folder itself. */
  readonly folder: string;
  readonly fileName: string;
  readonly template: string;
}

/**
 * Settings are read when they are needed, for the document that they are needed for. Where nobody
 * says anything about LaTeX, the forms are those of the commands that the document uses.
 */
export function citationForms(syntax: Syntax, document: vscode.TextDocument | undefined): CitationForms {
  const [usual = '', alternative = ''] = builtInForms[syntax];
  const section = vscode.workspace.getConfiguration(settingsSection, document ?? null);
  const inUse = syntax === 'latex' && document ? commandsInUse(document.getText()) : undefined;
  const form = (name: string, command: string | undefined, otherwise: CitationForm) =>
    command !== undefined && !isSet(section, name)
      ? `\\${command}{key}`
      : (text(name, document, mentionsKey) ?? otherwise);
  return {
    usual: form(settings[syntax], inUse?.parenthetical, usual),
    alternative: form(settings[`${syntax}Alternative`], inUse?.inText, alternative),
  };
}

/** How papers are cited in Markdown in a folder, before anything is known of a document. */
export function usualMarkdownForm(uri: vscode.Uri | undefined): CitationForm {
  const scope = { languageId: 'markdown', ...(uri ? { uri } : {}) };
  return text(settings.markdown, scope, mentionsKey) ?? builtInForms.markdown[0] ?? '';
}

/** The named styles of a language, with those of the setting. */
export function citationStyles(syntax: Syntax, scope: vscode.ConfigurationScope | undefined): readonly CitationStyle[] {
  const section = vscode.workspace.getConfiguration(settingsSection, scope ?? null);
  return stylesOf(syntax, section.get<unknown>(settings.citationStyles));
}

export type PasteWish = 'offer' | 'cite' | 'off';
const pasteWishes: readonly PasteWish[] = ['offer', 'cite', 'off'];

/** What becomes of an identifier or an entry that is pasted into a document. */
export function pasteWish(scope: vscode.ConfigurationScope): PasteWish {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.paste);
  return pasteWishes.find((wish) => wish === value) ?? 'offer';
}

export function noteSettings(scope: vscode.ConfigurationScope | undefined): NoteSettings {
  return {
    folder: text(settings.notesFolder, scope, () => true) ?? 'notes',
    fileName: text(settings.notesFileName, scope) ?? '@{{citekey}}.md',
    template: text(settings.notesTemplate, scope) ?? defaultTemplate,
  };
}

export type TableKeeping = 'auto' | 'onSave' | 'off';
const tableKeepings: readonly TableKeeping[] = ['auto', 'onSave', 'off'];

/** When the tables of papers in a document that is open are brought up to date. */
export function keepsTables(scope: vscode.ConfigurationScope): TableKeeping {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.keepTables);
  return tableKeepings.find((each) => each === value) ?? 'auto';
}

/** The folder of topic notes below the workspace folder: the setting, or else where the notes of papers begin. */
export function topicNotesFolder(scope: vscode.ConfigurationScope): string {
  return text(settings.topicNotesFolder, scope) ?? noteSettings(scope).folder.replace(/[^/]*\{[{%][^]*$/, '');
}

/** Templates of the paths of papers' files, from the workspace folder on. */
export function filePatterns(scope: vscode.ConfigurationScope): readonly string[] {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.filesFolder);
  const patterns: readonly unknown[] = Array.isArray(value) ? value : [value];
  return patterns.filter((each): each is string => typeof each === 'string' && each.trim() !== '');
}

export type Viewer = 'vscode' | 'system';

/** What shows PDFs. */
export function viewerWish(scope: vscode.ConfigurationScope): Viewer {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.openWith);
  return value === 'system' ? 'system' : 'vscode';
}

/** How a mark of a PDF stands in a note. */
export function markTemplate(scope: vscode.ConfigurationScope): string {
  return text(settings.annotationsTemplate, scope) ?? defaultMarkTemplate;
}

/** The folder of template files, below the workspace folder. */
export function templatesFolder(scope: vscode.ConfigurationScope): string {
  return text(settings.notesTemplatesFolder, scope) ?? '.literature/templates';
}

/** The name of the template for entries of a type, or for all; nothing where the settings choose none. */
export function templateNameFor(type: string, scope: vscode.ConfigurationScope | undefined): string | undefined {
  const value = vscode.workspace.getConfiguration(settingsSection, scope ?? null).get<unknown>(settings.notesTemplates);
  if (typeof value !== 'object' || value === null) return undefined;
  const names = value as Readonly<Record<string, unknown>>;
  return [type, 'default']
    .map((each) => (Object.hasOwn(names, each) ? names[each] : undefined))
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim().replace(/\.md$/i, ''))
    .find(Boolean);
}

export type TopicSource = Exclude<TopicOrigin, 'topics'>;
const topicSources: readonly TopicSource[] = ['keywords', 'collections', 'groups', 'folders'];

export interface TopicSettings {
  /** Which fields of entries become topics. */
  readonly from: readonly TopicSource[];
  readonly propose: boolean;
}

export function topicSettings(): TopicSettings {
  const section = vscode.workspace.getConfiguration(settingsSection, null);
  const from = section.get<unknown>(settings.topicsFrom);
  return {
    from: topicSources.filter((source) => (Array.isArray(from) ? from.includes(source) : source !== 'folders')),
    propose: section.get<unknown>(settings.topicsPropose) !== false,
  };
}

export function topicSettingsChanged(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${settingsSection}.topics`);
}

/** Whether the equals signs of a `.bib` entry are put below each other. */
export function alignsEquals(scope: vscode.ConfigurationScope): boolean {
  return vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.alignEquals) === true;
}

export function showsCodeLens(scope: vscode.ConfigurationScope): boolean {
  return vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.codeLens) === true;
}

const wishes: readonly Wish[] = ['auto', 'on', 'off'];

/**
 * What the user wants of a feature. `citation.completion`, which came before the setting for
 * completion, still says so where it is set and that one is not.
 */
export function featureWish(feature: Feature, scope: vscode.ConfigurationScope): Wish {
  const section = vscode.workspace.getConfiguration(settingsSection, scope);
  const name = settings[`${feature}Feature`];
  if (feature === 'completion' && !isSet(section, name) && isSet(section, settings.completion)) {
    return section.get<unknown>(settings.completion) === false ? 'off' : 'on';
  }
  const value = section.get<unknown>(name);
  return wishes.find((wish) => wish === value) ?? (feature === 'inlayHints' ? 'off' : 'auto');
}

/** Whether the user, a workspace or a language says anything about a setting. */
function isSet(section: vscode.WorkspaceConfiguration, name: string): boolean {
  const levels = Object.entries(section.inspect(name) ?? {});
  return levels.some(([level, value]) => /^(?:global|workspace).*Value$/.test(level) && value !== undefined);
}

export type AddToBibliography = 'ask' | 'always' | 'never';
const addings: readonly AddToBibliography[] = ['ask', 'always', 'never'];

/** Whether the entry of a paper that is cited is added to the document's own bibliography. */
export function addsToBibliography(scope: vscode.ConfigurationScope): AddToBibliography {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.addToBibliography);
  return addings.find((each) => each === value) ?? 'ask';
}

export type KeyLink = 'note' | 'source' | 'page';
const keyLinks: readonly KeyLink[] = ['note', 'source', 'page'];

/** What keys in documents link to; nothing where they do not. */
export function keyLink(scope: vscode.ConfigurationScope): KeyLink | undefined {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.linksOnKeys);
  return keyLinks.find((link) => link === value);
}

/** How much each problem matters in a file: an object by code, or whatever else a settings file holds. */
export function problemSetting(scope: vscode.ConfigurationScope): unknown {
  return vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.problems);
}

export function problemSettingChanged(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${settingsSection}.${settings.problems}`);
}

export type KeepIn = 'notesOrFile' | 'notes';

export interface ReadingSettings {
  /** The user's own statuses, or whatever else a settings file holds. */
  readonly statuses: unknown;
  /** Where it is kept how far papers without a note are read. */
  readonly keepIn: KeepIn;
  /** Whether the view's icon shows how many papers are being read. */
  readonly badge: boolean;
}

export function readingSettings(): ReadingSettings {
  const section = vscode.workspace.getConfiguration(settingsSection, null);
  return {
    statuses: section.get<unknown>(settings.readingStatuses),
    keepIn: section.get<unknown>(settings.readingKeepIn) === 'notes' ? 'notes' : 'notesOrFile',
    badge: section.get<unknown>(settings.readingBadge) === true,
  };
}

export function readingSettingsChanged(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${settingsSection}.reading`);
}

/** A form without the word `key` would cite nothing. */
function mentionsKey(form: string): boolean {
  return /\bkey\b/.test(form);
}

/** What the setting says, where it is a text that will do; a settings file may hold anything. */
function text(
  name: string,
  scope: vscode.ConfigurationScope | undefined,
  isGood: (value: string) => boolean = (value) => !!value.trim(),
): string | undefined {
  const value = vscode.workspace.getConfiguration(settingsSection, scope ?? null).get<unknown>(name);
  return typeof value === 'string' && isGood(value) ? value : undefined;
}

/** Beginnings of cross-references, such as `vid` for `@vid-talk`, that the user adds to the usual ones. */
export function crossReferences(scope: vscode.ConfigurationScope): readonly string[] {
  const value = vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(settings.crossReferences);
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string' && each !== '') : [];
}
