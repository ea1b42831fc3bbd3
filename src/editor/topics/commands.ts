import * as vscode from 'vscode';
import type { Topic } from '../../core/library/topic.ts';
import type { Moved } from '../../core/library/topics/changes.ts';
import { pin, rename } from '../../core/library/topics/changes.ts';
import { unpinTopic } from '../../core/library/topics/edits.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import { isNode, topicOf } from '../papers/model.ts';
import type { Node } from '../papers/model.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import type { PapersView } from '../papers/view.ts';
import { mergeAfterAsking, putPapers, takePapersOut } from './arrange.ts';
import { pickTopic } from './pick.ts';
import type { Topics } from './topics.ts';

export interface TopicCommands {
  readonly topics: Topics;
  readonly view: PapersView;
  readonly selected: SelectedPapers;
  readonly log: vscode.LogOutputChannel;
}

/** The commands that arrange topics. */
export function registerTopicCommands({ topics, view, selected, log }: TopicCommands): vscode.Disposable {
  const topicFor = async (args: readonly unknown[], title: string): Promise<Topic | undefined> => {
    const [node] = await nodesIn(args, view);
    if (!node) return args.length ? undefined : pickTopic(topics, title, false);
    const id = node.kind === 'group' ? node.heading.topic?.id : undefined;
    return id === undefined ? undefined : topics.get(id);
  };
  /** Papers with the topics they stand under in the tree, or else as they are selected or asked for. */
  const moved = async (args: readonly unknown[], title: string): Promise<readonly Moved[]> => {
    const nodes = (await nodesIn(args, view)).filter((node) => node.kind === 'paper');
    if (nodes.length)
      return nodes.map((node) => ({ key: node.paper.key, topics: node.paper.topics, from: topicOf(node) }));
    return selected.papers(args, title);
  };
  const putInto = async (args: readonly unknown[], title: string, isMove: boolean) => {
    const papers = await moved(args, title);
    if (!papers.length) return;
    const to = await pickTopic(topics, title, true);
    // what stands under no topic is moved out of all it has
    const asMoved = (paper: Moved): Moved =>
      isMove ? (paper.from === undefined ? { ...paper, topics: [] } : paper) : { ...paper, from: undefined };
    if (to) await putPapers(topics, papers.map(asMoved), to);
  };
  return vscode.Disposable.from(
    registerCommand(log, commands.renameTopic, async (...args) => {
      const topic = await topicFor(args, vscode.l10n.t('Rename Topic'));
      const title = topic && (await askTitle(topics, topic));
      if (!topic || !title || title === topic.title) return;
      const members = topics.papersOf(topic.id);
      await topics.change((edits) => rename(edits, topic, title, members));
    }),
    registerCommand(log, commands.mergeTopic, async (...args) => {
      const topic = await topicFor(args, vscode.l10n.t('Merge Topic'));
      if (!topic) return;
      const into = await pickTopic(topics, vscode.l10n.t('Merge “{0}” into', topic.title), false, [topic.id]);
      if (into) await mergeAfterAsking(topics, topic, into);
    }),
    registerCommand(log, commands.pinTopic, async (...args) => {
      const topic = await topicFor(args, vscode.l10n.t('Pin Topic to Top'));
      if (topic) await topics.change((edits) => pin(edits, topic, topics.papersOf(topic.id)));
    }),
    registerCommand(log, commands.unpinTopic, async (...args) => {
      const topic = await topicFor(args, vscode.l10n.t('Unpin Topic'));
      if (topic) await topics.change((edits) => unpinTopic(edits, topic.id));
    }),
    registerCommand(log, commands.moveToTopic, (...args) => putInto(args, vscode.l10n.t('Move to Topic'), true)),
    registerCommand(log, commands.addToTopic, (...args) => putInto(args, vscode.l10n.t('Add to Topic'), false)),
    registerCommand(log, commands.removeFromTopic, async (...args) => {
      await takePapersOut(
        topics,
        (await moved(args, vscode.l10n.t('Remove from Topic'))).filter(({ from }) => from !== undefined),
      );
    }),
  );
}

async function askTitle(topics: Topics, topic: Topic): Promise<string | undefined> {
  const others = new Set(
    topics
      .all()
      .filter(({ id }) => id !== topic.id)
      .map(({ title }) => title.toLowerCase()),
  );
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Topic'),
    value: topic.title,
    validateInput(value) {
      if (!value.trim()) return vscode.l10n.t('A topic needs a title.');
      return others.has(value.trim().toLowerCase())
        ? vscode.l10n.t('Another topic is called that. To make them one, merge them.')
        : undefined;
    },
  });
  return title?.trim();
}

/** From a tree's menu, the node and all that are selected; from a keybinding, what is selected. */
async function nodesIn([first, all]: readonly unknown[], view: PapersView): Promise<readonly Node[]> {
  if (Array.isArray(all) && all.length) return all.filter(isNode);
  if (isNode(first)) return [first];
  return typeof first === 'object' && first !== null && 'selected' in first ? view.selected() : [];
}
