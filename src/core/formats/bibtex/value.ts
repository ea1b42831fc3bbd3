import { code, isNameCharacter } from './syntax.ts';
import { partsOf } from './scanValue.ts';

/** What `@string` defines, by name in small letters: TeX source without delimiters. */
export type Macros = ReadonlyMap<string, string>;

/** Macros on macros may double their text each time; beyond this nobody has typed it. */
const longestMacro = 100_000;

/** The TeX source of a field's value: without its delimiters, its parts joined, its macros replaced. */
export function texOfValue(text: string, start: number, end: number, macros: Macros): string {
  const first = text.charCodeAt(start);
  const close = first === code.openBrace ? code.closeBrace : first === code.quote ? code.quote : 0;
  if (close === 0) return bare(text.slice(start, end), macros);
  const closed = end - start > 1 && text.charCodeAt(end - 1) === close;
  const inner = text.slice(start + 1, closed ? end - 1 : end);
  return inner.includes('#') ? joined(text.slice(start, end), inner, macros) : inner;
}

/** A number, a macro, or a concatenation that starts with one. */
function bare(value: string, macros: Macros): string {
  return value.includes('#') ? joined(value, value, macros) : (macros.get(value.toLowerCase()) ?? value);
}

function joined(value: string, inner: string, macros: Macros): string {
  const parts = partsOf(value);
  if (parts.length < 2) return parts.length && isNameCharacter(value.charCodeAt(0)) ? one(value, macros) : inner;
  let out = '';
  for (const { start, end } of parts) {
    out += one(value.slice(start, end), macros);
    if (out.length > value.length + longestMacro) break;
  }
  return out;
}

function one(part: string, macros: Macros): string {
  const first = part.charCodeAt(0);
  if (first === code.openBrace || first === code.quote) return part.slice(1, -1);
  return macros.get(part.toLowerCase()) ?? part;
}

/** The definition's text for the table of macros. */
export function macroText(text: string, start: number, end: number, macros: Macros): string {
  return texOfValue(text, start, end, macros).slice(0, longestMacro);
}
