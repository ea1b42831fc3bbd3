import type { Entry } from '../../entry/entry.ts';
import { LongMap } from '../../longMap.ts';
import type { MergedPaper } from '../merge.ts';
import type { Topic } from '../topic.ts';
import { editedBetween, editedTopics, noEdits, writeTopicEdits } from './edits.ts';
import type { EditedTopics, TopicEdits } from './edits.ts';
import { givenTopics, usualTopicOrigins } from './given.ts';
import type { TopicOrigin } from './given.ts';
import type { TopicProposal, TopicText } from './propose.ts';

/**
 * The topics of papers: those that sources give, or else those that were proposed, as the user
 * changed them.
 */
export class PaperTopics {
  /** Which fields of entries become topics. */
  origins: readonly TopicOrigin[] = usualTopicOrigins;
  #edits: TopicEdits = noEdits;
  #proposal: TopicProposal | undefined;
  readonly #topics = new LongMap<string, Topic>();
  readonly #described = new Map<string, string>();
  #news = new Map<string, Topic>();
  #version = 0;

  /** Another number after topics were described, proposed or renamed. */
  get version(): number {
    return this.#version;
  }

  /** Topics with a title of their own, in the place of what sources call them. */
  describe(topics: readonly Topic[]): void {
    this.#version++;
    for (const topic of topics) {
      this.#topics.set(topic.id, topic);
      this.#news.set(topic.id, topic);
      this.#described.set(topic.id, topic.title);
    }
  }

  /** Takes over what the user changed, and gives what that may be of concern to. */
  edit(edits: TopicEdits): EditedTopics {
    const edited = editedBetween(this.#edits, edits);
    this.#edits = edits;
    if (edited.renamed.size) this.#version++;
    for (const id of edited.renamed) this.#news.set(id, this.#topics.get(id) ?? { id, title: id });
    return edited;
  }

  set proposal(proposal: TopicProposal | undefined) {
    this.#version++;
    this.#proposal = proposal;
    for (const topic of proposal?.topics ?? []) this.#learn({ ...topic, isProposed: true });
  }

  /** The proposal as plain data, which can no longer take in papers that come later. */
  get savedProposal(): SavedProposal | undefined {
    return this.#proposal && { topics: this.#proposal.topics, papers: [...this.#proposal.papers] };
  }

  /** What decides about topics beside the papers and a proposal, as a text that differs where that differs. */
  get settings(): string {
    return JSON.stringify([this.origins, [...this.#described], writeTopicEdits(this.#edits)]);
  }

  /** Ids of the topics of a paper. */
  of({ id, places: [{ entry, source }] }: MergedPaper): readonly string[] {
    const given = givenTopics(entry, this.origins, source.text);
    for (const topic of given) this.#learn(topic);
    const own = given.length ? given.map((topic) => topic.id) : this.#proposedFor(id, entry);
    return editedTopics(this.#edits, entry.key, own);
  }

  /** Whether a source gives the paper a topic. */
  isGiven({ places: [{ entry, source }] }: MergedPaper): boolean {
    return givenTopics(entry, this.origins, source.text).length > 0;
  }

  titleOf(topic: string): string {
    return this.#edits.titles.get(topic) ?? this.#topics.get(topic)?.title ?? topic;
  }

  /** A topic as it is called now; one that the user gave a title is the user's, whoever proposed it. */
  topic(id: string): Topic {
    const { isProposed, ...topic } = this.#topics.get(id) ?? { id, title: id };
    const isStillProposed = isProposed && !this.#edits.titles.has(id);
    return { ...topic, title: this.titleOf(id), ...(isStillProposed ? { isProposed } : {}) };
  }

  /** Ids of the topics that stand first. */
  get pinned(): readonly string[] {
    return this.#edits.pinned;
  }

  /** Topics that are new or are called otherwise since this was asked before. */
  takeNews(): Topic[] {
    const news = [...this.#news.keys()].map((id) => this.topic(id));
    this.#news = new Map();
    return news;
  }

  #proposedFor(id: string, entry: Entry): readonly string[] {
    if (!this.#proposal) return [];
    return this.#proposal.papers.get(id) ?? this.#proposal.topicsFor(textOf(id, entry));
  }

  #learn(topic: Topic): void {
    if (this.#topics.has(topic.id)) return;
    this.#topics.set(topic.id, topic);
    this.#news.set(topic.id, topic);
  }
}

/** A proposal as plain data: its topics, and the ids of topics by the ids of papers. */
export interface SavedProposal {
  readonly topics: readonly Topic[];
  readonly papers: readonly (readonly [paper: string, topics: readonly string[]])[];
}

export function restoredProposal({ topics, papers }: SavedProposal): TopicProposal {
  return { topics, papers: new Map(papers), topicsFor: () => [] };
}

/** What topics are proposed from. */
export function textOf(id: string, { item }: Entry): TopicText {
  return { id, title: item.title ?? '', abstract: item.abstract ?? '' };
}
