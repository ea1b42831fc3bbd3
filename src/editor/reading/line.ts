import type { PaperReading } from '../../core/notes/reading/known.ts';
import { plain } from '../papers/markdown.ts';
import { priorityText, starsText, statusIcon } from './statuses.ts';

/** How far a paper is read, as a line of its card; empty where nobody says so. */
export function readingLine(reading: PaperReading | undefined): string {
  if (!reading) return '';
  const { status, state } = reading;
  const icon = status ? statusIcon(status) : 'star-empty';
  const parts = [
    status && plain(status.title),
    state.priority && priorityText(state.priority),
    state.rating === undefined ? undefined : starsText(state.rating),
    ...state.tags.map((tag) => plain(`#${tag}`)),
  ].filter(Boolean);
  return parts.length ? `$(${icon}) ${parts.join(' · ')}` : '';
}
