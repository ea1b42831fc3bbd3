import type { Problem } from '../../entry/entry.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import type { YamlBlock } from './blocks.ts';
import { blocksOf, blockSteps } from './blocks.ts';
import { flowParts } from './flow.ts';
import { inBrackets, keyAt } from './keys.ts';
import { loadYaml } from './load.ts';

/** One item of a list, or one key of a mapping with its value. */
export interface YamlItem {
  /** The key in a mapping; nothing in a list. */
  readonly name?: string;
  readonly value: unknown;
  readonly span: Span;
}

export interface YamlItems {
  readonly items: readonly YamlItem[];
  readonly problems: readonly Problem[];
}

/** Where so many items are broken and most of them are, the text is not YAML; the rest of it is not tried. */
const manyFaults = 1000;

/**
 * Reads a block list or mapping item by item and says where each stands. A broken one keeps the fields that are valid,
 * and gives one problem.
 */
export function yamlItems(text: string, range: Span): YamlItems {
  return atOnce(yamlItemSteps(text, range));
}

/** Characters read in one step, or one item where that is longer. */
const step = 5000;

/** `yamlItems` in steps. Only where an item takes something from another, all are read together, which is a single step. */
export function* yamlItemSteps(text: string, range: Span): Steps<YamlItems> {
  const blocks = yield* blockSteps(text, range);
  const items: YamlItem[] = [];
  const problems: Problem[] = [];
  let together: Together | undefined;
  let due = range.start + step;

  for (const [index, block] of blocks.entries()) {
    if (block.start >= due) {
      due = block.start + step;
      yield;
    }
    const isList = isDash(text, block.first);
    let loaded = loadYaml(text.slice(block.start, block.end));
    if (loaded.fault?.isOfAlias) {
      together ??= loadTogether(text.slice(range.start, range.end));
      const part = partOf(together, isList, blocks.length, index, text, block);
      if (part !== undefined) loaded = { value: part };
    }
    if (loaded.fault && loaded.value === undefined) loaded = { ...loaded, value: mended(text, block, isList) };
    if (loaded.fault) problems.push(problemAt(block, loaded.fault));
    if (problems.length >= manyFaults && problems.length > index / 2) {
      const rest = { start: block.end, end: range.end };
      problems.push({ code: 'moreProblems', span: rest, facts: { count: String(blocks.length - index - 1) } });
      break;
    }
    const span = { start: block.first, end: block.end };
    if (Array.isArray(loaded.value)) items.push(...itemsOfList(text, span, loaded.value as unknown[]));
    else items.push(...itemsOfMapping(text, span, entriesIn(loaded.value)));
  }
  return { items, problems };
}

/** Items that stand at `span`; in a list in brackets each has its part of it. */
export function itemsOfList(text: string, span: Span, values: readonly unknown[]): YamlItem[] {
  const parts = text.charAt(span.start) === '[' ? flowParts(text, span.start, span.end).parts : [];
  return values.map((value, at) => ({ value, span: (parts.length === values.length && parts[at]) || span }));
}

function itemsOfMapping(text: string, span: Span, entries: readonly [string, unknown][]): YamlItem[] {
  const parts = text.charAt(span.start) === '{' ? flowParts(text, span.start, span.end).parts : [];
  const spans = new Map(parts.map((part) => [keyAt(text.slice(part.start, part.end), 0, inBrackets)?.name, part]));
  return entries.map(([name, value]) => ({ name, value, span: spans.get(name) ?? span }));
}

function isDash(text: string, at: number): boolean {
  return text.charAt(at) === '-' && /^(?:\s|$)/.test(text.charAt(at + 1));
}

/** All items at once, in which an alias finds its anchor; nothing where they are not valid YAML together. */
interface Together {
  readonly list: readonly unknown[];
  readonly byName: ReadonlyMap<string, unknown>;
}

function loadTogether(source: string): Together {
  const { value, fault } = loadYaml(source);
  if (fault) return { list: [], byName: new Map() };
  return { list: Array.isArray(value) ? (value as unknown[]) : [], byName: new Map(entriesIn(value)) };
}

/** What stands for a block in all of them, in the form that the block alone would give. */
function partOf(
  { list, byName }: Together,
  isList: boolean,
  count: number,
  index: number,
  text: string,
  block: YamlBlock,
): unknown {
  if (isList) return list.length === count ? [list[index]] : undefined;
  const name = byName.size
    ? keyAt(text.slice(block.first, Math.min(block.end, block.first + 600)), 0)?.name
    : undefined;
  return name !== undefined && byName.has(name) ? { [name]: byName.get(name) } : undefined;
}

function entriesIn(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The item in the form its collection would have it, from those of its fields that can be read. */
function mended(text: string, block: YamlBlock, isList: boolean): unknown {
  const source = text.slice(block.start, block.end);
  const first = block.first - block.start;
  if (isList) {
    const fields = fieldsOf(`${source.slice(0, first)} ${source.slice(first + 1)}`);
    return Object.keys(fields).length ? [fields] : undefined;
  }
  const name = keyAt(source, first)?.name;
  const lines = /\r\n|\n|\r/.exec(source);
  if (!lines) return fieldsOf(source);
  if (name === undefined || name === '__proto__') return undefined;
  return { [name]: fieldsOf(source.slice(lines.index + lines[0].length)) };
}

/** Each field by itself. One that is not YAML, such as a title with a colon and no quotes, counts as the text it is. */
function fieldsOf(source: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const { start, end } of blocksOf(source, { start: 0, end: source.length })) {
    const field = source.slice(start, end);
    const { value, fault } = loadYaml(field);
    if (fault && value === undefined) {
      const line = /^\s*([\w-]+):[ \t]+["']?([^\s*&"'][^\n\r]*)$/.exec(field);
      if (line?.[1] && line[1] !== '__proto__') fields[line[1]] = line[2];
    } else {
      for (const [name, part] of entriesIn(value)) if (name !== '__proto__') fields[name] = part;
    }
  }
  return fields;
}

function problemAt(block: YamlBlock, { reason, at }: { reason: string; at: number }): Problem {
  const start = Math.max(block.first, Math.min(block.start + at, block.end - 1));
  return { code: 'yamlInvalid', span: { start, end: Math.min(start + 1, block.end) }, facts: { reason } };
}
