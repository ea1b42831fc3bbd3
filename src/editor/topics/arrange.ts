import * as vscode from 'vscode';
import type { Topic } from '../../core/library/topic.ts';
import { adopt, put, takeOut } from '../../core/library/topics/changes.ts';
import type { Moved } from '../../core/library/topics/changes.ts';
import { mergeTopic, renameTopic } from '../../core/library/topics/edits.ts';
import type { Topics } from './topics.ts';

/** What commands and the mouse do alike. */

/** Puts papers into a topic; a new one gets its title. */
export async function putPapers(topics: Topics, papers: readonly Moved[], to: Topic): Promise<void> {
  if (!papers.length) return;
  const isNew = !topics.all().some(({ id }) => id === to.id);
  const members = topics.papersOf(to.id);
  await topics.change((edits) => put(isNew ? renameTopic(edits, to.id, to.title) : edits, papers, to, members));
}

export async function takePapersOut(topics: Topics, papers: readonly Moved[]): Promise<void> {
  if (papers.length) await topics.change((edits) => takeOut(edits, papers));
}

/** Merges one topic into another when the user has seen both names and said yes, by the keys that chose the topic. */
export async function mergeAfterAsking(topics: Topics, from: Topic, into: Topic): Promise<void> {
  if (from.id === into.id) return;
  const members = topics.papersOf(from.id);
  const detail =
    members.length === 1
      ? vscode.l10n.t(
          'Its paper is then listed under “{0}”, and so is everything that comes into “{1}” later.',
          into.title,
          from.title,
        )
      : vscode.l10n.t(
          'Its {2} papers are then listed under “{0}”, and so is everything that comes into “{1}” later.',
          into.title,
          from.title,
          members.length,
        );
  const title = vscode.l10n.t('Merge “{0}” into “{1}”?', from.title, into.title);
  const merge: vscode.QuickPickItem = { label: vscode.l10n.t('Merge'), detail };
  const cancel: vscode.QuickPickItem = { label: vscode.l10n.t('Cancel') };
  if ((await vscode.window.showQuickPick([merge, cancel], { title, ignoreFocusOut: true })) !== merge) return;
  const others = topics.papersOf(into.id);
  await topics.change((edits) => mergeTopic(adopt(adopt(edits, from, members), into, others), from.id, into.id));
}
