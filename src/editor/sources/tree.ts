import * as vscode from 'vscode';
import type { ArrangedSource } from '../../core/sources/arrange.ts';
import type { SourceState } from '../library/source.ts';
import { commands } from '../ids.ts';
import type { MissingSource } from './find.ts';
import { expand, libraryPatterns, uriOf } from './setting.ts';
import type { Sources } from './sources.ts';
import { baseName, entriesText, nameOf, problemsText, reasonText, shortReason } from './texts.ts';

/** A row of the Sources view. */
export type SourceNode =
  | { readonly kind: 'file'; readonly source: ArrangedSource }
  | { readonly kind: 'missing'; readonly missing: MissingSource }
  | { readonly kind: 'seeds'; readonly sources: readonly ArrangedSource[] };

/** The files of the library, nearest first; the seeds are one row. */
export class SourcesTree implements vscode.TreeDataProvider<SourceNode>, vscode.Disposable {
  readonly #sources: Sources;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listeners: vscode.Disposable;
  /** The bibliographies of the document one works in, which stand first. */
  #own: readonly string[] = [];

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#listeners = vscode.Disposable.from(
      sources.onDidChange(() => this.#refresh()),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && this.#ownOf(editor).join('\n') !== this.#own.join('\n')) this.#refresh();
      }),
    );
  }

  getChildren(node?: SourceNode): SourceNode[] {
    if (node) return [];
    const isSeed = ({ reasons }: ArrangedSource) => reasons.every(({ kind }) => kind === 'seeds');
    const place = ({ uri }: ArrangedSource) => {
      const index = this.#own.indexOf(uri);
      return index < 0 ? this.#own.length : index;
    };
    const files = this.#sources.all.filter((source) => !isSeed(source)).sort((a, b) => place(a) - place(b));
    const seeds = this.#sources.all.filter(isSeed);
    const missing = new Map(this.#sources.missing.map((each) => [idOfMissing(each), each]));
    return [
      ...[...missing.values()].map((each): SourceNode => ({ kind: 'missing', missing: each })),
      ...files.map((source): SourceNode => ({ kind: 'file', source })),
      ...(seeds.length ? [{ kind: 'seeds', sources: seeds } satisfies SourceNode] : []),
    ];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: SourceNode): vscode.TreeItem {
    switch (node.kind) {
      case 'file':
        return this.#fileItem(node.source);
      case 'missing':
        return missingItem(node.missing, node);
      case 'seeds':
        return this.#seedsItem(node.sources);
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  #refresh(): void {
    const editor = vscode.window.activeTextEditor;
    // a file of the library that is looked at is no reason to put the order away
    if (editor) this.#own = this.#ownOf(editor);
    this.#changed.fire();
  }

  #ownOf({ document }: vscode.TextEditor): readonly string[] {
    const own = this.#sources.bibliographiesOf(document.uri);
    return own.length ? own : this.#own;
  }

  #fileItem(source: ArrangedSource): vscode.TreeItem {
    const uri = vscode.Uri.parse(source.uri);
    const state = this.#sources.states.get(source.uri) ?? { kind: 'waiting' };
    const item = new vscode.TreeItem(baseName(uri));
    item.id = source.uri;
    item.description = `${stateText(state)} · ${shortReason(source.reasons, source.uri)}`;
    item.iconPath = iconOf(state);
    item.tooltip = tooltipOf(uri, [
      stateText(state),
      ...source.reasons.slice(0, 10).map((reason) => reasonText(reason, source.uri)),
    ]);
    const isRemovable = isInSetting(uri);
    item.contextValue = ['source', 'open', 'file', ...(isRemovable ? ['setting'] : [])].join(' ');
    item.command = {
      command: commands.openSource,
      title: vscode.l10n.t('Open Source'),
      arguments: [{ kind: 'file', source } satisfies SourceNode],
    };
    item.accessibilityInformation = {
      label: `${baseName(uri)}, ${stateText(state)}, ${shortReason(source.reasons, source.uri)}`,
    };
    return item;
  }

  #seedsItem(seeds: readonly ArrangedSource[]): vscode.TreeItem {
    const states = seeds.map(({ uri }) => this.#sources.states.get(uri));
    const count = states.reduce((sum, state) => sum + (state?.kind === 'read' ? state.entries : 0), 0);
    const item = new vscode.TreeItem(vscode.l10n.t('Seed papers'));
    item.id = 'seeds';
    item.description = `${entriesText(count)} · ${vscode.l10n.t('came with the extension')}`;
    item.iconPath = new vscode.ThemeIcon(
      states.some((state) => state?.kind === 'reading') ? 'loading~spin' : 'library',
    );
    item.tooltip = vscode.l10n.t('Papers to try the extension with. They can be hidden in the context menu.');
    item.contextValue = 'source seeds';
    return item;
  }
}

function idOfMissing(missing: MissingSource): string {
  return missing.uri?.toString() ?? (missing.kind === 'setting' ? missing.line.pattern : '');
}

function missingItem(missing: MissingSource, node: SourceNode): vscode.TreeItem {
  const { uri } = missing;
  const item = new vscode.TreeItem(uri ? baseName(uri) : missing.kind === 'setting' ? missing.line.pattern : '');
  item.id = `missing ${idOfMissing(missing)}`;
  const why =
    missing.kind === 'named'
      ? reasonText({ kind: missing.naming.kind, uri: missing.naming.uri.toString() }, '')
      : vscode.l10n.t('named by a setting');
  const what =
    missing.kind === 'setting' && missing.line.unknown !== undefined
      ? vscode.l10n.t('{0} stands for nothing here', missing.line.unknown)
      : vscode.l10n.t('not there');
  item.description = `${what} · ${why}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.tooltip = tooltipOf(uri, [what, why]);
  item.contextValue = ['source', ...(missing.kind === 'named' ? ['open'] : ['setting'])].join(' ');
  item.command = { command: commands.openSource, title: vscode.l10n.t('Open Source'), arguments: [node] };
  return item;
}

function tooltipOf(uri: vscode.Uri | undefined, lines: readonly string[]): string {
  const path = uri ? [uri.scheme === 'file' ? uri.fsPath : nameOf(uri)] : [];
  return [...path, ...lines].join('\n');
}

/** A line of the setting names the file alone, so that it can be taken out. */
function isInSetting(uri: vscode.Uri): boolean {
  const scopes = vscode.workspace.workspaceFolders ?? [undefined];
  return scopes.some((scope) => patternsFor(uri, scope).length > 0);
}

/** The lines of the setting that name just this file. */
export function patternsFor(uri: vscode.Uri, scope: vscode.WorkspaceFolder | undefined): string[] {
  return libraryPatterns(scope).filter((pattern) => {
    const expanded = expand(pattern, scope);
    return expanded.kind === 'file' && uriOf(expanded, scope).toString() === uri.toString();
  });
}

function stateText(state: SourceState): string {
  switch (state.kind) {
    case 'waiting':
    case 'reading':
      return vscode.l10n.t('reading…');
    case 'failed':
      return vscode.l10n.t('cannot be read: {0}', state.reason);
    case 'read':
      return [entriesText(state.entries), ...(state.problems ? [problemsText(state.problems)] : [])].join(', ');
  }
}

function iconOf(state: SourceState): vscode.ThemeIcon {
  switch (state.kind) {
    case 'waiting':
    case 'reading':
      return new vscode.ThemeIcon('loading~spin');
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'read':
      return new vscode.ThemeIcon(state.problems ? 'info' : 'book');
  }
}
