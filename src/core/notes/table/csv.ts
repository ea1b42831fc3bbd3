export interface CsvOptions {
  /** Between two cells. */
  readonly separator: ',' | '\t';
  /** Tells Excel that the file is UTF-8. */
  readonly hasMark: boolean;
}

/**
 * Rows as comma-separated values (RFC 4180): CRLF at line ends, and quotes around what has quotes, separators or line
 * breaks in it. A spreadsheet runs what begins with `=`, `+`, `-` or `@` as a formula, and texts of papers come from
 * elsewhere: such a cell gets an apostrophe first, unless it is a number (OWASP, "CSV Injection").
 */
export function csvText(rows: readonly (readonly string[])[], { separator, hasMark }: CsvOptions): string {
  const lines = rows.map((cells) => cells.map((cell) => csvCell(cell, separator)).join(separator) + '\r\n');
  return (hasMark ? '\uFEFF' : '') + lines.join('');
}

function csvCell(text: string, separator: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text;
  const needsQuotes = /["\r\n]|^\s|\s$/.test(safe) || safe.includes(separator);
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}
