/** One field of an entry to be written: its name and its value with its delimiters. */
export type Field = readonly [name: string, value: string];

/** An entry in the layout that BibLaTeX's own examples have: a field a line, braces, a last comma. */
export function layOut(type: string, key: string, fields: readonly Field[]): string {
  const lines = fields.map(([name, value]) => `  ${name} = ${value},\n`);
  return `@${type}{${writtenKey(key)},\n${lines.join('')}}\n`;
}

/** A key without the characters that end or break one: blanks, commas, braces and TeX's specials. */
function writtenKey(key: string): string {
  return key.replace(/[\s,{}()"#%~\\=']+/g, '_') || 'untitled';
}

/** A value between braces. */
export function braces(value: string): string {
  return `{${value}}`;
}
