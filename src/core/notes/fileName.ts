import { wellFormed } from '../text.ts';

/**
 * Names that Windows, macOS, Linux, git and wiki links all take. The rules are Microsoft's
 * "Naming Files, Paths, and Namespaces", and `# ^ [ ]`, which end or split a wiki link.
 */

const forbidden =
  // with marks that turn the direction of a text, and with it what a name seems to say (Unicode TR 36, 2.3)
  /[\\/:*?"<>|#^[\]\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** Names of devices, which Windows looks for before the first dot and past blanks; and git's own folder, by its short name too. */
const taken = /^(?:(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)|(?:\.git|git~\d+)[. ]*$)/i;
/** What macOS passes over when it compares names, so that `.g<U+200C>it` is git's folder there. */
const passedOver = /[\u200b-\u200d\u2060-\u206f]|[\ufe00-\ufe0f]/g;
/** Bytes of UTF-8 a name may take: file systems allow 255, encrypted ones 143. */
const longestName = 120;

/** A text as part of a file name: what no system forbids, the rest as `_`. */
export function safeName(text: string): string {
  return wellFormed(text, '_').normalize('NFC').replace(forbidden, '_');
}

/**
 * A path below the notes folder, from a rendered template: separators are `/`, each name is
 * safe as a whole, and neither an empty name nor `..` leads anywhere else.
 */
export function safePath(rendered: string, extension: string): string {
  const wanted = rendered.trim().replaceAll('\\', '/');
  const stem = wanted.toLowerCase().endsWith(extension) ? wanted.slice(0, -extension.length) : wanted;
  const names = stem.split('/').map(wholeName);
  const last = names.pop() || '_';
  return [...names.filter(Boolean), last + extension].join('/');
}

function wholeName(name: string): string {
  const safe = safeName(name.trim());
  return shorten(taken.test(safe.replace(passedOver, '')) ? `_${safe}` : safe)
    .trim()
    .replace(/(?<![.\s])[.\s]+$/, '');
}

function shorten(name: string): string {
  const encoder = new TextEncoder();
  let kept = '';
  let bytes = 0;
  for (const letter of name) {
    bytes += encoder.encode(letter).length;
    if (bytes > longestName) break;
    kept += letter;
  }
  return kept;
}

/**
 * What two names have in common that some system takes for one: Windows and macOS keep no two that differ by case, macOS
 * none that differ by how letters are composed. More may be alike here than anywhere, which costs only a number.
 */
export function sameName(name: string): string {
  return name.normalize('NFKC').replace(passedOver, '').toUpperCase().toLowerCase().normalize('NFKC');
}

/** The name with a number before its ending: `@gu2023 2.md`; the first has none. */
export function numbered(name: string, number: number): string {
  return number === 1 ? name : name.replace(/(\.md)?$/, ` ${number}$1`);
}
