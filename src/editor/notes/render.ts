import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { Rendered } from '../../core/notes/template.ts';
import { renderPath, renderTemplate } from '../../core/notes/template.ts';
import { yamlFault } from '../../core/notes/templates/noteYaml.ts';
import { namesIn } from '../../core/notes/templates/scan.ts';
import type { TemplateContext } from '../../core/notes/variables.ts';
import { templateVariables } from '../../core/notes/variables.ts';
import { safePath } from '../../core/notes/fileName.ts';
import type { TextEdit } from '../../core/text.ts';
import { settings, settingsSection } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { problemText } from '../library/problemTexts.ts';
import { SettingError } from '../settingError.ts';
import { noteSettings } from '../settings.ts';
import type { TemplateKnowledge, TemplateMoment } from './templateContext.ts';
import { knownOf, templateContext } from './templateContext.ts';
import type { NoteTemplate } from './templates/choice.ts';
import { templateFor, titleOf } from './templates/choice.ts';

/** A note as its template gives it, written nowhere yet. */
export interface RenderedNote {
  readonly text: string;
  readonly template: NoteTemplate;
  /** What it was made with, such as the date. */
  readonly context: TemplateContext;
  /** Names that the template uses, so that one knows whether the date or the selection is in the note. */
  readonly uses: ReadonlySet<string>;
}

/** A template that gives no note, or none with front matter that can be read. */
export class UnusableTemplate extends Error {
  readonly template: NoteTemplate;
  /** From 1. */
  readonly line: number | undefined;
  /** Edits of the template that would mend it for the paper. */
  readonly quoted: readonly TextEdit[] | undefined;

  constructor(message: string, template: NoteTemplate, line?: number, quoted?: readonly TextEdit[]) {
    super(message);
    this.template = template;
    this.line = line;
    this.quoted = quoted;
  }
}

/**
 * Renders a paper's note for a place, with the template of that name or the one that the settings choose. A template
 * that cannot be used, or whose front matter for this paper could not be read, is an `UnusableTemplate`.
 */
export async function renderedNote(
  keeping: TemplateKnowledge,
  entry: Entry,
  scope: vscode.Uri | undefined,
  { template: name, ...moment }: TemplateMoment & { readonly template?: string | undefined } = {},
): Promise<RenderedNote> {
  const template = await templateFor(entry.item.type, scope, name);
  const uses = namesIn(template.text);
  const context = await templateContext(keeping, entry, scope, uses, moment);
  const variables = templateVariables(entry, context);
  const rendered = renderTemplate(template.text, variables);
  if ('error' in rendered) throw unusable(template, rendered.error);
  const fault = yamlFault(template.text, variables);
  if (!fault) return { text: rendered.text, template, context, uses };
  const message = vscode.l10n.t(
    '{0}, line {1}: for "{2}" this gives front matter that cannot be read. {3}',
    inMessage(template),
    fault.line,
    entry.key,
    problemText(fault.problem),
  );
  throw new UnusableTemplate(message, template, fault.line, fault.quoted);
}

function unusable(
  template: NoteTemplate,
  { message, line }: { readonly message: string; readonly line?: number },
): Error {
  const text =
    line === undefined
      ? vscode.l10n.t('{0} cannot be used: {1}', inMessage(template), message)
      : vscode.l10n.t('{0} cannot be used, line {1}: {2}', inMessage(template), line, message);
  return new UnusableTemplate(text, template, line);
}

function inMessage(template: NoteTemplate): string {
  return template.origin === 'setting'
    ? vscode.l10n.t('The template in the setting {0}', `${settingsSection}.${settings.notesTemplate}`)
    : vscode.l10n.t('The template "{0}"', titleOf(template));
}

/** Where a paper's note belongs: a path below the workspace folder, with `/` between its names. */
export function notePath(papers: Papers, entry: Entry, scope: vscode.Uri): string {
  const { folder, fileName } = noteSettings(scope);
  const names = templateVariables(entry, knownOf(papers, entry, scope));
  const below = textOf(renderPath(folder, names), settings.notesFolder);
  const name = textOf(renderPath(fileName, names), settings.notesFileName);
  return safePath(`${below}/${name}`, '.md');
}

function textOf(rendered: Rendered, setting: string): string {
  if ('text' in rendered) return rendered.text;
  const { message, line } = rendered.error;
  const name = `${settingsSection}.${setting}`;
  throw new SettingError(
    name,
    line === undefined
      ? vscode.l10n.t('The template in the setting {0} cannot be used: {1}', name, message)
      : vscode.l10n.t('The template in the setting {0} cannot be used, line {1}: {2}', name, line, message),
  );
}
