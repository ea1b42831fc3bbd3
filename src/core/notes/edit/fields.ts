import type { Problem } from '../../entry/entry.ts';
import { readFrontMatter } from '../../formats/frontMatter.ts';
import type { FrontMatter } from '../../formats/frontMatter.ts';
import { yamlScalar } from '../../formats/yamlText.ts';
import type { Span, TextEdit } from '../../text.ts';
import { difference, edited, lineEndOf, wellFormed } from '../../text.ts';
import type { WrittenField } from './writtenFields.ts';
import { listStyleOf, writtenFields } from './writtenFields.ts';
import { isSameValue } from './sameValue.ts';
import { freshList } from './lists.ts';
import { freshScalar } from './scalars.ts';
import { fieldTexts, leftovers } from './fieldTexts.ts';

/** What a field is to say: a text, a list of texts, or nothing, which takes the field out. */
export type FieldValue = string | readonly string[] | undefined;

/** A value of any form, and how it is written after the field's colon, with LF line ends; `value` is what that reads as. */
export interface WrittenValue {
  readonly written: string;
  readonly value: unknown;
}

export type FieldChange = FieldValue | WrittenValue;

/** The edits in the order of the text, or why none can be made. */
export type FieldEdits = { readonly edits: readonly TextEdit[] } | { readonly refused: Problem };

/**
 * What makes the front matter of a note say something else. Every byte that does not belong to the value of a changed
 * field stays: comments, order, quotes, line ends. A changed field keeps its style where it can; new fields come
 * before the closing fence, and a text without front matter gets one.
 *
 * Front matter that cannot be read, says a field twice, or is too long is refused with the problem that reading it
 * gives; `frontMatterForm` where it is not written in lines, and `fieldsEntangled` where a change would show elsewhere
 * too, such as through an anchor. What is edited is read again before it is given out.
 */
export function fieldEdits(text: string, changes: ReadonlyMap<string, FieldChange>): FieldEdits {
  const matter = readFrontMatter(text);
  if (matter.problems[0]) return { refused: matter.problems[0] };
  const wanted = new Map([...changes].map(([name, change]) => [name, wellFormedChange(change)]));
  const pending = [...wanted].filter(([name, change]) => !isSaid(matter.data, name, change));
  if (!pending.length) return { edits: [] };
  if (!matter.yaml) return withNewMatter(text, matter, pending);
  const fields = writtenFields(text, matter.yaml, matter.data);
  if (!fields) return { refused: { code: 'frontMatterForm', span: matter.yaml } };
  const context: Context = { text, matter, yaml: matter.yaml, fields, lineEnd: lineEndOf(text) };
  return together(context, pending) ?? oneByOne(context, pending);
}

interface Context {
  readonly text: string;
  readonly matter: FrontMatter;
  readonly yaml: Span;
  readonly fields: ReadonlyMap<string, WrittenField>;
  readonly lineEnd: string;
}

type Pending = readonly (readonly [string, FieldChange])[];

function wellFormedChange(change: FieldChange): FieldChange {
  if (typeof change === 'string') return wellFormed(change);
  return isList(change) ? change.map((item) => wellFormed(item)) : change;
}

function isList(change: FieldChange): change is readonly string[] {
  return Array.isArray(change);
}

function valueOf(change: FieldChange): unknown {
  return typeof change === 'object' && 'written' in change ? change.value : change;
}

function isSaid(data: Readonly<Record<string, unknown>>, name: string, change: FieldChange): boolean {
  if (!Object.hasOwn(data, name)) return change === undefined;
  return change !== undefined && isSameValue(data[name], valueOf(change));
}

function together(context: Context, pending: Pending): FieldEdits | undefined {
  const edits = pending.map(([name, change]) => candidates(context, name, change)[0]);
  if (!edits.every((edit) => edit !== undefined)) return undefined;
  const ordered = inOrder(edits);
  return isAsWanted(context, ordered, pending) ? { edits: ordered } : undefined;
}

/** Where all at once did not do, each field is tried in every manner by itself. */
function oneByOne(context: Context, pending: Pending): FieldEdits {
  const chosen: TextEdit[] = [];
  for (const one of pending) {
    const [name, change] = one;
    const edit = candidates(context, name, change).find((each) => isAsWanted(context, [each], [one]));
    if (!edit) return { refused: { code: 'fieldsEntangled', span: context.yaml, facts: { field: name } } };
    chosen.push(edit);
  }
  const edits = inOrder(chosen);
  const [first] = pending;
  return isAsWanted(context, edits, pending)
    ? { edits }
    : { refused: { code: 'fieldsEntangled', span: context.yaml, facts: { field: first?.[0] ?? '' } } };
}

/** New fields are one insertion; the rest stands apart. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: TextEdit[] = [];
  for (const edit of sorted) {
    const last = merged.at(-1);
    if (last && last.start === last.end && edit.start === edit.end && last.start === edit.start)
      merged[merged.length - 1] = { ...last, text: last.text + edit.text };
    else merged.push(edit);
  }
  return merged;
}

/** The edits that would do, the one that keeps most first. */
function candidates({ text, yaml, fields, lineEnd }: Context, name: string, change: FieldChange): TextEdit[] {
  const field = fields.get(name);
  if (!field) {
    const [first] = fields.values();
    const indent = first ? text.slice(first.block.start, first.block.first) : '';
    const written = indent.trim() ? undefined : freshField(name, change, listStyleOf(text, fields), lineEnd);
    return written === undefined ? [] : [{ start: yaml.end, end: yaml.end, text: indent + written + lineEnd }];
  }
  if (change === undefined) return [withoutField(text, field, lineEnd)];
  const old = text.slice(field.nameEnd, field.block.end);
  const texts =
    typeof change === 'object' && 'written' in change
      ? [inLines(change.written, lineEnd)]
      : fieldTexts(old, field, change, { lists: listStyleOf(text, fields), lineEnd });
  return texts.map((now) => {
    const { start, end, text: put } = difference(old, now);
    return { start: field.nameEnd + start, end: field.nameEnd + end, text: put };
  });
}

function inLines(text: string, lineEnd: string): string {
  return text.replace(/\r\n|\n|\r/g, lineEnd);
}

/** The lines of the field go; comments among them stay where they were. */
function withoutField(text: string, { block, nameEnd }: WrittenField, lineEnd: string): TextEdit {
  const after = /\r\n|\n|\r/g;
  after.lastIndex = block.end;
  const hit = after.exec(text);
  const end = hit ? after.lastIndex : text.length;
  const comments = leftovers(text.slice(nameEnd, block.end), block.first - block.start);
  return { start: block.start, end, text: comments.map((comment) => comment + lineEnd).join('') };
}

/** A field of its own, without the line end behind it. */
function freshField(
  name: string,
  change: FieldChange,
  lists: { readonly dash?: string },
  lineEnd: string,
): string | undefined {
  if (change === undefined) return undefined;
  if (typeof change === 'string') return `${yamlScalar(name)}: ${freshScalar(change)}`;
  if (isList(change)) return `${yamlScalar(name)}:${freshList(change, lists, lineEnd)}`;
  return `${yamlScalar(name)}:${inLines(change.written, lineEnd)}`;
}

function withNewMatter(text: string, { bodyStart }: FrontMatter, pending: Pending): FieldEdits {
  const lineEnd = lineEndOf(text);
  const rest = text.slice(bodyStart);
  const lines = pending.map(([name, change]) => freshField(name, change, {}, lineEnd));
  const isBlankBelow = /^[ \t]*(?:[\n\r]|$)/.test(rest);
  const matter = ['---', ...lines, '---', ...(isBlankBelow ? [''] : ['', ''])].join(lineEnd);
  const edit = { start: bodyStart, end: bodyStart, text: matter };
  const after = readFrontMatter(edited(text, [edit]));
  const isRead =
    !after.problems.length &&
    Object.keys(after.data).length === pending.length &&
    pending.every(([name, change]) => isSaid(after.data, name, change));
  return isRead ? { edits: [edit] } : { refused: { code: 'frontMatterForm', span: { start: 0, end: bodyStart } } };
}

/** Whether the edits make the front matter say what is wanted, and everything else what it said. */
function isAsWanted({ text, matter }: Context, edits: readonly TextEdit[], pending: Pending): boolean {
  const after = readFrontMatter(edited(text, edits));
  if (after.problems.length || after.body !== matter.body) return false;
  if (!pending.every(([name, change]) => isSaid(after.data, name, change))) return false;
  const changed = new Set(pending.map(([name]) => name));
  const others = Object.keys(matter.data).filter((name) => !changed.has(name));
  const left = Object.keys(after.data).filter((name) => !changed.has(name));
  return (
    others.length === left.length &&
    others.every((name, at) => left[at] === name && isSameValue(matter.data[name], after.data[name]))
  );
}
