import * as vscode from 'vscode';
import type { Entry } from '../../../core/entry/entry.ts';
import type { Paper } from '../../../core/entry/paper.ts';
import { commands } from '../../ids.ts';
import type { TemplateKnowledge } from '../templateContext.ts';
import type { TemplateDocuments } from './documents.ts';
import { textOfTemplate } from './files.ts';

export const previewScheme = 'literature-notes-preview';
/** Milliseconds without a change until a preview is made again. */
const quiet = 120;

/** A template beside what it gives for a paper. */
interface Preview {
  readonly uri: vscode.Uri;
  readonly template: vscode.Uri;
  timer?: ReturnType<typeof setTimeout>;
}

/** Documents that show what templates give for a paper, made again as one types. They are read only and nowhere on disk. */
export class TemplatePreviews
  implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable
{
  readonly #keeping: TemplateKnowledge;
  readonly #documents: TemplateDocuments;
  readonly #previews = new Map<string, Preview>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #lenses = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#lenses.event;
  readonly #chosen = new vscode.EventEmitter<void>();
  /** Previews are of another paper now. */
  readonly onDidChoosePaper = this.#chosen.event;
  #id: string | undefined;
  readonly #disposables: readonly vscode.Disposable[];

  constructor(keeping: TemplateKnowledge, documents: TemplateDocuments) {
    this.#keeping = keeping;
    this.#documents = documents;
    const all = () => this.#previews.forEach((preview) => this.#soon(preview));
    this.#disposables = [
      this.#changed,
      this.#lenses,
      this.#chosen,
      vscode.workspace.registerTextDocumentContentProvider(previewScheme, this),
      vscode.languages.registerCodeLensProvider({ scheme: previewScheme }, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#changedTemplate(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === previewScheme) this.#forget(uri);
        else this.#changedTemplate(uri); // what was not saved is gone
      }),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('literatureNotes') && all()),
      keeping.papers.onDidChange(({ changed, removed }) => {
        if (this.#id === undefined || changed.has(this.#id) || removed.has(this.#id)) all();
      }),
    ];
  }

  /** Shows a template and, beside it, what it gives. */
  async show(document: vscode.TextDocument, column: vscode.ViewColumn | undefined): Promise<void> {
    this.#documents.adopt(document);
    const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
    const title = vscode.l10n.t('Preview of {0}', name);
    const uri = vscode.Uri.from({
      scheme: previewScheme,
      path: `/${title}.md`,
      query: document.uri.toString(),
    });
    this.#previews.set(uri.toString(), { uri, template: document.uri });
    const preview = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      preview: false,
      ...(column === undefined ? {} : { viewColumn: column }),
    });
    await vscode.window.showTextDocument(preview, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    this.#changed.fire(uri);
  }

  /** Shows another paper in all previews. */
  choose({ id }: Paper): void {
    this.#id = id;
    for (const { uri } of this.#previews.values()) this.#changed.fire(uri);
    this.#lenses.fire();
    this.#chosen.fire();
  }

  /** The paper of the previews: the one chosen last, else the first of the library. */
  async entry(): Promise<Entry | undefined> {
    const { papers } = this.#keeping;
    await papers.first;
    const paper = this.#paper();
    return paper && papers.entry(paper.id);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const template = this.#previews.get(uri.toString())?.template ?? vscode.Uri.parse(uri.query);
    const entry = await this.entry();
    if (!entry) return vscode.l10n.t('The library has no paper yet to show this template with.');
    try {
      const text = await textOfTemplate(template);
      // the template engine is loaded when it is needed
      const { previewed } = await import('./previewed.ts');
      return await previewed(this.#keeping, text, entry, template);
    } catch {
      return vscode.l10n.t('{0} is not there any more.', vscode.workspace.asRelativePath(template));
    }
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    await this.#keeping.papers.first;
    const top = new vscode.Range(0, 0, 0, 0);
    const paper = this.#paper();
    const named = paper ? [paper.authors, paper.year].filter(Boolean).join(' ') || paper.title : '';
    return [
      new vscode.CodeLens(top, {
        title: named ? vscode.l10n.t('{0} · Choose Paper…', named) : vscode.l10n.t('Choose Paper…'),
        command: commands.choosePreviewPaper,
      }),
      new vscode.CodeLens(top, {
        title: vscode.l10n.t('Show Template'),
        command: 'vscode.open',
        arguments: [vscode.Uri.parse(document.uri.query), { viewColumn: vscode.ViewColumn.One }],
      }),
    ];
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
    for (const { timer } of this.#previews.values()) clearTimeout(timer);
  }

  #paper(): Paper | undefined {
    const { papers } = this.#keeping;
    return (this.#id === undefined ? undefined : papers.get(this.#id)) ?? papers.all[0];
  }

  #changedTemplate(template: vscode.Uri): void {
    for (const preview of this.#previews.values())
      if (preview.template.toString() === template.toString()) this.#soon(preview);
  }

  #soon(preview: Preview): void {
    clearTimeout(preview.timer);
    preview.timer = setTimeout(() => this.#changed.fire(preview.uri), quiet);
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#previews.get(uri.toString())?.timer);
    this.#previews.delete(uri.toString());
  }
}
