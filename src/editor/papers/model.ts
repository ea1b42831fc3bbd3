import type { Paper } from '../../core/entry/paper.ts';
import type { Group } from '../../core/library/arrange.ts';

/** A heading of the Papers view. */
export interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
}

/** A paper under a heading; the same paper stands under each of its topics. */
export interface PaperNode {
  readonly kind: 'paper';
  readonly paper: Paper;
  readonly parent?: GroupNode;
}

export type Node = GroupNode | PaperNode;

export const papersOf = (nodes: readonly Node[]): Paper[] => {
  const papers = nodes.flatMap((node) => (node.kind === 'paper' ? [node.paper] : node.group.papers));
  return [...new Map(papers.map((paper) => [paper.key, paper])).values()];
};

/** The nodes for groups; a single group without a label is no heading, only its papers. */
export function nodesOf(groups: readonly Group[]): readonly Node[] {
  return groups.flatMap((group): readonly Node[] => (group.label ? [{ kind: 'group', group }] : childrenOf(group)));
}

export function childrenOf(group: Group): readonly PaperNode[] {
  const parent: GroupNode | undefined = group.label ? { kind: 'group', group } : undefined;
  return group.papers.map((paper) => ({ kind: 'paper', paper, ...(parent ? { parent } : {}) }));
}

/** Stable, so that what is open and selected survives a refresh. */
export function idOf(node: Node): string {
  return node.kind === 'group' ? node.group.id : `${node.parent?.group.id ?? 'all'}/${node.paper.key}`;
}
