/**
 * Plain text to TeX, as UTF-8: only what TeX itself would misread is escaped, by the list in
 * "LaTeX: A Document Preparation System", section 2.2.2. Braces become commands, because BibTeX
 * counts `\{` as a brace too.
 */
const escapes: Readonly<Record<string, string>> = {
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\\': '\\textbackslash{}',
  '`': '\\textasciigrave{}',
  '\u00a0': '~',
};

/**
 * Math as pandoc's `tex_math_dollars` tells it from prices: no blank inside the dollars, no
 * digit after them. It stays TeX; so its braces must balance.
 */
const math = /\$(?![\s$])(?:[^$\\]|\\.){1,400}?(?<!\s)\$(?!\d)/gs;

/** Text as the value of a field that TeX will typeset. */
export function texOf(text: string): string {
  let out = '';
  let at = 0;
  for (const formula of text.matchAll(math)) {
    if (!balanced(formula[0])) continue;
    out += escaped(text.slice(at, formula.index)) + formula[0];
    at = formula.index + formula[0].length;
  }
  return out + escaped(text.slice(at));
}

function escaped(text: string): string {
  return text.replace(/[&%$#_{}~^\\`\u00a0]/g, (character) => escapes[character] ?? character);
}

function balanced(tex: string): boolean {
  let depth = 0;
  for (const character of tex) {
    if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/** The markup that CSL-JSON texts may hold (citeproc-js manual, "HTML-like tags"), as TeX. */
const tags: readonly (readonly [RegExp, string])[] = [
  [/^<i>$/, '\\emph{'],
  [/^<b>$/, '\\textbf{'],
  [/^<sup>$/, '\\textsuperscript{'],
  [/^<sub>$/, '\\textsubscript{'],
  [/^<span class="nocase">$/, '{'],
  [/^<span style="font-variant: ?small-caps;">$/, '\\textsc{'],
  [/^<\/(?:i|b|sup|sub|span)>$/, '}'],
];
const tag = /<\/?(?:i|b|sup|sub|span)(?: (?:class="nocase"|style="font-variant: ?small-caps;"))?>/g;

/** A text of a CSL-JSON item, which may be marked up, as TeX; `each` writes its plain stretches. */
export function texOfMarkup(text: string, each: (plain: string) => string = texOf): string {
  if (!text.includes('<') || !paired(text)) return each(text);
  let out = '';
  let at = 0;
  for (const hit of text.matchAll(tag)) {
    out += each(text.slice(at, hit.index)) + (tags.find(([form]) => form.test(hit[0]))?.[1] ?? '');
    at = hit.index + hit[0].length;
  }
  return out + each(text.slice(at));
}

function paired(text: string): boolean {
  const open: string[] = [];
  for (const [hit] of text.matchAll(tag)) {
    const name = /\w+/.exec(hit)?.[0] ?? '';
    if (hit[1] !== '/') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

/** A text that tools read as it is: an address or identifier. Braces, blanks and backslashes would spoil it. */
export function verbatim(text: string): string {
  return text.trim().replace(/[\s{}\\]/g, (character) => encodeURIComponent(character));
}
