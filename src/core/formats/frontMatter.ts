import matter from 'gray-matter';
import { load, YAMLException } from 'js-yaml';
import type { Problem } from '../entry/entry.ts';
import type { Span } from '../text.ts';
import { yamlItems } from './yaml/items.ts';
import { anyTag } from './yaml/schema.ts';

/** A Markdown text taken apart into its front matter and the rest. */
export interface FrontMatter {
  /**
   * The fields, every scalar as the text that stands there (YAML 1.2, 10.1 "Failsafe Schema"):
   * a key such as `2021e3` and a date such as `2020-01-02` stay what was typed.
   * Of YAML that is not valid as a whole, those that can be read; one bad line costs only itself.
   */
  readonly data: Readonly<Record<string, unknown>>;
  /** The text after the front matter. */
  readonly body: string;
  /** Where the body starts in the text. */
  readonly bodyStart: number;
  /** Where the lines between the fences start and end, or nothing where there is no front matter. */
  readonly yaml?: Span;
  readonly problems: readonly Problem[];
}

/** Front matter larger than this is not YAML a person wrote; reading it would only cost time. */
const longestYaml = 512 * 1024;

/** Broken front matter is read field by field as far as this. */
const longestMended = 32 * 1024;

/** gray-matter looks for comments in a way that takes the square of the length of such a stretch. */
const manyBlanks = /[\n\r]\s{1000}/;

/** `+++` is how Hugo and its kin fence TOML. */
const opening = /^\uFEFF?(?:---[ \t]*([A-Za-z]*)|\+\+\+)[ \t]*(?:\r\n|\n|\r)/;
const blankLine = /^[ \t]*(?:[\n\r]|$)/;

/**
 * Takes front matter off a Markdown text. Only YAML is read (pandoc manual, "Extension:
 * yaml_metadata_block"): a block in another language, such as `---js`, is reported and never
 * run. A block that cannot be read loses its fields, not the text after it.
 */
export function readFrontMatter(text: string): FrontMatter {
  const open = opening.exec(text);
  if (!open) return withoutMatter(text);
  const start = open[0].length;
  const isToml = open[0].includes('+++');
  const language = isToml ? 'toml' : (open[1] ?? '');
  const fence = closingFence(text, start, isToml);
  const isRuled = !language && blankLine.test(text.slice(start, start + 200));
  const problem = (code: string): Problem => ({ code, span: { start: 0, end: start } });
  if (!fence) {
    const problems = isRuled || isToml ? [] : [problem('frontMatterUnclosed')];
    return { ...withoutMatter(text), problems };
  }
  const yaml = { start, end: fence.start };
  const rest = { body: text.slice(fence.end), bodyStart: fence.end, yaml };
  if (language && language.toLowerCase() !== 'yaml') {
    return { data: {}, ...rest, problems: [{ ...problem('frontMatterLanguage'), facts: { language } }] };
  }
  const source = text.slice(yaml.start, yaml.end);
  if (source.length > longestYaml || manyBlanks.test(source)) {
    return { data: {}, ...rest, problems: [problem('frontMatterTooLong')] };
  }
  try {
    return { data: parse(source), ...rest, problems: [] };
  } catch (error) {
    const data = readableFields(text, yaml);
    // a text may begin with a rule: in pandoc no blank line follows the fence of metadata
    if (isRuled && !Object.keys(data).length) return withoutMatter(text);
    return { data, ...rest, problems: [yamlProblem(error, yaml)] };
  }
}

function withoutMatter(text: string): FrontMatter {
  const bodyStart = text.startsWith('\uFEFF') ? 1 : 0;
  return { data: {}, body: text.slice(bodyStart), bodyStart, problems: [] };
}

/** The line that ends the block: `---` or `...` alone (pandoc manual), `+++` where that opened it. */
function closingFence(text: string, from: number, isToml: boolean): Span | undefined {
  const fence = isToml
    ? /(?<=[\n\r])\+\+\+[ \t]*(?:\r\n|\n|\r|$)/g
    : /(?<=[\n\r])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/g;
  fence.lastIndex = from;
  const hit = fence.exec(text);
  return hit ? { start: hit.index, end: hit.index + hit[0].length } : undefined;
}

function readableFields(text: string, { start, end }: Span): Readonly<Record<string, unknown>> {
  const { items } = yamlItems(text, { start, end: Math.min(end, start + longestMended) });
  return Object.fromEntries(items.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]])));
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
      yaml: {
        parse: (source: string) => asRecord(isEmpty(source) ? '' : load(source, { schema: anyTag })),
        stringify: refuse,
      },
      json: refuse,
      javascript: refuse,
    },
  });
  return data;
}

/** js-yaml refuses a source without a document; a block of comments is an empty one here. */
function isEmpty(yaml: string): boolean {
  return !/^[^#\S\n\r]*[^#\s]/m.test(yaml);
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined || value === '') return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error('front matter is not a mapping');
  return value as Record<string, unknown>;
}

function yamlProblem(error: unknown, yaml: Span): Problem {
  const mark = error instanceof YAMLException ? error.mark : undefined;
  const at = Math.min(yaml.start + (mark?.position ?? 0), yaml.end);
  const reason = error instanceof YAMLException ? error.reason : error instanceof Error ? error.message : String(error);
  return { code: 'frontMatterInvalid', span: { start: at, end: Math.min(at + 1, yaml.end) }, facts: { reason } };
}
