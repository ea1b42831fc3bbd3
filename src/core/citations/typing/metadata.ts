/** A top-level field at the start of a line, plain or quoted. */
const field = /^["']?([A-Za-z_][\w-]*)["']?[ \t]*:(?=\s|$)/;

/**
 * The name of the field in whose value a place stands, within the metadata at the top of a Markdown text: the empty
 * text in a comment or before the first field, nothing outside the metadata. The text may end at the place.
 */
export function metadataField(text: string, offset: number): string | undefined {
  const opening = /^\uFEFF?---[ \t]*\r?\n(?![ \t]*\r?\n)/.exec(text);
  if (!opening || offset < opening[0].length) return undefined;
  const lines = text.slice(opening[0].length, offset).split(/\r?\n/);
  const here = lines.at(-1) ?? '';
  if (lines.slice(0, -1).some((line) => /^(?:---|\.\.\.)[ \t]*$/.test(line))) return undefined;
  if (/^[ \t]*#|[ \t]#[^'"]*$/.test(here)) return '';
  for (const line of lines.reverse()) {
    const name = field.exec(line)?.[1];
    if (name !== undefined) return name;
  }
  return '';
}
