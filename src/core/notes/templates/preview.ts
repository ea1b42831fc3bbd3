import type { TemplateError } from '../template.ts';
import { renderTemplate } from '../template.ts';

/** What a template gives for a paper, with what cannot be rendered said where it stands. */
export interface TemplatePreview {
  readonly text: string;
  readonly errors: readonly TemplateError[];
}

/** More than so many parts that cannot be rendered are a template in another language. */
const mostErrors = 20;

/**
 * Renders a template and goes on behind what cannot be rendered: in its place stands what `say` makes of the error.
 * Where an error has no place the text is only that.
 */
export function previewTemplate(
  template: string,
  variables: Readonly<Record<string, unknown>>,
  say: (error: TemplateError) => string,
): TemplatePreview {
  const errors: TemplateError[] = [];
  let text = template;
  for (;;) {
    const rendered = renderTemplate(text, variables);
    if ('text' in rendered) return { text: rendered.text, errors };
    const { error } = rendered;
    const { start, end } = error.isOfAll ? {} : placeOf(text, error);
    errors.push(inTemplate(error, errors.length));
    if (start === undefined || end === undefined || errors.length > mostErrors) return { text: say(error), errors };
    const lines = text.slice(start, end).split('\n').length - 1;
    // the line ends stay, so that the lines of later errors are those of the template
    text = `${text.slice(0, start)}{% raw %}${say(error)}{% endraw %}${'\n'.repeat(lines)}${text.slice(end)}`;
  }
}

/** Columns are those of the template as long as nothing was put in; lines stay what they are. */
function inTemplate(error: TemplateError, before: number): TemplateError {
  if (!before) return error;
  const { message, line } = error;
  return { message, ...(line === undefined ? {} : { line }) };
}

/** The whole output or tag that an error is about; one that is not closed goes to the end of its line. */
function placeOf(text: string, { start, end }: TemplateError): { readonly start?: number; readonly end?: number } {
  if (start === undefined || end === undefined) return {};
  const open = text.startsWith('{{', start) || text.startsWith('{%', start) ? start : lastOpening(text, start);
  if (open < 0) return {};
  const close = text.startsWith('{{', open) ? '}}' : '%}';
  const closed = text.indexOf(close, open + 2);
  const line = /[\n\r]|$/.exec(text.slice(open))?.index ?? 0;
  // where LiquidJS found no end there may still be one for the eye
  return { start: open, end: closed >= 0 && (closed < open + line || end <= closed + 2) ? closed + 2 : open + line };
}

function lastOpening(text: string, before: number): number {
  return Math.max(text.lastIndexOf('{{', before), text.lastIndexOf('{%', before));
}
