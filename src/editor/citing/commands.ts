import * as vscode from 'vscode';
import { builtInForms } from '../../core/citations/write.ts';
import type { CitationForm } from '../../core/citations/write.ts';
import { citationText } from '../../core/citations/write.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { Landing } from '../landing/landing.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import { citationForms } from '../settings.ts';
import { citationSyntax, insertCitation } from './insert.ts';
import type { PaperPicker } from './picker.ts';
import { pickerKeys } from './picker.ts';
import type { RecentPapers } from './recent.ts';
import type { LastEditor } from './target.ts';

export interface Citing {
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
    registerCommand(log, commands.insertCitation, () => pickAndCite(citing)),
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

async function pickAndCite(citing: Citing): Promise<void> {
  const editor = citing.lastEditor.current;
  const { usual, alternative, syntax } = formsFor(editor);
  const other = citationText(alternative, ['key'], syntax);
  const keys = await pickerKeys();
  const picked = await citing.picker.pick({
    title: vscode.l10n.t('Insert Citation'),
    placeholder: vscode.l10n.t('Search papers · {0}: {1} · {2}: tick several', keys.alternative, other, keys.tick),
    many: true,
    alternative: vscode.l10n.t('Insert {0} ({1})', other, keys.alternative),
  });
  if (picked) await cite(citing, picked.papers, picked.isAlternative ? alternative : usual);
}

async function citeInStyle(citing: Citing, papers: readonly Paper[]): Promise<void> {
  if (!papers.length) return;
  const { usual, alternative, syntax } = formsFor(citing.lastEditor.current);
  const keys = papers.map(({ key }) => key);
  const forms = [...new Set([usual, alternative, ...builtInForms[syntax]])];
  const items = forms.map((form) => ({ form, label: citationText(form, keys, syntax) }));
  const choice = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('How the citation is written'),
  });
  if (choice) await cite(citing, papers, choice.form);
}

async function cite(citing: Citing, papers: readonly Paper[], form?: CitationForm): Promise<void> {
  const { lastEditor, recent, landing } = citing;
  if (!papers.length) return;
  const editor = lastEditor.current;
  const { usual, syntax } = formsFor(editor);
  const keys = papers.map(({ key }) => key);
  if (!(await insertCitation(editor, form ?? usual, keys, syntax))) return;
  if (editor) landing.cited(editor.document, papers);
  await recent.add(keys);
}

function formsFor(editor: vscode.TextEditor | undefined) {
  const syntax = editor ? citationSyntax(editor.document) : 'markdown';
  return { syntax, ...citationForms(syntax, editor?.document) };
}
