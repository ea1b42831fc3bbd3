import { isAlphaNum, isLetter, newline, pastSpaces, pastSpacesAndLine, space } from './chars.ts';

const mark = { quote: 34, hash: 35, apostrophe: 39, minus: 45, dot: 46, equals: 61, backslash: 92, close: 125 };

/** `{#id .class key=value}`: where it ends, or -1 where there is none (pandoc manual, "Attributes"). */
export function attributesEnd(text: string, start: number): number {
  if (text[start] !== '{') return -1;
  for (let at = pastSpacesAndLine(text, start + 1); at >= 0 && at < text.length;) {
    if (text.charCodeAt(at) === mark.close) return at + 1;
    const end = attributeEnd(text, at);
    if (end < 0) return -1;
    at = pastSpacesAndLine(text, end);
  }
  return -1;
}

function attributeEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === mark.hash || code === mark.dot) return nameEnd(text, at + 1);
  if (code === mark.minus) return at + 1;
  const name = nameEnd(text, at);
  if (name < 0 || text.charCodeAt(name) !== mark.equals) return -1;
  return valueEnd(text, name + 1);
}

function nameEnd(text: string, at: number): number {
  if (!isLetter(text.charCodeAt(at))) return -1;
  let end = at + 1;
  while (isAlphaNum(text.charCodeAt(end)) || /[-_:.]/.test(text.charAt(end))) end++;
  return end;
}

function valueEnd(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  if (quote === mark.quote || quote === mark.apostrophe) {
    for (let end = at + 1; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === quote) return end + 1;
      if (code === mark.backslash) end++;
      else if (code === newline && text.charCodeAt(pastSpaces(text, end + 1)) === newline) break;
    }
    return -1;
  }
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === space || code === newline || code === mark.close) break;
    if (code === mark.backslash) end++;
  }
  return end;
}

const raw = /\{ *=[\p{L}\p{M}\p{N}_-]+ *\}/uy;

/** `{=html}`: where it ends, or -1. */
export function rawAttributeEnd(text: string, start: number): number {
  raw.lastIndex = start;
  return raw.test(text) ? raw.lastIndex : -1;
}
