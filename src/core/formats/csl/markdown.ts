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
