import * as vscode from 'vscode';
import type { Syntax } from '../../core/citations/syntax.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { readFrontMatter } from '../../core/formats/frontMatter.ts';
import { sniff } from '../../core/formats/sniff.ts';
import { documentCrossReferences, projectCrossReferences } from '../../core/sources/crossReferences.ts';
import { declaredBibliographies, nothingDeclared } from '../../core/sources/declared.ts';
import type { NamedFile } from '../../core/sources/named.ts';
import type { ResolvedPath } from '../../core/sources/paths.ts';
import { folderOf, resolveNamed } from '../../core/sources/paths.ts';
import { isProjectFile, projectBibliographies } from '../../core/sources/project.ts';
import type { Span } from '../../core/text.ts';
import { positionAt } from '../../core/text.ts';
import { homeFolder } from './surroundings.ts';

/** A bibliography as a document or project file names it. */
export interface Link {
  readonly name: string;
  readonly range: vscode.Range;
  /** Where the tool looks for it, the first choice first. */
  readonly places: readonly vscode.Uri[];
}

/** A file that names bibliographies, or is one itself. */
export interface Naming {
  readonly uri: vscode.Uri;
  /** Of a notebook, the cell that the ranges are in. */
  readonly cell?: vscode.Uri;
  readonly kind: 'document' | 'project';
  readonly syntax: Syntax | 'project';
  readonly links: readonly Link[];
  /** The main file of a LaTeX document in several files. */
  readonly root?: vscode.Uri;
  /** Its metadata holds entries. */
  readonly hasReferences: boolean;
  /** It describes one paper, like the seeds. */
  readonly isPaper: boolean;
  /** Beginnings of names that are cross-references and not citation keys. */
  readonly crossReferences: readonly string[];
}

/** What a file says of bibliographies; nothing where it says nothing. */
export function namingOf(uri: vscode.Uri, text: string, languageId = ''): Naming | undefined {
  const rangeOf = ({ start, end }: Span) => new vscode.Range(position(text, start), position(text, end));
  const base = baseOf(uri);
  const linksOf = (files: readonly NamedFile[], syntax: Syntax | 'project', folder = base.folder): Link[] =>
    files.map(({ name, span }) => ({
      name,
      range: rangeOf(span),
      places: resolveNamed(name, syntax, { ...base, folder }).map((place) => at(uri, place)),
    }));
  if (isProjectFile(uri.path)) {
    const links = linksOf(projectBibliographies(uri.path, text), 'project');
    const crossReferences = projectCrossReferences(uri.path, text);
    if (links.length || crossReferences.length) {
      return { uri, kind: 'project', syntax: 'project', links, hasReferences: false, isPaper: false, crossReferences };
    }
    if (!uri.path.endsWith('.Rmd')) return undefined;
  }
  const syntax = syntaxOf(languageId, uri.path);
  if (!syntax) return undefined;
  const declared = declaredBibliographies(text, syntax);
  const isPaper = syntax === 'markdown' && uri.scheme !== 'untitled' && describesPaper(text);
  const crossReferences = syntax === 'markdown' ? documentCrossReferences(text) : [];
  if (declared === nothingDeclared && !isPaper && !crossReferences.length) return undefined;
  const [root] = declared.root ? linksOf([declared.root], 'latex') : [];
  const rootUri = root?.places[0];
  const links = linksOf(declared.files, syntax, rootUri ? folderOf(rootUri.path) : base.folder);
  const { hasReferences } = declared;
  if (!links.length && !hasReferences && !isPaper && !rootUri && !crossReferences.length) return undefined;
  const main = rootUri ? { root: rootUri } : {};
  return { uri, kind: 'document', syntax, links, hasReferences, isPaper, crossReferences, ...main };
}

/** A note has a key and a title too; only what also says who wrote it, and nothing of its reader, is a paper. */
function describesPaper(text: string): boolean {
  if (!/^\ufeff?---/.test(text) || sniff(text) !== 'paper') return false;
  const { data } = readFrontMatter(text);
  return 'title' in data && ('authors' in data || 'corporate-author' in data);
}

function position(text: string, offset: number): vscode.Position {
  const { line, character } = positionAt(text, offset);
  return new vscode.Position(line, character);
}

function baseOf(uri: vscode.Uri) {
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  const isUntitled = uri.scheme === 'untitled';
  const home = homeFolder();
  return {
    folder: isUntitled ? (folder?.uri.path ?? '/') : folderOf(uri.path),
    ...(folder ? { root: folder.uri.path } : {}),
    ...(home === undefined ? {} : { home }),
  };
}

function at(uri: vscode.Uri, { path, isAbsolute }: ResolvedPath): vscode.Uri {
  if (uri.scheme === 'untitled') {
    const folder = vscode.workspace.workspaceFolders?.[0];
    return folder && !isAbsolute ? folder.uri.with({ path }) : vscode.Uri.file(path);
  }
  return isAbsolute && uri.scheme === 'file' ? vscode.Uri.file(path) : uri.with({ path, query: '', fragment: '' });
}
