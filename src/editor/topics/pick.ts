import * as vscode from 'vscode';
import type { Topic } from '../../core/library/topic.ts';
import { topicId } from '../../core/library/topics/given.ts';
import type { Topics } from './topics.ts';

interface TopicRow extends vscode.QuickPickItem {
  readonly topic?: Topic;
}

/** Lets the user choose a topic, or where `canMake`, type the title of a new one. */
export function pickTopic(
  topics: Topics,
  title: string,
  canMake: boolean,
  without: readonly string[] = [],
): Promise<Topic | undefined> {
  const known = topics.all().filter(({ id }) => !without.includes(id));
  const rows = known.map((topic): TopicRow => ({
    label: topic.title,
    topic,
    ...(topic.isProposed ? { description: vscode.l10n.t('proposed') } : {}),
  }));
  const pick = vscode.window.createQuickPick<TopicRow>();
  pick.title = title;
  pick.placeholder = canMake
    ? vscode.l10n.t('Choose a topic, or type the title of a new one')
    : vscode.l10n.t('Choose a topic');
  pick.items = rows;
  pick.onDidChangeValue((value) => {
    const typed = value.trim();
    const id = topicId(typed);
    const isNew =
      canMake &&
      id !== '' &&
      !known.some((topic) => topic.id === id || topic.title.toLowerCase() === typed.toLowerCase());
    const made: TopicRow = {
      label: vscode.l10n.t('New topic “{0}”', typed),
      topic: { id, title: typed },
      alwaysShow: true,
    };
    pick.items = isNew ? [...rows, made] : rows;
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.topic);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
