import * as vscode from 'vscode';
import { authorYear } from '../../core/entry/paper.ts';
import type { Note } from '../../core/notes/noteIndex.ts';
import type { PaperReading } from '../../core/notes/reading/known.ts';
import { commands } from '../ids.ts';
import { readingMarks } from '../reading/marks.ts';
import { topicOf } from './model.ts';
import type { GroupNode, Node, PaperNode } from './model.ts';

/** How a heading looks. */
export function groupItem({ heading }: GroupNode, isOpen: boolean): vscode.TreeItem {
  const { label, count, description, topic } = heading;
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isOpen ? Expanded : Collapsed);
  const kinds = [
    topic?.isPinned ? vscode.l10n.t('pinned') : '',
    topic?.isProposed ? vscode.l10n.t('proposed') : '',
  ].filter(Boolean);
  item.description = [count, ...kinds].join(' · ');
  item.tooltip = topic?.isProposed
    ? vscode.l10n.t(
        '{0}: proposed, because these papers use the same words. It becomes yours when you rename it, pin it or give it papers.',
        label,
      )
    : (description ?? label);
  item.contextValue = ['group', ...(topic ? ['topic', topic.isPinned ? 'pinned' : 'unpinned'] : [])].join(' ');
  const spoken = count === 1 ? vscode.l10n.t('{0}, 1 paper', label) : vscode.l10n.t('{0}, {1} papers', label, count);
  item.accessibilityInformation = { label: [spoken, ...kinds].join(', ') };
  return item;
}

/** How a paper looks. */
export function paperItem(
  node: PaperNode,
  note: Note | undefined,
  reading: PaperReading | undefined,
  hasPdf: boolean,
): vscode.TreeItem {
  const { paper } = node;
  const item = new vscode.TreeItem(authorYear(paper));
  item.description = paper.title;
  const { icon, words, contexts } = readingMarks(reading);
  item.iconPath = icon ?? new vscode.ThemeIcon(note ? 'note' : 'file');
  const inTopic = topicOf(node) === undefined ? [] : ['inTopic'];
  const marks = [...(note ? ['note'] : []), ...(hasPdf ? ['file'] : [])];
  item.contextValue = ['paper', ...Object.keys(paper.links), ...marks, ...inTopic, ...contexts].join(' ');
  item.command = {
    command: commands.showPaper,
    title: vscode.l10n.t('Show Details'),
    arguments: [{ kind: 'paper', paper } satisfies Node],
  };
  const spoken = [
    `${authorYear(paper)}, ${paper.title}`,
    ...(note ? [vscode.l10n.t('has a note')] : []),
    ...(hasPdf ? [vscode.l10n.t('has a PDF')] : []),
    ...words,
  ];
  item.accessibilityInformation = { label: spoken.join(', ') };
  return item;
}
