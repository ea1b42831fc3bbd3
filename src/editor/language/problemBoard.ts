import * as vscode from 'vscode';
import type { Problem } from '../../core/entry/entry.ts';
import type { Severity } from '../../core/language/problems/severity.ts';
import { severities, severityOf } from '../../core/language/problems/severity.ts';
import { ProblemPage } from './problemPage.ts';
import { problemText } from '../library/problemTexts.ts';
import { problemSetting, problemSettingChanged } from '../settings.ts';

/** A problem at its place in a document. */
export interface BoardProblem extends Pick<Problem, 'code' | 'facts'> {
  readonly range: vscode.Range;
  readonly related?: vscode.Location;
  /** It matters no more than this, whatever the setting says. */
  readonly atMost?: Severity;
}

/** Who finds problems; each replaces its own. */
export type Finder =
  | 'sources'
  | 'entries'
  | 'citations'
  | 'bibliographies'
  | 'notes'
  | 'noteKeys'
  | 'attachments'
  | 'tables'
  | 'foreignTables'
  | 'templates';

/** A document shows so many problems. */
const mostShown = 1000;

/** All problems of all files, the one owner of what the Problems panel shows. */
export class ProblemBoard implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('literatureNotes');
  readonly #problems = new Map<string, Map<Finder, readonly BoardProblem[]>>();
  /** What is shown now, as text: what is the same is not shown again. */
  readonly #shown = new Map<string, string>();
  readonly #disposables: readonly vscode.Disposable[];

  readonly #page: ProblemPage;

  constructor(extensionUri: vscode.Uri) {
    this.#page = new ProblemPage(extensionUri);
    this.#disposables = [
      this.#collection,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (problemSettingChanged(event)) for (const uri of this.#problems.keys()) this.#show(vscode.Uri.parse(uri));
      }),
    ];
  }

  /** Takes the problems of a file in the place of those that the same finder told before. */
  put(finder: Finder, uri: vscode.Uri, problems: readonly BoardProblem[]): void {
    const key = uri.toString();
    const all = this.#problems.get(key) ?? new Map<Finder, readonly BoardProblem[]>();
    if (problems.length) this.#problems.set(key, all.set(finder, problems));
    else if (!all.delete(finder)) return;
    if (!all.size) this.#problems.delete(key);
    this.#show(uri);
  }

  /** The problems that are shown in a file, or at a place of it. */
  of(uri: vscode.Uri, range?: vscode.Range): readonly BoardProblem[] {
    const setting = problemSetting(uri);
    const all = [...(this.#problems.get(uri.toString())?.values() ?? [])].flat();
    return all.filter(
      (problem) => severityOf(problem.code, setting) !== 'off' && (!range || problem.range.intersection(range)),
    );
  }

  /** Whether a problem is shown in a file at all. */
  isOn(code: string, uri: vscode.Uri): boolean {
    return severityOf(code, problemSetting(uri)) !== 'off';
  }

  /** The files that a finder told of. */
  filesOf(finder: Finder): readonly vscode.Uri[] {
    return [...this.#problems].filter(([, all]) => all.has(finder)).map(([uri]) => vscode.Uri.parse(uri));
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  #show(uri: vscode.Uri): void {
    const key = uri.toString();
    const setting = problemSetting(uri);
    const diagnostics = this.of(uri)
      .slice(0, mostShown)
      .map((problem) => diagnosticOf(problem, severityOf(problem.code, setting), this.#page));
    const signature = diagnostics.length ? JSON.stringify(diagnostics) : '';
    if (signature === (this.#shown.get(key) ?? '')) return;
    if (signature) this.#shown.set(key, signature);
    else this.#shown.delete(key);
    this.#collection.set(uri, diagnostics);
  }
}

function diagnosticOf(problem: BoardProblem, chosen: Severity, page: ProblemPage): vscode.Diagnostic {
  const { code, facts = {}, range, related, atMost } = problem;
  const severity = atMost && severities.indexOf(atMost) > severities.indexOf(chosen) ? atMost : chosen;
  const text = problemText({ code, facts, span: { start: 0, end: 0 } });
  const diagnostic = new vscode.Diagnostic(range, text, levels[severity]);
  diagnostic.source = 'Literature Notes';
  diagnostic.code = { value: code, target: page.placeOf(code) };
  if (code === 'unusedEntry') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  if (related)
    diagnostic.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(related, vscode.l10n.t('The other place')),
    ];
  return diagnostic;
}

const levels: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
  off: vscode.DiagnosticSeverity.Hint,
};
