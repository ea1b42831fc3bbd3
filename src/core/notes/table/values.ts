/** So deep are lists in lists written; an anchor may make them endless. */
const deepest = 3;
const lineBreaks = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g;

/** What a field of front matter says, as one text: lists joined by commas, mappings as `name: value`. */
export function textOfValue(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'object') return JSON.stringify(value) ?? '';
  if (depth >= deepest) return '…';
  if (Array.isArray(value))
    return value
      .map((each) => textOfValue(each, depth + 1))
      .filter(Boolean)
      .join(', ');
  return Object.entries(value)
    .map(([name, each]) => `${name}: ${textOfValue(each, depth + 1)}`)
    .join('; ');
}

/**
 * The value of a field by its name, as it is spelt or else whatever its case; nothing where there is none.
 * What a mapping inherits is none of its fields.
 */
export function fieldIn(data: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(data, name)) return data[name];
  const folded = name.toLowerCase();
  const other = Object.keys(data).find((key) => key.toLowerCase() === folded);
  return other === undefined ? undefined : data[other];
}

/** A text on one line of Markdown; links and emphasis stay what they are. */
export function inLine(text: string): string {
  return text
    .trim()
    .replace(lineBreaks, '<br>')
    .replace(/[\x00-\x1f\x7f]+/g, ' ');
}

/** The same as a cell of a pipe table: a bar within it has a backslash before it, also in code (GFM 4.10). */
export function inCell(text: string): string {
  return inLine(text).replaceAll('|', '\\|');
}
