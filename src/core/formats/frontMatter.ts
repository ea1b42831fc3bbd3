import matter from 'gray-matter';
import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Problem } from '../entry/entry.ts';

/** A Markdown text taken apart into its front matter and the rest. */
export interface FrontMatter {
  /**
   * The fields, every scalar as the text that stands there (YAML 1.2, 10.1 "Failsafe Schema"):
   * a key such as `2021e3` and a date such as `2020-01-02` stay what was typed.
   * Empty where there is no front matter, or none that can be read.
   */
  readonly data: Readonly<Record<string, unknown>>;
  /** The text after the front matter. */
  readonly body: string;
  /** Where the body starts in the text. */
  readonly bodyStart: number;
  /** Where the YAML between the fences starts and ends, or nothing where there is no front matter. */
  readonly yaml?: { readonly start: number; readonly end: number };
  readonly problems: readonly Problem[];
}

/** Front matter larger than this is not YAML a person wrote; reading it would only cost time. */
const longestYaml = 512 * 1024;

const opening = /^\uFEFF?---[ \t]*([A-Za-z]*)[ \t]*(?:\r\n|\n|\r)/;

/**
 * Takes front matter off a Markdown text. Only YAML is read (pandoc manual, "Extension:
 * yaml_metadata_block"): a block in another language, such as `---js`, is reported and never
 * run. A block that cannot be read loses its fields, not the text after it.
 */
export function readFrontMatter(text: string): FrontMatter {
  const open = opening.exec(text);
  if (!open) return { data: {}, body: text.replace(/^\uFEFF/, ''), bodyStart: text.startsWith('\uFEFF') ? 1 : 0, problems: [] };
  const start = open[0].length;
  const fence = closingFence(text, start);
  if (!fence) {
    const span = { start: 0, end: start };
    return { data: {}, body: text, bodyStart: 0, problems: [{ code: 'frontMatterUnclosed', span }] };
  }
  const yaml = { start, end: fence.start };
  const rest = { body: text.slice(fence.end), bodyStart: fence.end, yaml };
  const language = open[1] ?? '';
  if (language && language.toLowerCase() !== 'yaml') {
    return { data: {}, ...rest, problems: [{ code: 'frontMatterLanguage', span: { start: 0, end: start }, facts: { language } }] };
  }
  if (yaml.end - yaml.start > longestYaml) {
    return { data: {}, ...rest, problems: [{ code: 'frontMatterTooLong', span: { start: 0, end: start } }] };
  }
  try {
    return { data: parse(text.slice(start, fence.start)), ...rest, problems: [] };
  } catch (error) {
    return { data: {}, ...rest, problems: [yamlProblem(error, yaml)] };
  }
}

/** The line that ends the block: `---` or `...` alone (pandoc manual). */
function closingFence(text: string, from: number): { start: number; end: number } | undefined {
  const fence = /(?:^|(?<=[\n\r]))(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/g;
  fence.lastIndex = from;
  const hit = fence.exec(text);
  return hit ? { start: hit.index, end: hit.index + hit[0].length } : undefined;
}

/**
 * gray-matter is always given options, since without them it caches what it parsed, and always
 * our own engine, since its others evaluate code (see esbuild.config.mjs for the bundled half).
 */
function parse(yaml: string): Record<string, unknown> {
  const refuse = () => {
    throw new Error('only YAML front matter is read');
  };
  const { data } = matter(`---\n${yaml}\n---\n`, {
    language: 'yaml',
    engines: {
      yaml: { parse: (source: string) => asRecord(isEmpty(source) ? '' : load(source, { schema: FAILSAFE_SCHEMA })), stringify: refuse },
      json: refuse,
      javascript: refuse,
    },
  });
  return data;
}

/** js-yaml refuses a source without a document; a block of comments is an empty one here. */
function isEmpty(yaml: string): boolean {
  return !/^[^#\S]*[^#\s]/m.test(yaml);
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined || value === '') return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error('front matter is not a mapping');
  return value as Record<string, unknown>;
}

function yamlProblem(error: unknown, yaml: { start: number; end: number }): Problem {
  const mark = error instanceof YAMLException ? error.mark : undefined;
  const at = Math.min(yaml.start + (mark?.position ?? 0), yaml.end);
  const reason = error instanceof YAMLException ? error.reason : error instanceof Error ? error.message : String(error);
  return { code: 'frontMatterInvalid', span: { start: at, end: Math.min(at + 1, yaml.end) }, facts: { reason } };
}
