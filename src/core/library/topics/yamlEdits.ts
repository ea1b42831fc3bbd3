import { editList, editMap } from '../../formats/yaml/lineEdits.ts';
import { yamlList, yamlScalar } from '../../formats/yamlText.ts';
import { readTopicEdits, writeTopicEdits } from './edits.ts';
import type { TopicEdits } from './edits.ts';

/** What a new file of topics begins with. */
export const topicsHead = `# Topics of the Papers view as you arranged them. Literature Notes writes this file, and you can
# edit it too: what you change counts at once, and your comments stay.
#
# pinned: [id, ...]      topics that stand first, in this order
# titles:                what a topic is called
#   id: Title
# merged:                topics that are shown as part of another
#   id: id-of-the-other
# papers:                all topics of a paper, in the place of those that its source gives
#   citationKey: [id, ...]
#
# The id of a topic is the words of its first title: "State space models" is state-space-models.
`;

/** The text with the edits in the place of those it has. Lines that say the same stay as they are, with their comments. */
export function topicsTextWith(text: string, edits: TopicEdits): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const { edits: before } = readTopicEdits(text);
  const lines = text.split(/\r?\n/);
  editList(lines, 'pinned', before.pinned, edits.pinned);
  editMap(lines, 'titles', before.titles, edits.titles, yamlScalar);
  editMap(lines, 'merged', before.merged, edits.merged, yamlScalar);
  editMap(lines, 'papers', before.papers, edits.papers, yamlList);
  const edited = lines.join(eol);
  const read = readTopicEdits(edited);
  if (!read.problems.length && writeTopicEdits(read.edits) === writeTopicEdits(edits)) return edited;
  // written in a way that is not understood line by line: everything anew, below the comment at the top
  const head = /^(?:#.*(?:\r?\n|$)|[ \t]*\r?\n)*/.exec(text)?.[0] ?? '';
  return head + writeTopicEdits(edits).split('\n').slice(1).join(eol);
}
