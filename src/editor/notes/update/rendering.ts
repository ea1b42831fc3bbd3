import type * as vscode from 'vscode';
import type { Entry } from '../../../core/entry/entry.ts';
import type { Papers } from '../../library/papers.ts';

/** What a note is made with beside its paper. */
export interface Making {
  /** The template's name; nothing for the one that the settings give. */
  readonly template?: string;
  readonly date: string;
  readonly selectedText: string;
}

/** The text that the template gives for a paper in a folder. Fails with a sentence where the template cannot be used. */
export async function rendered(papers: Papers, entry: Entry, scope: vscode.Uri, making: Making): Promise<string> {
  // the template engine is loaded when it is first needed
  const { renderNote } = await import('../render.ts');
  return renderNote(papers, entry, scope, making.selectedText, making.date);
}
