import type { Problem } from '../entry/entry.ts';
import { readFrontMatter } from '../formats/frontMatter.ts';
import { fieldsOfMapping } from '../formats/yaml/fields.ts';
import { text } from '../formats/values.ts';
import type { Span } from '../text.ts';

/** What the library knows of one note: whose it is, and what its front matter says. */
export interface NoteFacts {
  readonly uri: string;
  /** The citation key of the note's paper; nothing where the file is not a note. */
  readonly key?: string;
  readonly status?: string;
  /** `created` as it stands in the front matter. */
  readonly created?: string;
  readonly problems: readonly Problem[];
}

/** Front-matter fields that name the paper, by the habit of the tools that write them. */
const keyFields = ['citekey', 'citationkey', 'citation-key', 'citation_key'];

/** The citation key that front matter names, without the `@` that some write before it. */
export function keyInFields(data: Readonly<Record<string, unknown>>): string | undefined {
  return keyFields.map((field) => text(data[field])?.replace(/^@/, '')).find(Boolean);
}

/** Where front matter spells the citation key, without quotes and `@`; nothing where it has none, or writes it with escapes. */
export function keySpanInFields(source: string): Span | undefined {
  const { yaml, data } = readFrontMatter(source);
  const key = keyInFields(data);
  if (!yaml || key === undefined) return undefined;
  const fields = fieldsOfMapping(source, yaml);
  for (const name of keyFields) {
    const span = fields.find((field) => field.name === name)?.span;
    if (!span) continue;
    const start = span.start + (/^["']?@?/.exec(source.slice(span.start, span.end))?.[0].length ?? 0);
    if (source.startsWith(key, start)) return { start, end: start + key.length };
  }
  return undefined;
}

/** Templates of notes lie there, beside what else this extension keeps; they are nobody's notes. */
const ownFolder = /\/\.literature\//;

/**
 * Whose note a Markdown file is: by a citation key in its front matter, else by its name
 * `@key.md`. A note whose YAML is broken is still found by the line that names the key.
 */
export function readNoteFile(source: string, uri: string): NoteFacts {
  if (ownFolder.test(uri)) return { uri, problems: [] };
  const { data, problems, yaml } = readFrontMatter(source);
  const key = keyInFields(data) ?? (problems.length ? keyLine(source, yaml) : undefined) ?? keyOfName(uri);
  const status = text(data['status']);
  const created = text(data['created']);
  return {
    uri,
    problems: key === undefined ? [] : problems,
    ...(key === undefined ? {} : { key }),
    ...(status ? { status } : {}),
    ...(created ? { created } : {}),
  };
}

function keyLine(source: string, yaml: Span = { start: 0, end: 4096 }): string | undefined {
  // a template elsewhere, with `{{ citekey }}`, is nobody's note either
  return /^cit(?:e|ation)[-_]?key:[ \t]*["']?@?(?!\{)([^"'\s]+)/m.exec(source.slice(yaml.start, yaml.end))?.[1];
}

function keyOfName(uri: string): string | undefined {
  const name = /\/(?:@|%40)([^/]+)\.md$/i.exec(uri)?.[1];
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
