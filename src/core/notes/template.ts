import { Liquid } from 'liquidjs';
import type { LiquidOptions } from 'liquidjs';
import { yamlList, yamlScalar } from '../formats/yamlText.ts';
import { safeName } from './fileName.ts';

/** What a template gave, or why it gave nothing. Lines count from 1. */
export type Rendered =
  | { readonly text: string }
  | { readonly error: { readonly message: string; readonly line?: number; readonly column?: number } };

/**
 * Templates are data: they reach no file (`templates: {}`), no property that a value inherits
 * (`ownPropertyOnly`), and end when they grow past these bounds (LiquidJS manual, "DoS").
 */
const limits: LiquidOptions = {
  templates: {},
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 200_000,
  renderLimit: 1_000,
  memoryLimit: 20_000_000,
};
/** `capture` is not among what LiquidJS counts, so the result is measured as well. */
const longestResult = 20_000_000;

const notes = withFilters(new Liquid(limits));
const names = withFilters(new Liquid({ ...limits, outputEscape: (value) => safeName(asText(value)) }));

/** Renders a note. */
export function renderTemplate(template: string, variables: Readonly<Record<string, unknown>>): Rendered {
  return render(notes, template, variables);
}

/** Renders a path: each value becomes safe as part of a name, so that only the template's own `/` makes folders. */
export function renderPath(template: string, variables: Readonly<Record<string, unknown>>): Rendered {
  return render(names, template, variables);
}

function render(engine: Liquid, template: string, variables: Readonly<Record<string, unknown>>): Rendered {
  try {
    const text = String(engine.parseAndRenderSync(template, { ...variables }));
    return text.length > longestResult ? { error: { message: 'the result is too long' } } : { text };
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).replace(/, line:\d+, col:\d+[^]*/, '');
    const [line, column] = placeOf(error) ?? [];
    return { error: { message, ...(line === undefined || column === undefined ? {} : { line, column }) } };
  }
}

/** LiquidJS's errors carry the token that they are about. */
function placeOf(error: unknown): readonly [number, number] | undefined {
  return (error as { token?: { getPosition?(): [number, number] } } | null)?.token?.getPosition?.();
}

function withFilters(engine: Liquid): Liquid {
  engine.registerFilter('yaml', (value: unknown) =>
    Array.isArray(value) ? yamlList(value.map(asText)) : yamlScalar(asText(value)),
  );
  engine.registerFilter('filename', (value: unknown) => safeName(asText(value)));
  return engine;
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(asText).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
