import type { Span } from '../../text.ts';

/** What takes the place of a stretch of a document. */
export interface TextEdit extends Span {
  readonly text: string;
}

export function applied(text: string, { start, end, text: written }: TextEdit): string {
  return text.slice(0, start) + written + text.slice(end);
}
