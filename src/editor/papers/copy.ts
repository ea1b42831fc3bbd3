import * as vscode from 'vscode';
import type { CopyFormat } from '../../core/bibliography/copies.ts';
import { copied, copyFormats } from '../../core/bibliography/copies.ts';
import type { PaperLinks } from '../../core/entry/links.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { isBiblatex } from '../../core/sources/append.ts';
import { bibliographyOf } from '../../core/sources/land.ts';
import { registerCommand } from '../command.ts';
import type { CommandId } from '../ids.ts';
import { commands, innerCommands } from '../ids.ts';
import { addedPapers } from '../landing/write.ts';
import type { Papers } from '../library/papers.ts';
import type { SelectedPapers } from './selected.ts';

interface Copying {
  readonly id: CommandId;
  /** What the picker is titled. */
  readonly title: () => string;
  readonly format: CopyFormat;
}

const copies: readonly Copying[] = [
  { id: commands.copyKey, title: () => vscode.l10n.t('Copy Citation Key'), format: 'key' },
  { id: commands.copyBibtex, title: () => vscode.l10n.t('Copy BibTeX'), format: 'bibtex' },
  { id: commands.copyReference, title: () => vscode.l10n.t('Copy Formatted Reference'), format: 'reference' },
  { id: commands.copyLink, title: () => vscode.l10n.t('Copy Link'), format: 'address' },
];

interface Opening {
  readonly id: CommandId;
  readonly title: () => string;
  readonly link: keyof PaperLinks;
}

const openings: readonly Opening[] = [
  { id: commands.openArxiv, title: () => vscode.l10n.t('Open arXiv Page'), link: 'arxiv' },
  { id: commands.openDoi, title: () => vscode.l10n.t('Open DOI'), link: 'doi' },
];

/** The commands that copy something of papers, and those that open an address of one. */
export function registerCopyAndOpen(
  papers: Papers,
  selected: SelectedPapers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const copy = async (chosen: readonly Paper[], format: CopyFormat) => {
    if (!chosen.length) return;
    const text = await textOf(papers, chosen, format);
    if (!text) return void vscode.window.showInformationMessage(vscode.l10n.t('Nothing to copy: no address is known.'));
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', shortened(text)), 3000);
  };
  const open = async (chosen: readonly Paper[], link: keyof PaperLinks) => {
    const addresses = chosen.map(({ links }) => links[link]).filter((address) => address !== undefined);
    for (const address of addresses) await vscode.env.openExternal(vscode.Uri.parse(address, true));
    if (chosen.length && !addresses.length)
      void vscode.window.showInformationMessage(vscode.l10n.t('No such address is known for this paper.'));
  };
  const copyAs = async (chosen: readonly Paper[]) => {
    const format = chosen.length ? await askFormat(papers, chosen) : undefined;
    if (format) await copy(chosen, format);
  };
  return vscode.Disposable.from(
    ...copies.map(({ id, title, format }) =>
      registerCommand(log, id, async (...args) => copy(await selected.papers(args, title()), format)),
    ),
    registerCommand(log, commands.copyAs, async (...args) => {
      const format = formatIn(args[0]);
      const chosen = await selected.papers(args, vscode.l10n.t('Copy As'));
      return format ? copy(chosen, format) : copyAs(chosen);
    }),
    registerCommand(log, commands.openEntry, async (...args) => {
      const [paper] = await selected.papers(args, vscode.l10n.t('Open Entry'));
      if (paper) await vscode.commands.executeCommand(innerCommands.openEntry, paper.id);
    }),
    ...openings.map(({ id, title, link }) =>
      registerCommand(log, id, async (...args) => open(await selected.papers(args, title()), link)),
    ),
  );
}

/** The papers in a format: an entry that is written in it, and means the same alone, in its own words. */
async function textOf(papers: Papers, chosen: readonly Paper[], format: CopyFormat): Promise<string> {
  if (format === 'csl-json' || format === 'hayagriva' || format === 'ris' || format === 'bibtex') {
    const added = await addedPapers(
      papers,
      chosen.map((paper) => ({ paper, key: paper.key })),
      format,
      '',
    );
    const alike = added.map(({ item, written }) => ({
      item,
      // of BibTeX there are two dialects, and this one is asked for
      ...(written === undefined || (format === 'bibtex' && isBiblatex(written)) ? {} : { written }),
    }));
    return bibliographyOf(alike, format);
  }
  return copied(await papers.entries(chosen.map(({ id }) => id)), format);
}

/** Lists the formats with the beginning of what each would copy; those that would copy nothing are left out. */
async function askFormat(papers: Papers, chosen: readonly Paper[]): Promise<CopyFormat | undefined> {
  const names: Readonly<Record<CopyFormat, string>> = {
    reference: vscode.l10n.t('Formatted Reference'),
    bibtex: 'BibTeX',
    biblatex: 'BibLaTeX',
    'csl-json': 'CSL-JSON',
    ris: 'RIS',
    hayagriva: 'Hayagriva (YAML)',
    markdownLink: vscode.l10n.t('Markdown Link'),
    key: vscode.l10n.t('Citation Key'),
    address: vscode.l10n.t('Address'),
  };
  const texts = await Promise.all(copyFormats.map((format) => textOf(papers, chosen, format)));
  const items = copyFormats
    .map((format, at) => ({ format, label: names[format], text: texts[at] ?? '' }))
    .filter(({ text }) => text)
    .map(({ format, label, text }) => ({ format, label, description: shortened(text.replace(/\s+/g, ' ')) }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Copy As'),
    placeHolder: vscode.l10n.t('Format of the copy'),
  });
  return choice?.format;
}

/** What a keybinding says: `{ "as": "ris" }`. */
function formatIn(options: unknown): CopyFormat | undefined {
  if (typeof options !== 'object' || options === null || !('as' in options)) return undefined;
  return copyFormats.find((format) => format === options.as);
}

function shortened(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
