import { Context, defaultOperators, Liquid, toValueSync } from 'liquidjs';
import type { LiquidOptions, Template } from 'liquidjs';
import { safeName } from './fileName.ts';
import { checkSearch, withFilters } from './templates/filters.ts';
import { BoundedRender, bounds, tooManySteps } from './templates/limits.ts';
import type { Piece } from './templates/limits.ts';
import { asWritten } from './templates/written.ts';
import { fileTags, innerTags, templateTag } from './templates/tagTable.ts';

/** Characters of the longest template that is read. */
export const longestTemplate = bounds.parseLimit;

/** What is wrong with a template. Lines and columns count from 1, `start` and `end` are offsets in it. */
export interface TemplateError {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly start?: number;
  readonly end?: number;
  /** The whole of the template takes too much, and not only what stands at that place. */
  readonly isOfAll?: true;
}

/** What a template gave, and where each part of it comes from; or why it gave nothing. */
export type Rendered = { readonly text: string; readonly pieces: readonly Piece[] } | { readonly error: TemplateError };

/**
 * Templates are data: they reach no file (`templates: {}`, and no tag that would), no property that a value inherits
 * (`ownPropertyOnly`), and end when they grow past their bounds. What a paper lacks is an empty text, which counts as
 * no (`jsTruthy`), as in Handlebars, where most templates of others come from.
 */
const options: LiquidOptions = {
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  jsTruthy: true,
  parseLimit: bounds.parseLimit,
  renderLimit: bounds.renderLimit,
  memoryLimit: bounds.memoryLimit,
  operators: {
    ...defaultOperators,
    contains: (left, right, context) => {
      if (typeof left === 'string') checkSearch(left, asWritten(right));
      return defaultOperators['contains']?.(left, right, context) ?? false;
    },
  },
};

const notes = engineOf(options);
const names = engineOf({ ...options, outputEscape: (value) => safeName(asWritten(value)) });

/** Renders a note. */
export function renderTemplate(template: string, variables: Readonly<Record<string, unknown>>): Rendered {
  return render(notes, template, variables);
}

/** Renders a path: each value becomes safe as part of a name, so that only the template's own `/` makes folders. */
export function renderPath(template: string, variables: Readonly<Record<string, unknown>>): Rendered {
  return render(names, template, variables);
}

/** What keeps a template from being read, at the first place that does. */
export function templateError(template: string): TemplateError | undefined {
  try {
    notes.parse(template);
    return undefined;
  } catch (error) {
    return errorOf(error);
  }
}

function render(engine: Liquid, template: string, variables: Readonly<Record<string, unknown>>): Rendered {
  try {
    const parsed = parse(engine, template);
    const context = new Context({ ...variables }, engine.options, { sync: true }, { liquid: engine });
    const renderer = new BoundedRender();
    useRenderer(engine, renderer);
    const text = String(toValueSync(renderer.renderTemplates(parsed, context)));
    return { text, pieces: renderer.pieces };
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/** Of each engine the template that was read last: many papers are rendered with one, one after the other. */
const lastParsed = new WeakMap<Liquid, { readonly template: string; readonly parsed: Template[] }>();

function parse(engine: Liquid, template: string): Template[] {
  const last = lastParsed.get(engine);
  if (last?.template === template) return last.parsed;
  const parsed = engine.parse(template);
  lastParsed.set(engine, { template, parsed });
  return parsed;
}

function engineOf(given: LiquidOptions): Liquid {
  const engine = withFilters(new Liquid(given));
  for (const name of Object.keys(engine.tags)) if (!templateTag(name)) delete engine.tags[name];
  return engine;
}

/** Tags render what stands in them by the engine's renderer. */
function useRenderer(engine: Liquid, renderer: BoundedRender): void {
  (engine as { renderer: unknown }).renderer = renderer;
}

/** LiquidJS's errors carry the token that they are about. */
function errorOf(error: unknown): TemplateError {
  const token = (error as { token?: { begin: number; end: number; getPosition?(): [number, number] } } | null)?.token;
  const [line, column] = token?.getPosition?.() ?? [];
  const message = sentenceOf(error);
  const all = wholesale.includes(message) ? { isOfAll: true as const } : {};
  if (!token || line === undefined || column === undefined) return { message, ...all };
  return { message, line, column, start: token.begin, end: token.end, ...all };
}

const tooMuchText = 'this makes too much text';
const tooLong = 'this takes too long';
const wholesale: readonly string[] = [tooManySteps, tooMuchText, tooLong];

function sentenceOf(error: unknown): string {
  const written = (error instanceof Error ? error.message : String(error)).replace(/, line:\d+, col:\d+[^]*/, '');
  if (/call stack/i.test(written)) return 'this is nested too deeply';
  if (/^parse length limit/.test(written)) return `the template is longer than ${bounds.parseLimit} characters`;
  if (/^memory alloc limit|^Invalid string length/.test(written)) return tooMuchText;
  if (/^template render limit/.test(written)) return tooLong;
  const tag = /^tag "(\w+)" not found/.exec(written)?.[1] ?? '';
  if (Object.hasOwn(innerTags, tag) || tag.startsWith('end')) return `nothing is open that "${tag}" belongs to`;
  return fileTags.includes(tag) ? `templates read no other files, so there is no tag "${tag}"` : written;
}
