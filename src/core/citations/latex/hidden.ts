/** Environments whose text is shown as it is, or not at all. */
const verbatim = new Set(
  (
    'verbatim Verbatim BVerbatim LVerbatim SaveVerbatim VerbatimOut lstlisting minted comment filecontents ' +
    'tcblisting luacode pycode sagecode Sinput Soutput Schunk'
  ).split(' '),
);
const environmentName = /\s*\{([^{}\s]{1,60})\}/y;
/** A longer piece of code within a line, or an address, is none. */
const longest = 5000;
const inlineOptions = /\s*(?:\[[^\]\n\r]{0,500}\])?/y;
const language = /\s*\{[^{}\n\r]{0,100}\}/y;

/** Where the text goes on behind what the command hides, from `at` behind its name; nothing where it hides nothing. */
export function hiddenBy(text: string, name: string, at: number): number | undefined {
  switch (name) {
    case 'begin':
      return pastEnvironment(text, at);
    case 'iffalse':
      return pastFalse(text, at);
    case 'verb':
    case 'Verb':
      return pastDelimited(text, at);
    case 'lstinline':
      return pastCode(text, past(inlineOptions, text, at));
    case 'mintinline':
      return pastCode(text, past(language, text, past(inlineOptions, text, at)));
    case 'url':
    case 'nolinkurl':
    case 'path':
    case 'href':
    case 'hyperref':
      return pastBraces(text, at);
    default:
      return undefined;
  }
}

/** Behind the environment's end where its text is verbatim; TeX, too, reads on to the end of the file for it. */
function pastEnvironment(text: string, at: number): number | undefined {
  environmentName.lastIndex = at;
  const name = environmentName.exec(text)?.[1];
  if (name === undefined || !verbatim.has(name.replace(/\*$/, ''))) return undefined;
  const end = `\\end{${name}}`;
  const close = text.indexOf(end, at);
  return close < 0 ? text.length : close + end.length;
}

/** `\verb|...|`: the same character before and behind, within a line. */
function pastDelimited(text: string, at: number): number | undefined {
  const delimiter = text[at];
  if (delimiter === undefined || /[A-Za-z\s]/.test(delimiter)) return undefined;
  const rest = text.slice(at + 1, at + longest);
  const close = rest.indexOf(delimiter);
  if (close < 0 || /[\n\r]/.test(rest.slice(0, close))) return undefined;
  return at + close + 2;
}

/** Code in braces, in pairs, or between two of another character. */
function pastCode(text: string, at: number): number | undefined {
  return text[at] === '{' ? pastBraces(text, at) : pastDelimited(text, at);
}

/** Braces in pairs, within a line. */
function pastBraces(text: string, at: number): number | undefined {
  const rest = text.slice(at, at + longest);
  if (!/^\s*\{/.test(rest)) return undefined;
  let depth = 0;
  for (const { 0: mark, index } of rest.matchAll(/[{}\n\r]/g)) {
    if (mark === '{' && depth < 4) depth++;
    else if (mark !== '}') return undefined;
    else if (--depth === 0) return at + index + 1;
  }
  return undefined;
}

/** Behind the `\fi` or `\else` of a condition that never holds; what TeX counts between are other conditions. */
function pastFalse(text: string, at: number): number {
  const mark =
    /\\(?:(if(?!f\b|thenelse|boolexpr|str|blank|def\b|undef\b|toggle|bool\b)[A-Za-z@]*|else|fi)(?![A-Za-z@])|[^])|%[^\n\r]*/g;
  mark.lastIndex = at;
  let depth = 1;
  for (let hit = mark.exec(text); hit; hit = mark.exec(text)) {
    const name = hit[1];
    if (name === undefined) continue;
    if (name === 'fi') depth--;
    else if (name !== 'else') depth++;
    if (depth === 0 || (name === 'else' && depth === 1)) return mark.lastIndex;
  }
  return text.length;
}

function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
