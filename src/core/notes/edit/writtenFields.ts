import { blocksOf } from '../../formats/yaml/blocks.ts';
import type { YamlBlock } from '../../formats/yaml/blocks.ts';
import { keyAt } from '../../formats/yaml/keys.ts';
import { fieldsOfMapping } from '../../formats/yaml/fields.ts';
import type { Span } from '../../text.ts';
import type { ListStyle } from './lists.ts';

/** A field of front matter where it is written. */
export interface WrittenField {
  readonly block: YamlBlock;
  /** After the colon. */
  readonly nameEnd: number;
  /** The value with its anchor and quotes, as `fieldsOfMapping` has it. */
  readonly value: Span;
  /** What it says. */
  readonly says: unknown;
}

/**
 * The fields by name, in the order of the text; nothing where they are not written each in lines of its own, so that
 * no line can be said to belong to one of them.
 */
export function writtenFields(
  text: string,
  yaml: Span,
  data: Readonly<Record<string, unknown>>,
): Map<string, WrittenField> | undefined {
  const values = new Map(fieldsOfMapping(text, yaml).map((field) => [field.nameSpan.start, field.span]));
  const fields = new Map<string, WrittenField>();
  for (const block of blocksOf(text, yaml)) {
    const key = keyAt(text.slice(0, block.end), block.first);
    const value = key && values.get(key.span.start);
    if (!key || !value || fields.has(key.name) || !Object.hasOwn(data, key.name)) return undefined;
    fields.set(key.name, { block, nameEnd: key.end, value, says: data[key.name] });
  }
  return fields.size === Object.keys(data).length ? fields : undefined;
}

/** How the front matter writes its lists: in lines where it has such lists alone. */
export function listStyleOf(text: string, fields: ReadonlyMap<string, WrittenField>): ListStyle {
  let dash: string | undefined;
  for (const { value, says } of fields.values()) {
    if (!Array.isArray(says) || !says.length) continue;
    const written = text.slice(value.start, value.end);
    if (!/^-\s/.test(written)) return {};
    dash ??= /[^\n\r]*$/.exec(text.slice(0, value.start))?.[0] + (/^-[ \t]+/.exec(written)?.[0] ?? '- ');
  }
  return dash === undefined || /\S/.test(dash.replace('-', '')) ? {} : { dash };
}
