import * as vscode from 'vscode';
import type { KeyPlace, RenamedKey } from '../../worker/protocol.ts';
import type { Papers } from '../library/papers.ts';
import type { KeyParts } from './keyHere.ts';
import type { PaperUses } from './keyMeaning.ts';

/** Milliseconds that a rename waits for the library to be read, as it is after every change of a file. */
const patience = 4000;
const look = 50;

type Parts = KeyParts & { readonly extensionUri: vscode.Uri };

export async function libraryMustBeRead(papers: Papers): Promise<void> {
  for (let waited = 0; papers.isReading; waited += look) {
    if (waited >= patience)
      throw new Error(
        vscode.l10n.t('The library is still being read, so not every use of the key is known. Try again in a moment.'),
      );
    await new Promise((resolve) => setTimeout(resolve, look));
  }
}

/** Fails where a paper has the new key, unless the old one is nobody's: then it was a slip that is mended so. */
export async function keyMustBeFree(parts: Parts, { entries, named }: PaperUses, to: string): Promise<void> {
  if (!entries.length && !named.some(({ field }) => field === 'ids')) return;
  const { places } = await parts.citing.usesOf(to);
  const taken = places.find(({ field }) => field === undefined || field === 'ids');
  if (!taken) return;
  const paper = parts.papers.get(taken.paper ?? to);
  const where = isSeed(parts, taken.uri)
    ? vscode.l10n.t('the papers that come with Literature Notes')
    : placeInWords(taken);
  throw new Error(
    paper
      ? vscode.l10n.t('"{0}" is already the key of "{1}", in {2}. Choose another one.', to, paper.title, where)
      : vscode.l10n.t('"{0}" is already a key, in {1}. Choose another one.', to, where),
  );
}

/** The entries that can get another key; fails where none can. */
export function spelledEntries(parts: Parts, { entries }: PaperUses): readonly KeyPlace[] {
  const own = entries.filter(({ uri }) => !isSeed(parts, uri));
  if (entries.length && !own.length)
    throw new Error(
      vscode.l10n.t(
        'The paper comes with Literature Notes, whose files cannot be changed. Add it to a library of your own first, such as with "Copy BibTeX".',
      ),
    );
  const unspelt = own.find(({ uri, isSpelt }) => !isSpelt && !/\.(?:md|markdown)$/i.test(uri));
  if (unspelt)
    throw new Error(
      vscode.l10n.t(
        'The key is not written in {0}, but made from the author, year and title. Write one into the entry first.',
        placeInWords(unspelt),
      ),
    );
  return own;
}

export function isSeed({ extensionUri }: Parts, uri: string): boolean {
  return uri.startsWith(`${vscode.Uri.joinPath(extensionUri, 'seeds').toString()}/`);
}

const languages: Readonly<Record<NonNullable<RenamedKey['refused']>['syntax'], string>> = {
  markdown: 'Markdown',
  latex: 'LaTeX',
  typst: 'Typst',
  org: 'Org',
  rst: 'reStructuredText',
  bibtex: 'BibTeX',
  'csl-json': 'CSL-JSON',
  'csl-yaml': 'CSL-YAML',
  hayagriva: 'Hayagriva',
  ris: 'RIS',
  enw: 'EndNote',
  nbib: 'PubMed',
  'endnote-xml': 'EndNote XML',
  paper: 'YAML',
  references: 'YAML',
};

export function refusal({ uri, syntax }: NonNullable<RenamedKey['refused']>, to: string): Error {
  return new Error(
    vscode.l10n.t(
      '"{0}" cannot be a key in {1}, in which {2} is written.',
      to,
      languages[syntax],
      vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    ),
  );
}

export async function mustBeWritable(uris: readonly string[]): Promise<void> {
  const isReadOnly = async (address: string) => {
    const uri = vscode.Uri.parse(address);
    if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
    if (uri.scheme === 'untitled' || uri.scheme === 'vscode-notebook-cell') return false;
    try {
      return Boolean((await vscode.workspace.fs.stat(uri)).permissions);
    } catch {
      return false;
    }
  };
  const found = await Promise.all(uris.map(isReadOnly));
  const uri = uris[found.indexOf(true)];
  if (uri === undefined) return;
  throw new Error(
    vscode.l10n.t(
      '{0} has the key too and is read-only. Make it writable, or take it out of the workspace or the library, and rename again.',
      vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    ),
  );
}

function placeInWords({ uri, range }: KeyPlace): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${range.start.line + 1}`;
}
