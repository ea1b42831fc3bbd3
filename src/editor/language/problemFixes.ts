import * as vscode from 'vscode';
import { nearKeysOf } from '../../core/language/problems/citationProblems.ts';
import { commands } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { fixesOfNote } from '../notes/fixes.ts';
import { fixesOfTemplate } from '../notes/templates/fixes.ts';
import type { Sources } from '../sources/sources.ts';
import { isOf } from './diagnostics.ts';
import type { DocumentCitations } from './documents.ts';
import { fixesOfCitation } from './fixesOfCitation.ts';
import { fixesOfEntry } from './fixesOfEntry.ts';
import type { BoardProblem, ProblemBoard } from './problemBoard.ts';

export interface Fixing {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly documents: DocumentCitations;
  readonly board: ProblemBoard;
}

/** One way to put a problem right. */
export interface Fix {
  readonly title: string;
  /** Worked out when it is chosen, where it takes looking into files. */
  readonly edit?: vscode.WorkspaceEdit | (() => Promise<vscode.WorkspaceEdit | undefined>);
  readonly command?: vscode.Command;
  readonly isPreferred?: boolean;
}

/** At one place so many problems are offered fixes. */
const mostProblems = 20;
const fixAll = vscode.CodeActionKind.SourceFixAll.append('literatureNotes');

class FixAction extends vscode.CodeAction {
  readonly make: (() => Promise<vscode.WorkspaceEdit | undefined>) | undefined;

  constructor({ title, edit, command, isPreferred }: Fix, diagnostics: vscode.Diagnostic[]) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.diagnostics = diagnostics;
    if (typeof edit === 'function') this.make = edit;
    else if (edit) this.edit = edit;
    if (command) this.command = command;
    if (isPreferred) this.isPreferred = true;
  }
}

/** Offers ways to put right what the board tells, and all safe ones at once. */
export function registerProblemFixes(fixing: Fixing): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { pattern: '**/*' },
    {
      provideCodeActions: async (document, range, { diagnostics, only }, token) => {
        if (only?.contains(fixAll)) return [fixAllOf(document, fixing.board)].filter((all) => all !== undefined);
        const actions: vscode.CodeAction[] = [];
        for (const problem of fixing.board.of(document.uri, range).slice(0, mostProblems)) {
          const own = diagnostics.filter((each) => isOf(each, problem.code) && each.range.isEqual(problem.range));
          const fixes = await fixesOf(document, problem, fixing);
          if (token.isCancellationRequested) return [];
          for (const fix of fixes) actions.push(new FixAction(fix, own));
        }
        return actions;
      },
      resolveCodeAction: async (action) => {
        const edit = action instanceof FixAction ? await action.make?.() : undefined;
        if (edit) action.edit = edit;
        return action;
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll] },
  );
}

async function fixesOf(document: vscode.TextDocument, problem: BoardProblem, fixing: Fixing): Promise<Fix[]> {
  switch (problem.code) {
    case 'unknownKey':
    case 'notInBibliography':
    case 'linkWithoutNote':
      return fixesOfCitation(document, problem, nearKeysOf({ ...problem, span: { start: 0, end: 0 } }), fixing);
    case 'locatorWithoutNumber':
      return [locatorFix(document, problem)];
    case 'uncheckedCitations':
      return [command(vscode.l10n.t('Show the sources of the library'), 'literatureNotes.sources.focus')];
    case 'noteWithoutPaper':
    case 'noteKeyDiffers':
    case 'severalNotes':
      return fixesOfNote(document, problem, fixing.papers);
    case 'missingAttachment': {
      const { paper } = problem.facts ?? {};
      return paper === undefined ? [] : [command(vscode.l10n.t('Link another file…'), commands.linkPdf, paper)];
    }
    default:
      if (problem.code === 'unknownVariable' || problem.code.startsWith('template'))
        return fixesOfTemplate(document, problem);
      return fixesOfEntry(document, problem, fixing.papers);
  }
}

/** The word without its number goes, with the comma and blanks before it. */
function locatorFix(document: vscode.TextDocument, { range, facts }: BoardProblem): Fix {
  const start = document.offsetAt(range.start);
  const before = /[\s,]*$/.exec(document.getText().slice(Math.max(0, start - 20), start))?.[0] ?? '';
  const edit = new vscode.WorkspaceEdit();
  edit.delete(document.uri, range.with({ start: document.positionAt(start - before.length) }));
  return { title: vscode.l10n.t('Remove "{0}"', facts?.['label'] ?? ''), edit };
}

function command(title: string, id: string, ...args: readonly string[]): Fix {
  return { title, command: { title, command: id, arguments: [...args] } };
}

/** What is beyond doubt: how identifiers are written. */
function fixAllOf(document: vscode.TextDocument, board: ProblemBoard): vscode.CodeAction | undefined {
  const edit = new vscode.WorkspaceEdit();
  let isEmpty = true;
  for (const { range, facts } of board.of(document.uri)) {
    const fixed = facts?.['fixed'];
    if (fixed === undefined || document.getText(range) !== facts?.['value']) continue;
    edit.replace(document.uri, range, fixed);
    isEmpty = false;
  }
  if (isEmpty) return undefined;
  const action = new vscode.CodeAction(vscode.l10n.t('Write all identifiers as they are written'), fixAll);
  action.edit = edit;
  return action;
}
