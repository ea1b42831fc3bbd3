import * as vscode from 'vscode';
import { citationKey } from '../../core/entry/citationKey.ts';
import type { CslItem } from '../../core/entry/csl.ts';
import type { AddedPaper } from '../../core/sources/append.ts';
import { carries } from '../../core/sources/land.ts';
import type { PastedPaper } from '../../core/sources/pasted.ts';
import { freeKey, readPasted } from '../../core/sources/pasted.ts';
import { withKey } from '../../core/sources/words.ts';
import type { LastEditor } from '../citing/target.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { askDestination } from './destinations.ts';
import { offerNaming } from './nameIn.ts';
import type { Sources } from './sources.ts';
import { nameOf } from './texts.ts';
import { appendPaper, createBibliography, createPaperFile } from './writePaper.ts';

export interface AddingPapers {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly lastEditor: LastEditor;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** Adds a paper from what was pasted, or one that is yet to be described. Its argument, if any, is what was pasted. */
export function registerAddPaper(adding: AddingPapers): vscode.Disposable {
  return registerCommand(adding.log, commands.addPaper, (text) => addPaper(adding, text));
}

async function addPaper({ papers, sources, lastEditor, memory }: AddingPapers, text: unknown): Promise<void> {
  const source = (typeof text === 'string' ? readPasted(text) : undefined) ?? (await askSource());
  if (!source) return;
  const item = source === 'blank' ? { id: '', type: 'article' } : source.entry.item;
  const wanted =
    item.id || (source === 'blank' ? 'untitled' : citationKey(item, { has: (key) => papers.get(key) !== undefined }));
  const key = await askKey(wanted, papers, source === 'blank');
  if (key === undefined) return;
  const destination = await askDestination(sources, lastEditor.current?.document, memory);
  if (!destination) return;
  switch (destination.kind) {
    case 'file':
      return appendPaper(destination.uri, destination.format, paperFor(source, item, key, destination.format));
    case 'newFile': {
      const document = lastEditor.current?.document;
      await createBibliography(destination.uri, paperFor(source, item, key, 'bibtex'));
      if (document && !sources.bibliographiesOf(document.uri).length) await offerNaming(document, destination.uri);
      return;
    }
    case 'readOnlyFormat':
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'Papers are not added to {0}: EndNote and PubMed files are read, and written by other programs. Choose a file of BibTeX, RIS, CSL or Hayagriva.',
          nameOf(destination.uri),
        ),
      );
      return;
    case 'paper':
      return createPaperFile(destination.folder, { ...item, id: key });
  }
}

/** The entry's own text goes into a file of the same format; into others goes what it says. */
function paperFor(source: PastedPaper | 'blank', item: CslItem, key: string, format: string): AddedPaper {
  const named = { ...item, id: key };
  if (source === 'blank') return { item: blank(key), ...(format === 'bibtex' ? { written: blankBibtex(key) } : {}) };
  if (source.format !== format) return { item: named };
  const written = source.entry.key === key && item.id ? source.written : withKey(source.written, source.format, key);
  // what is broken would break the whole file; of BibTeX only the entry would be
  const canStand = written !== undefined && (format === 'bibtex' || carries(written, source.format, key, ''));
  return canStand ? { item: named, written } : { item: named };
}

function blank(key: string): CslItem {
  return { id: key, type: 'article-journal', title: '' };
}

function blankBibtex(key: string): string {
  return `@article{${key},\n  author = {},\n  title = {},\n  journal = {},\n  year = {},\n}`;
}

interface SourceItem extends vscode.QuickPickItem {
  readonly source?: PastedPaper | 'blank';
}

/** What is on the clipboard, what is pasted now, or a blank. */
async function askSource(): Promise<PastedPaper | 'blank' | undefined> {
  const copied = readPasted(await vscode.env.clipboard.readText());
  const quickPick = vscode.window.createQuickPick<SourceItem>();
  quickPick.title = vscode.l10n.t('Add Paper');
  quickPick.placeholder = vscode.l10n.t('Paste BibTeX, RIS or CSL-JSON');
  const blankItem: SourceItem = {
    label: `$(new-file) ${vscode.l10n.t('Blank paper')}`,
    detail: vscode.l10n.t('To be filled in by hand'),
    source: 'blank',
    alwaysShow: true,
  };
  const list = (value: string) => {
    const pasted = value.trim() ? readPasted(value) : undefined;
    if (pasted) quickPick.items = [itemOf(pasted, vscode.l10n.t('pasted')), blankItem];
    else if (value.trim())
      quickPick.items = [{ label: vscode.l10n.t('This is not BibTeX, RIS or CSL-JSON'), alwaysShow: true }, blankItem];
    else quickPick.items = copied ? [itemOf(copied, vscode.l10n.t('from the clipboard')), blankItem] : [blankItem];
  };
  list('');
  return new Promise((resolve) => {
    quickPick.onDidChangeValue(list);
    quickPick.onDidAccept(() => {
      const source = quickPick.activeItems[0]?.source;
      if (!source) return;
      resolve(source);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}

function itemOf(source: PastedPaper, from: string): SourceItem {
  const { entry, others } = source;
  const more = others ? [vscode.l10n.t('the first of {0}', others + 1)] : [];
  return {
    label: `$(add) ${entry.item.title ?? entry.key}`,
    description: entry.item.id,
    detail: [from, ...more].join(' · '),
    source,
    alwaysShow: true,
  };
}

/** A key of its own: one that is taken gets the next free one, and a blank paper's is asked for, too. */
async function askKey(wanted: string, papers: Papers, isBlank: boolean): Promise<string | undefined> {
  const isTaken = (key: string) => papers.get(key) !== undefined;
  if (!isBlank && !isTaken(wanted)) return wanted;
  const value = freeKey(wanted, isTaken);
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Add Paper'),
    prompt: isBlank
      ? vscode.l10n.t('Citation key of the new paper')
      : vscode.l10n.t('The key "{0}" is taken; the paper can be added under another one', wanted),
    value,
    validateInput: (key) => {
      if (!/^[^\s,{}()"'#%~\\]+$/.test(key))
        return vscode.l10n.t('A key has no blanks and none of , { } ( ) " \' # % ~ \\');
      return isTaken(key) ? vscode.l10n.t('This key is taken') : undefined;
    },
  });
}
