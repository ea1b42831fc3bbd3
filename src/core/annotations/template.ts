import type { Rendered } from '../notes/template.ts';
import { renderTemplate } from '../notes/template.ts';
import type { RenderedMark } from './block.ts';
import type { PdfMark } from './marks.ts';

/** Where the PDF of a mark is. */
export interface MarkPlace {
  /** The address of its page: relative to the note where that can be, with `#page=`. */
  readonly link: string;
  /** The name of the file. */
  readonly file: string;
  /** What opens the page in Zotero, or nothing. */
  readonly zotero: string;
  /** What this kind of mark is called. */
  readonly typeTitle: string;
}

/** The variables of a template for marks; texts are safe in a block of a Markdown note. */
export function markVariables(mark: PdfMark, place: MarkPlace): Record<string, unknown> {
  return {
    ...mark,
    ...place,
    text: markdownText(mark.text),
    comment: ownText(mark.comment),
    author: markdownText(mark.author),
    replies: mark.replies.map(({ author, text }) => ({ author: markdownText(author), text: ownText(text) })),
  };
}

/** Renders marks one after the other, up to the first that cannot be. */
export function renderMarks(
  template: string,
  marks: readonly { readonly mark: PdfMark; readonly place: MarkPlace }[],
): { readonly marks: readonly RenderedMark[] } | Extract<Rendered, { error: unknown }> {
  const done: RenderedMark[] = [];
  for (const { mark, place } of marks) {
    const rendered = renderTemplate(template, markVariables(mark, place));
    if ('error' in rendered) return rendered;
    done.push({ id: mark.id, text: withoutMarkers(rendered.text) });
  }
  return { marks: done };
}

/** A text of somebody else's as Markdown shows it letter by letter. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/^(\s*)([#+-])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2')
    .replace(/&(?=#?\w+;)/g, '&amp;');
}

/** What the user wrote in the PDF is Markdown if they want; but it cannot open a comment or code that hides what follows. */
function ownText(text: string): string {
  return text.replaceAll('<!--', '&lt;!--').replace(/^(\s*(?:>\s*)*)(`{3,}|~{3,})/gm, '$1\\$2');
}

/** A template of the user's may write comments, but none that looks like ours. */
function withoutMarkers(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/<!--(?=\s*(?:a:|\/?literature:))/g, '&lt;!--');
}
