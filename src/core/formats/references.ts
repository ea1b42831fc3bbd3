import type { Problem, ReadResult } from '../entry/entry.ts';
import { atOnce } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { Span } from '../text.ts';
import { cslItem, isFields } from './csl/item.ts';
import { keyOf } from './csl/key.ts';
import { tagsOfMarkdown } from './csl/markdown.ts';
import { proseVariables } from './csl/variables.ts';
import type { Draft } from './drafts.ts';
import { entriesOf, inOrder } from './drafts.ts';
import { LineEnds } from './lineEnds.ts';
import { fieldsOfItem, fieldsOfMapping } from './yaml/fields.ts';
import type { YamlItem } from './yaml/items.ts';
import { itemsOfList, yamlItemSteps } from './yaml/items.ts';

/** Whether a text may hold a list of references at all; most documents do not. */
const mentioned = /(?:^|[\r\n\ufeff])references[ \t]*:/;

/**
 * Reads CSL-YAML: the list under `references:`, with or without `---` around it (pandoc manual, "Specifying
 * bibliographic data"), or a list alone.
 */
export function readCslYaml(text: string, uri: string): ReadResult {
  return atOnce(readCslYamlSteps(text, uri));
}

/** `readCslYaml` in steps. */
export function* readCslYamlSteps(text: string, uri: string): Steps<ReadResult> {
  const all = { start: 0, end: text.length };
  const lists = yield* referenceLists(text, all);
  const result = yield* readLists(text, uri, lists.length ? lists : [all]);
  if (result.entries.length || !/[^\s#\ufeff.-]/.test(text) || lists.length) return result;
  return { entries: [], problems: [{ code: 'notCsl', span: { start: 0, end: Math.min(1, text.length) } }] };
}

/**
 * Reads the references that a Markdown document holds in its own metadata. YAML blocks between `---` and `---` or `...`
 * may stand anywhere, and documents like to have them at their end. Of several lists the last counts (pandoc manual,
 * "Extension: yaml_metadata_block"); the others are reported.
 */
export function readReferences(text: string, uri: string): ReadResult {
  return atOnce(readReferencesSteps(text, uri));
}

/** `readReferences` in steps. */
export function* readReferencesSteps(text: string, uri: string): Steps<ReadResult> {
  if (!mentioned.test(text)) return { entries: [], problems: [] };
  const lists: Span[] = [];
  for (const block of yield* metadataBlockSteps(text)) lists.push(...(yield* referenceLists(text, block)));
  return yield* readLists(text, uri, lists);
}

/** Items made into entries, */
const step = 50;
/** and characters looked through for lists, in one step. */
const stretch = 50_000;

function* readLists(text: string, uri: string, lists: readonly Span[]): Steps<ReadResult> {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  for (const [index, list] of lists.entries()) {
    if (index < lists.length - 1) {
      problems.push({ code: 'overriddenReferences', span: list });
      continue;
    }
    const read = yield* yamlItemSteps(text, list);
    problems.push(...read.problems);
    for (const [at, { value, span, name }] of read.items.entries()) {
      if (at % step === step - 1) yield;
      for (const item of name === undefined ? [{ value, span }] : itemsInBrackets(text, { value, span, name })) {
        if (isFields(item.value)) drafts.push(draftOf(text, item.span, item.value, problems));
        else problems.push({ code: 'notAnItem', span: item.span });
      }
    }
  }
  return {
    entries: yield* entriesOf(drafts, { uri, text, fieldsAt: fieldsOfItem }),
    problems: yield* inOrder(problems),
  };
}

/** The items of `references: […]`, each with its own place. */
function itemsInBrackets(text: string, { name, value, span }: YamlItem): readonly YamlItem[] {
  if (name !== 'references' || !Array.isArray(value)) return [];
  const list = fieldsOfMapping(text, span).find((field) => field.name === name)?.span ?? span;
  return itemsOfList(text, list, value as unknown[]);
}

function draftOf(text: string, span: Span, fields: Readonly<Record<string, unknown>>, problems: Problem[]): Draft {
  const { key, field } = keyOf(fields);
  const item: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === 'null' || value === '~' || value === '') continue;
    item[name] = typeof value === 'string' && proseVariables.has(name) ? tagsOfMarkdown(value) : value;
  }
  if (!key) problems.push({ code: 'missingKey', span: { start: span.start, end: span.start + 1 } });
  const keySpan = key ? spanOfKey(text, span, key, field) : undefined;
  return { item: cslItem(item, key), span, ...(keySpan ? { keySpan } : {}) };
}

function spanOfKey(text: string, { start, end }: Span, key: string, field: string): Span | undefined {
  const source = text.slice(start, end);
  const line = new RegExp(`(?:^|[\\s{,"'])${field}["']?\\s*:\\s*["']?`, 'g');
  for (let hit = line.exec(source); hit; hit = line.exec(source)) {
    const at = field === 'note' ? source.indexOf(key, line.lastIndex) : line.lastIndex;
    if (at >= 0 && source.startsWith(key, at)) return { start: start + at, end: start + at + key.length };
  }
  return undefined;
}

/** The values of `references:` at the left margin of a stretch of YAML, each without the line of its name. */
function* referenceLists(text: string, { start, end }: Span): Steps<Span[]> {
  const lists: Span[] = [];
  const ends = new LineEnds(text);
  let from = -1;
  let due = start + stretch;
  for (let at = start; at < end;) {
    if (at >= due) {
      due = at + stretch;
      yield;
    }
    const lineEnd = ends.after(at, end);
    const line = text.slice(at, Math.min(lineEnd, at + 40)).replace(/^\ufeff/, '');
    if (/^[^\s#-]/.test(line) || /^(?:---|-[^\s-])/.test(line)) {
      if (from >= 0) lists.push({ start: from, end: at });
      const isBlock = /^references[ \t]*:[ \t\r]*(?:#.*)?$/.test(line);
      const isFlow = !isBlock && /^references[ \t]*:/.test(line);
      from = isBlock ? ends.next(lineEnd) : isFlow ? at : -1;
    }
    at = ends.next(lineEnd);
  }
  if (from >= 0 && from < end) lists.push({ start: from, end });
  return lists;
}

/**
 * The YAML blocks of a Markdown text, between their fences. One starts with `---` at the start of the text or after a
 * blank line, where no blank line follows, and not in a fenced code block.
 */
export function metadataBlocks(text: string): Span[] {
  return atOnce(metadataBlockSteps(text));
}

function* metadataBlockSteps(text: string): Steps<Span[]> {
  const blocks: Span[] = [];
  const ends = new LineEnds(text);
  let open = -1;
  let code = '';
  let afterBlank = true;
  let due = stretch;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    const lineEnd = ends.after(at);
    const line = text.slice(at, Math.min(lineEnd, at + 80));
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (open >= 0) {
      if (/^(?:---|\.\.\.)\s*$/.test(line)) {
        blocks.push({ start: open, end: at });
        open = -1;
      }
    } else if (code) {
      if (fence?.startsWith(code)) code = '';
    } else if (fence) {
      code = fence;
    } else if (
      afterBlank &&
      /^---[ \t\r]*$/.test(line) &&
      !/^[ \t]*[\r\n]/.test(text.slice(ends.next(lineEnd), lineEnd + 40))
    ) {
      open = ends.next(lineEnd);
    }
    afterBlank = !line.trim();
    at = ends.next(lineEnd);
    if (at < due) continue;
    due = at + stretch;
    yield;
  }
  if (open >= 0) blocks.push({ start: open, end: text.length });
  return blocks;
}
