import * as vscode from 'vscode';
import { isOf } from '../language/diagnostics.ts';
import type { BoardProblem, ProblemBoard } from '../language/problemBoard.ts';
import type { MissingSource } from './find.ts';
import type { Sources } from './sources.ts';
import { nameOf } from './texts.ts';

const code = 'missingBibliography';

/** What a new file of this kind begins with; no other kind is offered. */
const beginnings: Readonly<Record<string, string>> = { bib: '', bibtex: '', ris: '', json: '[]\n', yaml: '', yml: '' };

/** Says where a bibliography is named that is not there, and offers to create it. */
export function registerMissingFiles(sources: Sources, board: ProblemBoard): vscode.Disposable {
  const show = () => {
    const byFile = new Map<string, BoardProblem[]>();
    for (const missing of sources.missing) {
      if (missing.kind !== 'named') continue;
      const key = documentOf(missing).toString();
      byFile.set(key, [...(byFile.get(key) ?? []), problemOf(missing)]);
    }
    for (const uri of board.filesOf('bibliographies'))
      if (!byFile.has(uri.toString())) board.put('bibliographies', uri, []);
    for (const [key, problems] of byFile) board.put('bibliographies', vscode.Uri.parse(key), problems);
  };
  const fixes = vscode.languages.registerCodeActionsProvider(
    { pattern: '**/*' },
    { provideCodeActions: (document, range, context) => fixesFor(document, range, context, sources) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  return vscode.Disposable.from(sources.onDidChange(show), fixes);
}

type Named = Extract<MissingSource, { readonly kind: 'named' }>;

/** Where it is named: a notebook has a cell for that. */
function documentOf({ naming }: Named): vscode.Uri {
  return naming.cell ?? naming.uri;
}

function problemOf({ link, naming, uri }: Named): BoardProblem {
  // TeX also looks in folders of its own, which are not known here
  const mayBeElsewhere = naming.syntax === 'latex' && !link.name.includes('/');
  return {
    code,
    facts: { name: link.name, file: nameOf(uri), ...(mayBeElsewhere ? { elsewhere: 'perhaps' } : {}) },
    range: link.range,
    ...(mayBeElsewhere ? { atMost: 'information' } : {}),
  };
}

function fixesFor(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
  sources: Sources,
): vscode.CodeAction[] {
  return sources.missing.flatMap((missing) => {
    if (missing.kind !== 'named' || documentOf(missing).toString() !== uri.toString()) return [];
    const { link, uri: place } = missing;
    const ending = /\.(\w+)$/.exec(place.path)?.[1]?.toLowerCase() ?? '';
    const beginning = Object.hasOwn(beginnings, ending) ? beginnings[ending] : undefined;
    if (beginning === undefined || !link.range.intersection(range)) return [];
    const title = vscode.l10n.t('Create {0}', nameOf(place));
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.createFile(place, { ignoreIfExists: true });
    if (beginning) action.edit.insert(place, new vscode.Position(0, 0), beginning);
    action.diagnostics = diagnostics.filter((each) => isOf(each, code) && each.range.isEqual(link.range));
    action.isPreferred = true;
    return [action];
  });
}
