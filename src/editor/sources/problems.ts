import * as vscode from 'vscode';
import type { MissingSource } from './find.ts';
import type { Sources } from './sources.ts';
import { nameOf } from './texts.ts';

const code = 'missingBibliography';

/** What a new file of this kind begins with; no other kind is offered. */
const beginnings: Readonly<Record<string, string>> = { bib: '', bibtex: '', ris: '', json: '[]\n', yaml: '', yml: '' };

/** Says where a bibliography is named that is not there, and offers to create it. */
export function registerMissingFiles(sources: Sources): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('literatureNotesSources');
  const show = () => {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const missing of sources.missing) {
      if (missing.kind !== 'named') continue;
      const key = missing.naming.uri.toString();
      const same = byFile.get(key);
      if (same) same.push(diagnosticOf(missing));
      else byFile.set(key, [diagnosticOf(missing)]);
    }
    collection.forEach((uri) => {
      if (!byFile.has(uri.toString())) collection.delete(uri);
    });
    for (const [key, diagnostics] of byFile) collection.set(vscode.Uri.parse(key), diagnostics);
  };
  const fixes = vscode.languages.registerCodeActionsProvider(
    { pattern: '**/*' },
    { provideCodeActions: (document, range, context) => fixesFor(document, range, context, sources) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  return vscode.Disposable.from(collection, sources.onDidChange(show), fixes);
}

type Named = Extract<MissingSource, { readonly kind: 'named' }>;

function diagnosticOf({ link, naming, uri }: Named): vscode.Diagnostic {
  // TeX also looks in folders of its own, which are not known here
  const mayBeElsewhere = naming.syntax === 'latex' && !link.name.includes('/');
  const message = mayBeElsewhere
    ? vscode.l10n.t(
        'The bibliography "{0}" is not in the folder of the document; its entries are not in the library.',
        link.name,
      )
    : vscode.l10n.t('The bibliography "{0}" is not there: {1}.', link.name, nameOf(uri));
  const severity = mayBeElsewhere ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(link.range, message, severity);
  diagnostic.source = 'Literature Notes';
  diagnostic.code = code;
  return diagnostic;
}

function fixesFor(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
  sources: Sources,
): vscode.CodeAction[] {
  return sources.missing.flatMap((missing) => {
    if (missing.kind !== 'named' || missing.naming.uri.toString() !== uri.toString()) return [];
    const { link, uri: place } = missing;
    const ending = /\.(\w+)$/.exec(place.path)?.[1]?.toLowerCase() ?? '';
    const beginning = Object.hasOwn(beginnings, ending) ? beginnings[ending] : undefined;
    if (beginning === undefined || !link.range.intersection(range)) return [];
    const title = vscode.l10n.t('Create {0}', nameOf(place));
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.createFile(place, { ignoreIfExists: true });
    if (beginning) action.edit.insert(place, new vscode.Position(0, 0), beginning);
    action.diagnostics = diagnostics.filter((each) => each.code === code && each.range.isEqual(link.range));
    action.isPreferred = true;
    return [action];
  });
}
