import * as vscode from 'vscode';
import type { Syntax } from '../../core/citations/syntax.ts';
import type { CitationForm } from '../../core/citations/write.ts';
import { citationText } from '../../core/citations/write.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import { Insertions } from '../landing/insertions.ts';
import type { Landing } from '../landing/landing.ts';
import type { Papers } from '../library/papers.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import { citationForms } from '../settings.ts';
import { citationSyntax, insertCitation } from './insert.ts';
import type { PaperPicker } from './picker.ts';
import { pickerKeys } from './picker.ts';
import type { RecentPapers } from './recent.ts';
import { chooseStyle, styleNamed, written } from './style.ts';
import type { LastEditor } from './target.ts';

export interface Citing {
  readonly papers: Papers;
  readonly picker: PaperPicker;
  readonly recent: RecentPapers;
  readonly lastEditor: LastEditor;
  readonly landing: Landing;
  readonly selected: SelectedPapers;
  readonly log: vscode.LogOutputChannel;
}

/** The commands that put citations into documents. */
export function registerCiting(citing: Citing): vscode.Disposable {
  const { picker, log, selected } = citing;
  return vscode.Disposable.from(
    registerCommand(log, commands.insertCitation, (options) => pickAndCite(citing, styleIn(options))),
    registerCommand(log, commands.acceptAlternative, () => picker.acceptAlternative()),
    registerCommand(log, commands.tickPaper, () => picker.tick()),
    registerCommand(log, commands.citePaper, async (...args) =>
      cite(citing, await selected.papers(args, vscode.l10n.t('Cite'))),
    ),
    registerCommand(log, commands.citePaperInStyle, async (...args) =>
      citeInStyle(citing, await selected.papers(args, vscode.l10n.t('Cite in Another Style'))),
    ),
  );
}

/** Lets papers be chosen and cites them, in a style of this name where one is asked for. */
async function pickAndCite(citing: Citing, style: string | undefined): Promise<void> {
  const { usual, alternative, syntax, document } = formsFor(citing);
  const styled = style === undefined ? undefined : styleNamed(style, syntax, document);
  if (style !== undefined && styled === undefined) return;
  const other = citationText(alternative, ['key'], syntax);
  const keys = await pickerKeys();
  const picked = await citing.picker.pick({
    title:
      style === undefined
        ? vscode.l10n.t('Insert Citation')
        : vscode.l10n.t('Insert Citation: {0}', citationTitle(style, styled, syntax)),
    placeholder: vscode.l10n.t('Search papers · {0}: {1} · {2}: tick several', keys.alternative, other, keys.tick),
    many: true,
    alternative: vscode.l10n.t('Insert {0} ({1})', other, keys.alternative),
    styles: vscode.l10n.t('Cite in Another Style…'),
  });
  if (!picked) return;
  if (picked.wantsStyle) return citeInStyle(citing, picked.papers);
  await cite(citing, picked.papers, picked.isAlternative ? alternative : (styled ?? usual));
}

function citationTitle(style: string, template: CitationForm | undefined, syntax: Syntax): string {
  return template === undefined ? style : `${style} · ${citationText(template, ['key'], syntax)}`;
}

async function citeInStyle(citing: Citing, papers: readonly Paper[]): Promise<void> {
  if (!papers.length) return;
  const { syntax, document } = formsFor(citing);
  const template = await chooseStyle(citing.papers, papers, syntax, document);
  if (template !== undefined) await cite(citing, papers, template);
}

async function cite(citing: Citing, papers: readonly Paper[], form?: CitationForm): Promise<void> {
  const { lastEditor, recent, landing } = citing;
  if (!papers.length) return;
  const { usual, syntax } = formsFor(citing);
  const citation = await written(citing.papers, form ?? usual, papers, syntax);
  const keys = papers.map(({ key }) => key);
  const editor = lastEditor.current;
  const insertions = editor && new Insertions(editor.document);
  let isDone = false;
  try {
    isDone = await insertCitation(editor, citation, keys, syntax);
  } finally {
    insertions?.end();
    if (!isDone) insertions?.dispose();
  }
  if (!isDone) return;
  if (editor) landing.cited(editor.document, papers, insertions);
  await recent.add(keys);
}

function formsFor({ lastEditor }: Citing) {
  const document = lastEditor.current?.document;
  const syntax = document ? citationSyntax(document) : 'markdown';
  return { document, syntax, ...citationForms(syntax, document) };
}

/** What a keybinding says: `{ "style": "textcite" }`. A menu gives the address of its document instead. */
function styleIn(options: unknown): string | undefined {
  if (typeof options !== 'object' || options === null || !('style' in options)) return undefined;
  return typeof options.style === 'string' ? options.style : undefined;
}
