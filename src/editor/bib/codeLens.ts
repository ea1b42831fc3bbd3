import * as vscode from 'vscode';
import type { RawEntry } from '../../core/formats/bibtex/raw.ts';
import { commands, settings, settingsSection } from '../ids.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import { rangeOf } from '../language/documents.ts';
import type { Notes } from '../notes/notes.ts';
import { showsCodeLens } from '../settings.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments } from './documents.ts';

class EntryLens extends vscode.CodeLens {
  readonly entry: RawEntry;
  readonly says: 'count' | 'note';

  constructor(range: vscode.Range, entry: RawEntry, says: 'count' | 'note') {
    super(range);
    this.entry = entry;
    this.says = says;
  }
}

/** Above each entry how often it is cited, and its note; off until the user asks for it. */
export function registerBibCodeLens(documents: BibDocuments, notes: Notes, citing: CitingDocuments): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const again = () => changed.fire();
  const provider: vscode.CodeLensProvider<vscode.CodeLens> = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!showsCodeLens(document)) return undefined;
      const { version } = document;
      const reading = await documents.of(document);
      if (!reading || token.isCancellationRequested || document.version !== version) return undefined;
      return reading.raw.entries
        .filter(({ type, keySpan }) => type !== 'xdata' && keySpan.end > keySpan.start)
        .flatMap((entry) => {
          const range = rangeOf(document, { start: entry.span.start, end: entry.keySpan.end });
          return [new EntryLens(range, entry, 'count'), new EntryLens(range, entry, 'note')];
        });
    },
    async resolveCodeLens(lens) {
      if (!(lens instanceof EntryLens)) return lens;
      const { key } = lens.entry;
      if (lens.says === 'note') {
        const title = notes.of(key) ? vscode.l10n.t('Open note') : vscode.l10n.t('Create note');
        lens.command = { command: commands.openNote, title, arguments: [key] };
      } else {
        const { length } = await citing.citationsOf([key]);
        lens.command = { command: '', title: countText(length) };
      }
      return lens;
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider(bibDocuments, provider),
    notes.onDidChange(again),
    citing.onDidChange(again),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.${settings.codeLens}`)) again();
    }),
  );
}

function countText(count: number): string {
  if (count === 0) return vscode.l10n.t('Not cited');
  return count === 1 ? vscode.l10n.t('Cited once') : vscode.l10n.t('Cited {0} times', count);
}
