import * as vscode from 'vscode';
import { citationText } from '../../core/citations/write.ts';
import type { Entry } from '../../core/entry/entry.ts';
import type {
  TemplateAnnotation,
  TemplateAttachment,
  TemplateCiting,
  TemplateContext,
} from '../../core/notes/variables.ts';
import { dayOf } from '../../core/notes/reading/days.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import type { Papers } from '../library/papers.ts';
import { usualMarkdownForm } from '../settings.ts';

/** Lists that other parts know; each is asked for only where a template names it. */
export interface TemplateLists {
  attachments?: (entry: Entry, scope: vscode.Uri | undefined) => Promise<readonly TemplateAttachment[]>;
  annotations?: (entry: Entry, scope: vscode.Uri | undefined) => Promise<readonly TemplateAnnotation[]>;
}

export interface TemplateKnowledge {
  readonly papers: Papers;
  readonly citing: CitingDocuments;
  readonly lists: TemplateLists;
}

/** What depends on the moment a note is made; an update gives again what it was then. */
export interface TemplateMoment {
  /** `YYYY-MM-DD`; today unless given. */
  readonly currentDate?: string | undefined;
  readonly selectedText?: string | undefined;
}

/**
 * All that a template can name for a paper, as it is known where the note goes. What has to be looked for, as the
 * documents that cite the paper, is looked for only where it is among the names that are wanted.
 */
export async function templateContext(
  { papers, citing, lists }: TemplateKnowledge,
  entry: Entry,
  scope: vscode.Uri | undefined,
  wanted: { has(name: string): boolean },
  { currentDate = today(), selectedText = '' }: TemplateMoment = {},
): Promise<TemplateContext> {
  const [attachments, annotations, citedIn] = await Promise.all([
    wanted.has('attachments') ? (lists.attachments?.(entry, scope) ?? []) : [],
    wanted.has('annotations') ? (lists.annotations?.(entry, scope) ?? []) : [],
    wanted.has('citedIn') ? citingOf(citing, entry) : [],
  ]);
  return { ...knownOf(papers, entry, scope), currentDate, selectedText, attachments, annotations, citedIn };
}

/** The part of it that nothing has to be looked for. */
export function knownOf(papers: Papers, entry: Entry, scope: vscode.Uri | undefined): TemplateContext {
  return {
    currentDate: today(),
    selectedText: '',
    topicTitles: papers.topicTitles(entry.topics),
    citation: citationText(usualMarkdownForm(scope), [entry.key], 'markdown'),
    related: (entry.related ?? []).map((key) => ({ key, title: papers.get(key)?.title ?? key })),
  };
}

async function citingOf(citing: CitingDocuments, { key, aliases = [] }: Entry): Promise<readonly TemplateCiting[]> {
  const found = await citing.citationsOf([key, ...aliases]);
  return found.map(({ uri, range, line }) => ({
    path: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    line: range.start.line + 1,
    text: line,
  }));
}

/** Today where the user is, as `YYYY-MM-DD`. */
export function today(): string {
  return dayOf(new Date());
}
