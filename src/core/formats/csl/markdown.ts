/**
 * Metadata of a document is Markdown for pandoc (manual, "Extension: yaml_metadata_block"), CSL-JSON has a few HTML
 * tags (citeproc-js, "HTML-like formatting tags"). This writes the marks that titles have as those tags: emphasis,
 * strong, super- and subscript, small capitals and `.nocase`; escapes lose their backslash. Stars may stand within a
 * word, underscores may not.
 */
export function tagsOfMarkdown(text: string): string {
  if (!/[*_^~[\\]/.test(text)) return text;
  return text
    .replace(escaped, (_, mark: string) => hide(mark))
    .replace(bracketed, (_, inner: string, name: string) =>
      name === 'nocase'
        ? `<span class="nocase">${inner}</span>`
        : `<span style="font-variant:small-caps;">${inner}</span>`,
    )
    .replace(strong, '<b>$1</b>')
    .replace(starred, '<i>$1</i>')
    .replace(underlined, (_, before: string, inner: string) => `${before}<i>${inner}</i>`)
    .replace(/\^([^\s^~<>]+)\^/g, '<sup>$1</sup>')
    .replace(/(?<!~)~([^\s^~<>]+)~(?!~)/g, '<sub>$1</sub>')
    .replace(hidden, (mark) => String.fromCharCode(mark.charCodeAt(0) - privateUse));
}

const escaped = /\\([!-/:-@[-`{-~])/g;
const bracketed = /\[([^[\]]+)\]\{\.(nocase|smallcaps)\}/g;
const strong = /\*\*(?=\S)([^*]+)(?<=\S)\*\*/g;
const starred = /\*(?=\S)([^*]+)(?<=\S)\*/g;
const underlined = /(^|[^\p{L}\p{N}_])_(?=\S)([^_]+)(?<=\S)_(?![\p{L}\p{N}_])/gu;

/** Escaped marks wait in the private use area (Unicode 16, 23.5) until the others are done. */
const privateUse = 0xf700;
const hidden = /[\uf721-\uf77e]/g;

function hide(mark: string): string {
  return String.fromCharCode(mark.charCodeAt(0) + privateUse);
}

const tag = /<(\/?)(i|b|sup|sub|span)(?: (?:class="(nocase)"|style="font-variant:\s*(small-caps);?"))?>/g;
const marks: Readonly<Record<string, string>> = { i: '*', b: '**', sup: '^', sub: '~' };

/** The tags of CSL-JSON as Markdown, and what Markdown would take for marks escaped: `tagsOfMarkdown` back. */
export function markdownOfTags(text: string): string {
  const open: string[] = [];
  let written = '';
  let from = 0;
  const take = (end: number) => (written += text.slice(from, end).replace(/[\\`*_^~[\]$]/g, '\\$&'));
  for (const hit of text.matchAll(tag)) {
    const [whole, isEnd, name = '', nocase, smallCaps] = hit;
    take(hit.index);
    from = hit.index + whole.length;
    if (name !== 'span') written += marks[name] ?? '';
    else if (isEnd) written += open.pop() ?? '';
    else {
      open.push(nocase ? ']{.nocase}' : smallCaps ? ']{.smallcaps}' : '');
      written += (nocase ?? smallCaps) ? '[' : '';
    }
  }
  take(text.length);
  return written;
}
