import * as vscode from 'vscode';
import type { RenderedMark } from '../../core/annotations/block.ts';
import type { MarkType, PdfMark } from '../../core/annotations/marks.ts';
import type { MarkPlace } from '../../core/annotations/template.ts';
import { settings, settingsSection } from '../ids.ts';
import { SettingError } from '../settingError.ts';
import { markTemplate } from '../settings.ts';
import { nameOf } from '../sources/texts.ts';
import type { MarksOfPaper } from './importAnnotations.ts';
import { linkFrom, zoteroLink } from './link.ts';

/** So many marks are written as text before others have a turn. */
const atOnce = 50;

/** The marks as a note is to show them, by the template of the setting. */
export async function renderedMarks(note: vscode.Uri, files: MarksOfPaper['files']): Promise<readonly RenderedMark[]> {
  const { renderMarks } = await import('../../core/annotations/template.ts');
  const root = vscode.workspace.getWorkspaceFolder(note)?.uri;
  const placed = files.flatMap(({ file, marks }) =>
    marks.map((mark) => ({ mark, place: placeOf(mark, file.uri, linkFrom(note, file.uri, root)) })),
  );
  const template = markTemplate(note);
  const done: RenderedMark[] = [];
  for (let first = 0; first < placed.length; first += atOnce) {
    const result = renderMarks(template, placed.slice(first, first + atOnce));
    if ('error' in result) throw templateError(result.error);
    done.push(...result.marks);
    // others have their turn where there are many
    if (first > 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return done;
}

function templateError({ message, line }: { readonly message: string; readonly line?: number }): SettingError {
  const name = `${settingsSection}.${settings.annotationsTemplate}`;
  return new SettingError(
    name,
    line === undefined
      ? vscode.l10n.t('The template in the setting {0} cannot be used: {1}', name, message)
      : vscode.l10n.t('The template in the setting {0} cannot be used, line {1}: {2}', name, line, message),
  );
}

function placeOf({ page, type }: PdfMark, file: vscode.Uri, link: string): MarkPlace {
  return {
    link: `${link}#page=${page}`,
    file: nameOf(file),
    zotero: zoteroLink(file, page),
    typeTitle: titles[type](),
  };
}

const titles: Readonly<Record<MarkType, () => string>> = {
  highlight: () => vscode.l10n.t('Highlight'),
  underline: () => vscode.l10n.t('Underline'),
  strikeout: () => vscode.l10n.t('Strikeout'),
  squiggly: () => vscode.l10n.t('Squiggly Underline'),
  note: () => vscode.l10n.t('Note'),
  text: () => vscode.l10n.t('Text'),
  ink: () => vscode.l10n.t('Drawing'),
};
