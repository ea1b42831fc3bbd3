import * as vscode from 'vscode';
import { citationSnippet, citationText } from '../../core/citations/write.ts';
import { fileEndings, languageIds, syntaxOf } from '../../core/citations/syntax.ts';
import { planFor, snippetFor } from '../citing/atCursors.ts';
import type { RecentPapers } from '../citing/recent.ts';
import { afterInsertion } from '../landing/insertions.ts';
import type { Linking, NewFile } from '../files/linkPdf.ts';
import { droppedFiles, linkFile } from '../files/linkPdf.ts';
import type { Landing } from '../landing/landing.ts';
import type { Papers } from '../library/papers.ts';
import { citationForms } from '../settings.ts';
import type { Moved } from '../../core/library/topics/changes.ts';
import { mergeAfterAsking, putPapers } from '../topics/arrange.ts';
import type { Topics } from '../topics/topics.ts';
import { dropOnStatus } from '../reading/drop.ts';
import type { ReadingDrop } from '../reading/drop.ts';
import { statusOf, topicOf } from './model.ts';
import type { Node } from './model.ts';

/** Papers on their way from the Papers view to a document: their ids, since two may have one key, as JSON. */
const papersMime = 'application/vnd.literature-notes.papers';

/** Nodes of the Papers view on their way to another place in it, as JSON. */
const nodesMime = 'application/vnd.literature-notes.nodes';

/** What is dragged within the view. */
interface Dragged {
  readonly papers: readonly Moved[];
  readonly topics: readonly string[];
}

/**
 * Lets papers be dragged out of the view, and within it papers and topics onto topics, and papers onto a status. Somewhere that knows
 * nothing of us takes a Markdown citation. VS Code does not tell which keys are held during a drop,
 * so that a drop always moves; "Add to Topic…" adds.
 */
export class PaperDrag implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [papersMime, nodesMime, 'text/plain'];
  readonly dropMimeTypes = [nodesMime, 'text/uri-list', 'files'];
  readonly #topics: Topics;
  readonly #reading: ReadingDrop;
  readonly #linking: Linking;

  constructor(topics: Topics, reading: ReadingDrop, linking: Linking) {
    this.#topics = topics;
    this.#reading = reading;
    this.#linking = linking;
  }

  handleDrag(nodes: readonly Node[], dataTransfer: vscode.DataTransfer): void {
    const papers = nodes.flatMap((node): Moved[] => {
      if (node.kind === 'group') return [];
      const { key, topics } = node.paper;
      return [{ key, topics, from: topicOf(node) }];
    });
    const topics = nodes.flatMap((node) => (node.kind === 'group' ? (node.heading.topic?.id ?? []) : []));
    dataTransfer.set(nodesMime, new vscode.DataTransferItem(JSON.stringify({ papers, topics } satisfies Dragged)));
    const dragged = new Map(nodes.flatMap((node) => (node.kind === 'paper' ? [[node.paper.id, node.paper.key]] : [])));
    if (!dragged.size) return;
    dataTransfer.set(papersMime, new vscode.DataTransferItem(JSON.stringify([...dragged.keys()])));
    const keys = [...new Set(dragged.values())];
    const { usual } = citationForms('markdown', undefined);
    dataTransfer.set('text/plain', new vscode.DataTransferItem(citationText(usual, keys, 'markdown')));
  }

  async handleDrop(target: Node | undefined, dataTransfer: vscode.DataTransfer): Promise<void> {
    const text = await dataTransfer.get(nodesMime)?.asString();
    if (!text) return this.#dropFiles(target, await droppedFiles(dataTransfer));
    if (!target) return;
    const { papers, topics } = JSON.parse(text) as Dragged;
    const status = statusOf(target);
    if (status !== undefined) return dropOnStatus(this.#reading, papers, status);
    const id = topicOf(target);
    if (id === undefined) return;
    const into = this.#topics.get(id);
    await putPapers(
      this.#topics,
      papers.filter(({ from }) => from !== id),
      into,
    );
    for (const topic of topics) await mergeAfterAsking(this.#topics, this.#topics.get(topic), into);
  }

  /** Files that are dropped on a paper become its own. */
  async #dropFiles(target: Node | undefined, files: readonly NewFile[]): Promise<void> {
    if (!files.length) return;
    if (target?.kind !== 'paper')
      return void vscode.window.showInformationMessage(vscode.l10n.t('Drop the file on the paper that it belongs to.'));
    try {
      for (const file of files) await linkFile(this.#linking, target.paper, file);
    } catch (error) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('That did not work: {0}', error instanceof Error ? error.message : String(error)),
      );
    }
  }
}

/** Papers dropped into a document cite themselves in its language. */
export function registerPaperDrop(papers: Papers, recent: RecentPapers, landing: Landing): vscode.Disposable {
  const selector: vscode.DocumentSelector = [
    ...languageIds.map((language) => ({ language, scheme: '*' })),
    { scheme: '*', pattern: `**/*.{${fileEndings.join(',')}}` },
    { scheme: '*', language: 'plaintext' },
  ];
  return vscode.languages.registerDocumentDropEditProvider(
    selector,
    {
      async provideDocumentDropEdits(document, position, dataTransfer) {
        const text = await dataTransfer.get(papersMime)?.asString();
        if (!text) return undefined;
        const dropped = (JSON.parse(text) as readonly string[])
          .map((id) => papers.get(id))
          .filter((paper) => paper !== undefined);
        if (!dropped.length) return undefined;
        const keys = [...new Set(dropped.map(({ key }) => key))];
        const syntax = syntaxOf(document.languageId, document.uri.path) ?? 'markdown';
        const { usual } = citationForms(syntax, document);
        const written = { snippet: citationSnippet(usual, keys, syntax), isApart: false };
        const plan = planFor(document, [new vscode.Range(position, position)], written, keys, syntax, {
          keysStay: true,
        });
        // in code they are cited all the same: who drops them there wants them there
        const edit = new vscode.DocumentDropEdit(plan.joins.length ? '' : snippetFor(plan));
        if (plan.joins.length) {
          edit.additionalEdit = new vscode.WorkspaceEdit();
          for (const { range, text: joined } of plan.joins) edit.additionalEdit.replace(document.uri, range, joined);
        }
        // we are asked when papers have been dropped; whatever else takes them, they are cited
        afterInsertion(document, (insertions) => landing.cited(document, dropped, insertions));
        await recent.add(keys);
        edit.title = vscode.l10n.t('Insert Citation');
        return edit;
      },
    },
    { dropMimeTypes: [papersMime] },
  );
}
