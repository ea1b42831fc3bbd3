import * as vscode from 'vscode';
import { referenceLine } from '../../core/bibliography/referenceLine.ts';
import type { Entry } from '../../core/entry/entry.ts';
import { linksOf } from '../../core/entry/links.ts';
import type { PaperLinks } from '../../core/entry/links.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { toBibtex } from '../../core/formats/bibtex/write.ts';
import { registerCommand } from '../command.ts';
import type { CommandId } from '../ids.ts';
import { commands } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import type { SelectedPapers } from './selected.ts';

interface Copying {
  readonly id: CommandId;
  /** What the picker is titled. */
  readonly title: () => string;
  readonly write: (entry: Entry) => string;
  /** What stands between two. */
  readonly separator: string;
}

const copies: readonly Copying[] = [
  {
    id: commands.copyKey,
    title: () => vscode.l10n.t('Copy Citation Key'),
    write: ({ key }) => key,
    separator: ', ',
  },
  {
    id: commands.copyBibtex,
    title: () => vscode.l10n.t('Copy BibTeX'),
    write: ({ item }) => toBibtex(item),
    separator: '\n',
  },
  {
    id: commands.copyReference,
    title: () => vscode.l10n.t('Copy Formatted Reference'),
    write: ({ item }) => referenceLine(item),
    separator: '\n',
  },
  {
    id: commands.copyLink,
    title: () => vscode.l10n.t('Copy Link'),
    write: ({ item }) => addressOf(linksOf(item)) ?? '',
    separator: '\n',
  },
];

interface Opening {
  readonly id: CommandId;
  readonly title: () => string;
  readonly link: keyof PaperLinks;
}

const openings: readonly Opening[] = [
  { id: commands.openArxiv, title: () => vscode.l10n.t('Open arXiv Page'), link: 'arxiv' },
  { id: commands.openDoi, title: () => vscode.l10n.t('Open DOI'), link: 'doi' },
  { id: commands.openPdf, title: () => vscode.l10n.t('Open PDF Address'), link: 'pdf' },
];

/** The commands that copy something of papers, and those that open an address of one. */
export function registerCopyAndOpen(
  papers: Papers,
  selected: SelectedPapers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const copy = async (chosen: readonly Paper[], write: (entry: Entry) => string, separator: string) => {
    if (!chosen.length) return;
    const entries = await papers.entries(chosen.map(({ key }) => key));
    const text = entries.map(write).filter(Boolean).join(separator);
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
  return vscode.Disposable.from(
    ...copies.map(({ id, title, write, separator }) =>
      registerCommand(log, id, async (...args) => copy(await selected.papers(args, title()), write, separator)),
    ),
    ...openings.map(({ id, title, link }) =>
      registerCommand(log, id, async (...args) => open(await selected.papers(args, title()), link)),
    ),
  );
}

function addressOf({ doi, arxiv, url }: PaperLinks): string | undefined {
  return doi ?? arxiv ?? url;
}

function shortened(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
