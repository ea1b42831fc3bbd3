/** Whether the whole name stands in one pair of braces; `{\"U}nal` does not. */
export function isOneGroup(name: string): boolean {
  if (!name.startsWith('{') || !name.endsWith('}')) return false;
  let depth = 0;
  for (let at = 0; at < name.length; at++) {
    const character = name.charAt(at);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at === name.length - 1;
  }
  return false;
}

/** The text split at a separator that stands outside all braces; capitals do not matter. */
export function splitOutside(text: string, separator: string): string[] {
  if (!text.includes('{'))
    return separator !== ' and ' || !hasCapitalAnd(text) ? text.split(separator) : text.split(/ and /i);
  const parts: string[] = [];
  const { length } = separator;
  let depth = 0;
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === 123) depth++;
    else if (character === 125) depth = Math.max(0, depth - 1);
    else if (depth === 0 && character === separator.charCodeAt(0) && isAt(text, separator, at)) {
      parts.push(text.slice(from, at));
      at = from = at + length;
      continue;
    }
    at++;
  }
  parts.push(text.slice(from));
  return parts;
}

function hasCapitalAnd(text: string): boolean {
  return text.includes(' AND ') || text.includes(' And ');
}

function isAt(text: string, separator: string, at: number): boolean {
  return separator.length === 1 || text.slice(at, at + separator.length).toLowerCase() === separator;
}
