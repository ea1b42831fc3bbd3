import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { firstByAuthor } from '../../core/library/firstByAuthor.ts';
import { commands } from '../ids.ts';
import type { DocumentCitations } from '../language/documents.ts';
import type { Attachments } from '../files/attachments.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { readingWords } from '../reading/marks.ts';
import type { ReadingList } from '../reading/list.ts';
import type { Sources } from '../sources/sources.ts';
import type { Row } from './list.ts';
import type { RecentPapers } from './recent.ts';
import { rowButtons } from './rowButtons.ts';
import type { LastEditor } from './target.ts';

/** More rows than this nobody reads; a further word finds the rest. */
const longestList = 200;
/** Of all papers, before anything is typed; so few are on the screen sooner. */
const longestStart = 100;
/** Milliseconds after which no more papers are expected. */
const quiet = 1000;

export interface RowParts {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly reading: ReadingList;
  readonly attachments: Attachments;
  readonly sources: Sources;
  readonly citations: DocumentCitations;
  readonly recent: RecentPapers;
  readonly lastEditor: LastEditor;
}

/** What the document that is written in has to do with papers. */
interface Here {
  /** The papers that it cites, by id, in its order. */
  readonly cited: ReadonlyMap<string, Paper>;
  /** Addresses of files that need no mention: its own bibliographies, and the seeds. */
  readonly plain: ReadonlySet<string>;
}

/** The rows of the picker: papers under headings, each with what one chooses by. */
export class PaperRows implements vscode.Disposable {
  readonly #parts: RowParts;
  readonly #listener: vscode.Disposable;
  /** Kept until there are others, since all papers are looked at for them. */
  #first: readonly Paper[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: RowParts) {
    this.#parts = parts;
    this.#listener = parts.papers.onDidChange(() => {
      this.#first = undefined;
      // ready before somebody asks, once nothing more comes
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#firstPapers(), quiet);
    });
  }

  /** What a query finds, best first; without one, what is near first. Ticked papers stand at the top. */
  async rowsFor(query: string, ticked: readonly Row<Paper>[]): Promise<Row<Paper>[]> {
    const { papers } = this.#parts;
    // the first picker may be open before the library has been read; it is busy until there are papers
    if (!papers.size) await papers.first;
    const here = this.#here();
    const groups = query.trim()
      ? [{ label: '', papers: await papers.search(query, longestList) }]
      : [
          { label: vscode.l10n.t('cited in this document'), papers: [...here.cited.values()].slice(0, longestStart) },
          { label: vscode.l10n.t('recently cited'), papers: this.#known(this.#parts.recent.keys) },
          { label: vscode.l10n.t('all papers'), papers: this.#firstPapers() },
        ];
    const chosen = { label: vscode.l10n.t('chosen'), papers: ticked.flatMap(({ value }) => value ?? []) };
    const rows: Row<Paper>[] = [];
    const shown = new Set<string>();
    for (const { label, papers } of [chosen, ...groups]) {
      const fresh = papers.filter(({ id }) => !shown.has(id));
      if (label && fresh.length) rows.push({ label, kind: vscode.QuickPickItemKind.Separator });
      for (const paper of fresh) {
        shown.add(paper.id);
        rows.push(this.#row(paper, here));
      }
    }
    if (shown.size) return rows;
    const label = papers.size ? vscode.l10n.t('No paper matches') : vscode.l10n.t('The library is empty');
    return [{ id: commands.addPaper, label, detail: `$(add) ${vscode.l10n.t('Add Paper…')}`, alwaysShow: true }];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listener.dispose();
  }

  #firstPapers(): readonly Paper[] {
    return (this.#first ??= firstByAuthor(this.#parts.papers.all, longestStart));
  }

  #here(): Here {
    const { citations, lastEditor, papers, sources } = this.#parts;
    const seeds = sources.all.filter(({ reasons }) => reasons.every(({ kind }) => kind === 'seeds'));
    const document = lastEditor.current?.document;
    const own = document ? papers.bibliographiesOf(document.uri) : [];
    const keys = new Set(document && citations.of(document)?.citations.map(({ key }) => key));
    const cited = [...keys].map((key) => papers.citedNow(key, own)).filter((paper) => paper !== undefined);
    return {
      cited: new Map(cited.map((paper) => [paper.id, paper])),
      plain: new Set([...seeds.map(({ uri }) => uri), ...own]),
    };
  }

  #known(keys: Iterable<string>): Paper[] {
    return [...keys].map((key) => this.#parts.papers.get(key)).filter((paper) => paper !== undefined);
  }

  /**
   * Words rather than icons say what is known of a paper: a screen reader reads all of the row. They stand before the
   * venue, of which the end may be cut off.
   */
  #row(paper: Paper, here: Here): Row<Paper> {
    return {
      value: paper,
      id: paper.id,
      label: paper.title,
      description: [paper.key, paper.year].filter(Boolean).join(' · '),
      detail: [paper.authors, ...this.#marks(paper, here), paper.venue].filter(Boolean).join(' · '),
      alwaysShow: true,
      buttons: rowButtons(this.#hasPdf(paper), this.#parts.notes.of(paper.key) !== undefined),
    };
  }

  /** An address of one counts; a file does when it is known to be there, which the next list knows. */
  #hasPdf(paper: Paper): boolean {
    return this.#parts.attachments.known(paper)?.hasPdf === true || paper.links.pdf !== undefined;
  }

  #marks(paper: Paper, { cited, plain }: Here): string[] {
    const { id, key, sources } = paper;
    const note = this.#parts.notes.of(key);
    const reading = this.#parts.reading.of(key);
    const [source] = sources.some((uri) => plain.has(uri)) ? [] : sources;
    return [
      ...(cited.has(id) ? [vscode.l10n.t('cited here')] : []),
      ...(note ? [vscode.l10n.t('note')] : []),
      ...(reading ? readingWords(reading) : []),
      ...(this.#hasPdf(paper) ? [vscode.l10n.t('PDF')] : []),
      ...(source === undefined ? [] : [vscode.l10n.t('in {0}', fileName(source))]),
    ];
  }
}

function fileName(uri: string): string {
  const { path } = vscode.Uri.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}
