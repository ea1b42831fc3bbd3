import type { Problem, ReadResult } from '../../entry/entry.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import type { Draft } from '../drafts.ts';
import { entriesOf, inOrder } from '../drafts.ts';
import type { JsonElement } from '../json/elements.ts';
import { elementsOf } from '../json/elements.ts';
import { jsonFields } from '../json/fields.ts';
import { mendJson } from '../json/mend.ts';
import type { FoundKey } from './key.ts';
import { keyOf } from './key.ts';
import { cslItem, isCslItem, isItemAmongOthers } from './item.ts';

/** The list in `{"items": […]}` (Zotero's web API) and `{"references": […]}` (pandoc's metadata). */
const wrapper = /"(?:items|references)"\s{0,20}:\s{0,20}\[/;

/** What a file that was to be CSL-JSON says, however broken it is. */
const mentionsCsl = /"(?:issued|author|citation-key)"\s{0,20}:/;

/**
 * Reads CSL-JSON: a list of items, a list in `items` or `references`, a single item as DOI resolvers
 * give it, or one item after the other. Each item is parsed by itself, so a broken one loses what is broken in it
 * and nothing else. JSON that holds no CSL item gives one problem.
 */
export function readCslJson(text: string, uri: string): ReadResult {
  return atOnce(readCslJsonSteps(text, uri));
}

/** Items read in one step. */
const step = 20;

/** `readCslJson` in steps. */
export function* readCslJsonSteps(text: string, uri: string): Steps<ReadResult> {
  const { elements, problems: strays } = yield* elementsOf(text, listStart(text));
  const problems: Problem[] = [...strays];
  const found: { readonly value: unknown; readonly span: Span }[] = [];
  for (const [at, element] of elements.entries()) {
    const { value, problem } = parsed(text, element);
    if (problem) problems.push(problem);
    found.push({ value, span: element.span });
    if (at % step === step - 1) yield;
  }
  const isBibliography = found.some(({ value }) => isCslItem(value));
  const drafts: Draft[] = [];
  const others: Span[] = [];
  for (const [at, { value, span }] of found.entries()) {
    if (at % step === step - 1) yield;
    if (isBibliography && isItemAmongOthers(value)) drafts.push(draftOf(text, span, value, problems));
    else others.push(span);
  }
  if (!drafts.length) {
    if (isEmptyList(text)) return { entries: [], problems: [] };
    const broken = problems.find(({ code }) => code === 'jsonInvalid');
    const notCsl = { code: 'notCsl', span: { start: 0, end: Math.min(1, text.length) } };
    return { entries: [], problems: [broken && mentionsCsl.test(text) ? broken : notCsl] };
  }
  for (const span of others) problems.push({ code: 'notAnItem', span });
  return {
    entries: yield* entriesOf(drafts, { uri, text, fieldsAt: jsonFields }),
    problems: yield* inOrder(problems),
  };
}

function listStart(text: string): number {
  const start = text.search(/[^\s\ufeff\0]/);
  if (start < 0) return text.length;
  if (text.charAt(start) !== '{') return start;
  const hit = wrapper.exec(text);
  return hit ? hit.index + hit[0].length - 1 : start;
}

function isEmptyList(text: string): boolean {
  return /^[\s\ufeff]*(?:\[\s*\]?\s*)?$/.test(text.slice(0, 100)) && text.length <= 100;
}

function parsed(text: string, { span, whole }: JsonElement): { value: unknown; problem?: Problem } {
  const source = text.slice(span.start, span.end);
  if (whole) {
    try {
      return { value: JSON.parse(source) };
    } catch {
      // read with care below
    }
  }
  const { value, at, reason } = mendJson(source);
  const start = Math.min(span.start + at, Math.max(span.start, span.end - 1));
  return { value, problem: { code: 'jsonInvalid', span: { start, end: start + 1 }, facts: { reason } } };
}

function draftOf(text: string, span: Span, fields: Readonly<Record<string, unknown>>, problems: Problem[]): Draft {
  const found = keyOf(fields);
  const keySpan = spanOfKey(text, span, found);
  if (!found.key) problems.push({ code: 'missingKey', span: { start: span.start, end: span.start + 1 } });
  return { item: cslItem(fields, found.key), span, ...(keySpan ? { keySpan } : {}) };
}

/** Where the key stands, between its quotes; nothing where it is written with escapes. */
function spanOfKey(text: string, { start, end }: Span, { key, field }: FoundKey): Span | undefined {
  const name = `"${field}"`;
  const source = text.slice(start, end);
  for (let at = source.indexOf(name); key && at >= 0; at = source.indexOf(name, at + 1)) {
    const value =
      at + name.length + (/^\s*:\s*"?/.exec(source.slice(at + name.length, at + name.length + 100))?.[0].length ?? 0);
    const keyStart = field === 'note' ? source.indexOf(key, value) : value;
    if (keyStart < 0) return undefined;
    if (source.startsWith(key, keyStart)) return { start: start + keyStart, end: start + keyStart + key.length };
  }
  return undefined;
}
