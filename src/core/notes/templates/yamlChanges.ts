import { readFrontMatter } from '../../formats/frontMatter.ts';
import { yamlItems } from '../../formats/yaml/items.ts';
import type { Span, TextEdit } from '../../text.ts';
import { renderTemplate } from '../template.ts';
import { quoting } from './quoting.ts';
import { templateParts } from './scan.ts';

/** A value that YAML reads as another one: `A #1` as `A`, since the rest is a comment. */
export interface YamlChange {
  /** The part of the template. */
  readonly span: Span;
  readonly written: string;
  readonly read: string;
  readonly quoted: readonly TextEdit[];
}

/** The fields of a paper's front matter that a template writes and YAML takes for something else, though it can be read. */
export function yamlChanges(template: string, variables: Readonly<Record<string, unknown>>): YamlChange[] {
  const rendered = renderTemplate(template, variables);
  if ('error' in rendered) return [];
  const { data, yaml, problems } = readFrontMatter(rendered.text);
  if (!yaml || problems.length) return [];
  const { items } = yamlItems(rendered.text, yaml);
  const changes: YamlChange[] = [];
  for (const part of templateParts(template)) {
    const at = rendered.pieces.findIndex(({ source }) => source.start === part.span.start);
    const piece = rendered.pieces[at];
    const field = piece && items.find(({ span }) => piece.start > span.start && piece.start < span.end);
    const isData = part.tokens.some(({ kind, text }) => kind === 'filter' && (text === 'yaml' || text === 'json'));
    if (!piece || field?.name === undefined || isData) continue;
    const end = rendered.pieces[at + 1]?.start ?? rendered.text.length;
    const written = rendered.text.slice(piece.start, end).trim();
    // only where the value is all of the field
    if (rendered.text.slice(field.span.start, piece.start).trim().replace(/\s*:$/, '') !== field.name) continue;
    if (/\S/.test(rendered.text.slice(end, field.span.end))) continue;
    const read = data[field.name];
    const quoted = quoting(template, part);
    if (typeof read === 'string' && read !== written && quoted)
      changes.push({ span: part.span, written, read, quoted });
  }
  return changes;
}
