import { unescapedMarkup } from '../xml/entities.ts';
import type { TaggedField, TaggedRecord } from './records.ts';

/** The values of one record by tag. */
export class Tags {
  readonly #values = new Map<string, string[]>();

  constructor(record: Pick<TaggedRecord, 'fields'>) {
    for (const { tag, value } of record.fields) {
      if (!value) continue;
      const known = this.#values.get(tag);
      if (known) known.push(value);
      else this.#values.set(tag, [value]);
    }
  }

  /** The first value of the first of these tags that has one, on one line. */
  first(...tags: readonly string[]): string | undefined {
    for (const tag of tags) {
      const value = this.#values.get(tag)?.[0];
      if (value !== undefined) return oneLine(value);
    }
    return undefined;
  }

  /** All values of these tags, each on one line. */
  all(...tags: readonly string[]): string[] {
    return tags.flatMap((tag) => (this.#values.get(tag) ?? []).map(oneLine));
  }

  /** All lines of these tags; each is a value where a tag is followed by a list. */
  lines(...tags: readonly string[]): string[] {
    return tags.flatMap((tag) => (this.#values.get(tag) ?? []).flatMap((value) => value.split('\n').map(oneLine)));
  }
}

function oneLine(value: string): string {
  const line = value.includes('\n') ? value.replaceAll('\n', ' ') : value;
  return unescapedMarkup(line.includes('\0') ? line.replaceAll('\0', '') : line);
}

/** The field that holds a citation key, if one of these tags has a value without blanks. */
export function keyField(record: TaggedRecord, ...tags: readonly string[]): TaggedField | undefined {
  return record.fields.find(({ tag, value }) => tags.includes(tag) && value !== '' && !/[\s\0]/.test(value));
}
