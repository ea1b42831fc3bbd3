import type { CslItem } from '../../entry/csl.ts';
import { yamlScalar } from '../yamlText.ts';
import { markdownOfTags } from './markdown.ts';
import { proseVariables } from './variables.ts';

/**
 * The item as one of the list `references` of CSL-YAML, whose prose is Markdown (pandoc manual, "Specifying bibliographic
 * data"): `- id: …` and lines below it, two blanks further in.
 */
export function toCslYaml(item: CslItem): string {
  const lines = Object.entries(item).flatMap(([name, value]) => {
    const isProse = typeof value === 'string' && proseVariables.has(name);
    return field(name, isProse ? markdownOfTags(value) : value);
  });
  return `${asItem(lines).join('\n')}\n`;
}

function field(name: string, value: unknown): string[] {
  const key = yamlScalar(name);
  const written = scalar(value);
  if (written !== undefined) return [`${key}: ${written}`];
  if (Array.isArray(value)) return value.length ? [`${key}:`, ...value.flatMap(listItem)] : [];
  if (typeof value === 'object' && value !== null) {
    const below = Object.entries(value).flatMap(([inner, each]) => field(inner, each));
    return below.length ? [`${key}:`, ...below.map((line) => `  ${line}`)] : [];
  }
  return [];
}

function listItem(value: unknown): string[] {
  const written = scalar(value);
  if (written !== undefined) return [`- ${written}`];
  // the parts of a date
  if (Array.isArray(value)) return [`- [${value.map((each) => scalar(each) ?? '""').join(', ')}]`];
  return asItem(Object.entries(value as object).flatMap(([name, each]) => field(name, each)));
}

function asItem(lines: readonly string[]): string[] {
  return lines.map((line, at) => (at ? `  ${line}` : `- ${line}`));
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return yamlScalar(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
