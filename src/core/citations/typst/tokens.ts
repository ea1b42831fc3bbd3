/** Ends of what Typst's lexer takes as one token, in all modes (typst-syntax, `lexer.rs`). */

/** Line ends, as Typst counts them. */
export const lineEnd = '\\n\\v\\f\\r\\u0085\\u2028\\u2029';
/** What a label's name is made of; a reference does not end with a full stop or colon, which belong to the text. */
export const labelLetters = '[\\p{XIDC}:.-]';
const lineEnds = new RegExp(`[${lineEnd}]`, 'g');

export function pastLine(text: string, at: number): number {
  lineEnds.lastIndex = at;
  return lineEnds.test(text) ? lineEnds.lastIndex - 1 : text.length;
}

/** Behind the end of the comment that is open at `at`. Comments nest. */
export function pastComment(text: string, at: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at;
  let depth = 1;
  for (let hit = marks.exec(text); hit; hit = marks.exec(text)) {
    depth += hit[0] === '/*' ? 1 : -1;
    if (!depth) return marks.lastIndex;
  }
  return text.length;
}

/** Behind the raw text that so many backticks open in front of `at`; two are an empty one. */
export function pastRaw(text: string, at: number, ticks: string): number {
  if (ticks.length === 2) return at;
  const close = text.indexOf(ticks, at);
  return close < 0 ? text.length : close + ticks.length;
}

/** Behind the quotation mark that closes the string whose inside begins at `at`. */
export function pastString(text: string, at: number): number {
  const marks = /\\[^]|"/g;
  marks.lastIndex = at;
  for (let hit = marks.exec(text); hit; hit = marks.exec(text)) if (hit[0] === '"') return marks.lastIndex;
  return text.length;
}

/** Behind an address whose beginning, up to `//`, ends at `at`: brackets in it come in pairs. */
export function pastLink(text: string, at: number): number {
  const letter = /[0-9A-Za-z!#$%&*+,\-./:;=?@_~']+|[[\](){}]/y;
  const open: string[] = [];
  let end = (letter.lastIndex = at);
  for (let hit = letter.exec(text); hit; hit = letter.exec(text)) {
    const mark = hit[0];
    if (mark === '[' || mark === '(') open.push(mark);
    else if (mark === '{' || mark === '}') break;
    else if ((mark === ']' && open.pop() !== '[') || (mark === ')' && open.pop() !== '(')) break;
    end = letter.lastIndex;
  }
  while (end > at && /[!,.:;?']/.test(text[end - 1] ?? '')) end--;
  return end;
}
