import type * as vscode from 'vscode';
import type { Entry } from '../../../core/entry/entry.ts';
import type { RenderedNote } from '../render.ts';
import type { TemplateKnowledge } from '../templateContext.ts';

/** What a note is made with beside its paper. */
export interface Making {
  /** The template that was chosen for it; nothing where the settings choose. */
  readonly template?: string;
  readonly date: string;
  readonly selectedText: string;
}

/** What a rendered note was made with; `template` is the name of the one that was asked for. */
export function makingOf({ context, uses }: RenderedNote, template?: string): Making {
  return {
    ...(template === undefined ? {} : { template }),
    date: context.currentDate,
    selectedText: uses.has('selectedText') ? context.selectedText : '',
  };
}

/** The text that the template gives for a paper in a folder. Fails with a sentence where the template cannot be used. */
export async function rendered(
  knowledge: TemplateKnowledge,
  entry: Entry,
  scope: vscode.Uri,
  { template, date, selectedText }: Making,
): Promise<string> {
  // the template engine is loaded when it is first needed
  const { renderedNote } = await import('../render.ts');
  const note = await renderedNote(knowledge, entry, scope, { template, currentDate: date, selectedText });
  return note.text;
}
