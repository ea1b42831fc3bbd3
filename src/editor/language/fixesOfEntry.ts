import * as vscode from 'vscode';
import { readAny } from '../../core/formats/readers.ts';
import type { TextEdit } from '../../core/text.ts';
import { addFields, deleteEntry } from '../../core/language/fixes/entryEdits.ts';
import { mendEntry } from '../../core/language/fixes/mendEntry.ts';
import { freeKey } from '../../core/sources/pasted.ts';
import type { Span } from '../../core/text.ts';
import type { Papers } from '../library/papers.ts';
import { rangeOf } from './documents.ts';
import type { BoardProblem } from './problemBoard.ts';
import type { Fix } from './problemFixes.ts';

/** An entry is looked for in so much of its file. */
const longestEntry = 200_000;

/** Ways to put right an entry of a bibliography. */
export function fixesOfEntry(document: vscode.TextDocument, problem: BoardProblem, papers: Papers): Fix[] {
  const { code, range, facts = {} } = problem;
  const key = facts['key'] ?? '';
  switch (code) {
    case 'badDoi':
    case 'badIsbn':
    case 'badIssn':
    case 'badArxiv': {
      const fixed = facts['fixed'];
      if (fixed === undefined || document.getText(range) !== facts['value']) return [];
      return [
        { title: vscode.l10n.t('Change to "{0}"', fixed), edit: replace(document, range, fixed), isPreferred: true },
      ];
    }
    case 'duplicateKey': {
      if (document.getText(range) !== key) return [];
      const free = freeKey(key, (each) => papers.get(each) !== undefined);
      return [{ title: vscode.l10n.t('Change this key to "{0}"', free), edit: replace(document, range, free) }];
    }
    case 'missingField': {
      const names = (facts['proposed'] ?? '').split(',').filter(Boolean);
      const title = vscode.l10n.t('Add {0}', names.join(', '));
      return entryFix(document, range, title, (text, span) => addFields(text, span, names), true);
    }
    case 'missingComma':
    case 'unclosedEntry': {
      const text = document.getText();
      const edit = mendEntry(text, code, { start: document.offsetAt(range.start), end: document.offsetAt(range.end) });
      const title =
        code === 'missingComma' ? vscode.l10n.t('Insert the missing comma') : vscode.l10n.t('Close the entry');
      return edit ? [{ title, edit: replace(document, rangeOf(document, edit), edit.text), isPreferred: true }] : [];
    }
    case 'unusedEntry':
    case 'repeatedEntry':
      return entryFix(document, range, vscode.l10n.t('Delete the entry "{0}"', key), deleteEntry);
    default:
      return [];
  }
}

function entryFix(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
  editOf: (text: string, span: Span) => TextEdit | undefined,
  isPreferred = false,
): Fix[] {
  const text = document.getText();
  const span = entryAt(text, document.offsetAt(range.start));
  const edit = span && editOf(text, span);
  return edit ? [{ title, edit: replace(document, rangeOf(document, edit), edit.text), isPreferred }] : [];
}

/** The BibTeX entry whose key stands at a place, as the file is now. */
function entryAt(text: string, key: number): Span | undefined {
  const start = text.lastIndexOf('@', key);
  if (start < 0 || !/^@\s*[\w-]+\s*[{(]\s*$/.test(text.slice(start, key))) return undefined;
  const [entry] = readAny(text.slice(start, start + longestEntry), 'entry.bib', 'bibtex').entries;
  return entry?.source.span.start === 0 ? { start, end: start + entry.source.span.end } : undefined;
}

function replace(document: vscode.TextDocument, range: vscode.Range, text: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  return edit;
}
