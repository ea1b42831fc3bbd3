/**
 * A table as it is compared: without what formatters change about one, the blanks around bars, the length of the lines
 * under the heads, and blank lines above and below.
 */
export function normalTable(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) =>
      line.startsWith('|') ? line.replace(/[ \t]*\|[ \t]*/g, '|').replace(/-{3,}(?=:?\|)/g, '---') : line,
    )
    .join('\n');
}
