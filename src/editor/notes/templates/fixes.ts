import * as vscode from 'vscode';
import { inLiquid } from '../../../core/notes/templates/handlebars.ts';
import type { TextEdit } from '../../../core/text.ts';
import type { BoardProblem } from '../../language/problemBoard.ts';
import type { Fix } from '../../language/problemFixes.ts';

/** Ways to put a template right. */
export function fixesOfTemplate(document: vscode.TextDocument, { code, facts = {}, range }: BoardProblem): Fix[] {
  switch (code) {
    case 'templateChanged':
    case 'templateYaml': {
      const quoted = facts['quoted'];
      if (quoted === undefined) return [];
      const edit = editOf(document, JSON.parse(quoted) as TextEdit[]);
      return edit ? [{ title: vscode.l10n.t('Quote with "| yaml"'), edit, isPreferred: true }] : [];
    }
    case 'templateHandlebars': {
      const whole = inLiquid(document.getText());
      const all = whole?.length ? editOf(document, whole) : undefined;
      return [
        ...(facts['liquid'] ? [replacement(document, range, facts['liquid'], !all)] : []),
        ...(all ? [{ title: vscode.l10n.t('Write the whole template in Liquid'), edit: all, isPreferred: true }] : []),
      ];
    }
    case 'templateFilter':
    case 'templateTag':
    case 'unknownVariable':
      return facts['near'] ? [replacement(document, range, facts['near'], true)] : [];
    case 'templateUnclosed':
      return [insertion(document, range.end, ` ${facts['end'] ?? '}}'}`)];
    default:
      return [];
  }
}

function replacement(document: vscode.TextDocument, range: vscode.Range, text: string, isPreferred: boolean): Fix {
  const edit = new vscode.WorkspaceEdit();
  // the third brace of {{{title}}} stands behind the place
  const end = document.offsetAt(range.end);
  const isTriple = document.getText(range).startsWith('{{{') && document.getText().charAt(end) === '}';
  edit.replace(document.uri, isTriple ? range.with({ end: document.positionAt(end + 1) }) : range, text);
  return { title: vscode.l10n.t('Change to "{0}"', text), edit, isPreferred };
}

function insertion(document: vscode.TextDocument, place: vscode.Position, text: string): Fix {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, place, text);
  return { title: vscode.l10n.t('Close it with "{0}"', text.trim()), edit, isPreferred: true };
}

function editOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit | undefined {
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, text.replace(/\r?\n/g, lineEnd));
  }
  return edit;
}
