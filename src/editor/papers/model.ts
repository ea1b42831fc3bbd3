import type { Paper } from '../../core/entry/paper.ts';
import type { Heading } from '../../core/library/arrange.ts';

/** A heading of the Papers view. VS Code holds on to the object, so that news about it go into it. */
export interface GroupNode {
  readonly kind: 'group';
  heading: Heading;
  readonly parent?: GroupNode;
}

/** A paper under a heading; the same paper stands under each of its topics. */
export interface PaperNode {
  readonly kind: 'paper';
  readonly paper: Paper;
  readonly parent?: GroupNode;
}

export type Node = GroupNode | PaperNode;

/** Stable, so that what is open and selected survives a refresh. */
export function idOf(node: Node): string {
  return node.kind === 'group' ? node.heading.id : `${node.parent?.heading.id ?? 'all'}/${node.paper.id}`;
}

/** The topic that a node is or stands under. */
export function topicOf(node: Node): string | undefined {
  for (let group = node.kind === 'group' ? node : node.parent; group; group = group.parent) {
    if (group.heading.topic) return group.heading.topic.id;
  }
  return undefined;
}

/** The status of the papers under a heading, or under that of a paper; empty for none, nothing where headings are no statuses. */
export function statusOf(node: Node): string | undefined {
  for (let group = node.kind === 'group' ? node : node.parent; group; group = group.parent) {
    if (group.heading.status !== undefined) return group.heading.status;
  }
  return undefined;
}

/** A tree hands its nodes back as they were given to it. */
export function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'paper' || value.kind === 'group')
  );
}
