/** Reading plain values out of YAML or JSON that a person may have typed. */

/** A scalar as trimmed text, or nothing. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

/** A list of scalars; a single scalar counts as a list of one. */
export function texts(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map(text).filter((item) => item !== undefined);
}

/** The object without the fields that hold nothing. */
export function record<T>(fields: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<string, T>;
}
