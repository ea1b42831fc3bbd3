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
  renderLimit: 2_000,
  memoryLimit: 20_000_000,
};

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
    return { text: String(engine.parseAndRenderSync(template, { ...variables })) };
  } catch (error) {
    const { line, col } = (error as { token?: { getPosition?: () => [number, number] } }).token?.getPosition
      ? positionOf(error as { token: { getPosition: () => [number, number] } })
      : { line: undefined, col: undefined };
    const message = (error instanceof Error ? error.message : String(error)).replace(/, line:\d+, col:\d+.*/s, '');
    return { error: { message, ...(line === undefined ? {} : { line, column: col }) } };
  }
}

function positionOf(error: { token: { getPosition: () => [number, number] } }): { line: number; col: number } {
  const [line, col] = error.token.getPosition();
  return { line, col };
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
  return typeof value === 'string' ? value : JSON.stringify(value);
}
