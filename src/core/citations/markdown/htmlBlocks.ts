import type { BlockReader } from './blocks.ts';
import { isBlankFrom, nextLine } from './chars.ts';
import { isBlockTag, verbatimNames } from './html.ts';

const deepest = 40;

/** A tag or comment where a block may start, and the blocks up to its closing tag (pandoc's `htmlBlock`). */
export function readHtmlBlock(reader: BlockReader): boolean {
  const { text, document } = reader;
  const tags = reader.inlines.tags;
  const tag = tags.at(reader.at);
  if (!tag || !isBlockTag(tag)) return false;
  if (tag.type === 'open' && verbatimNames.has(tag.name)) {
    const end = tags.elementEnd(tag);
    if (end >= 0) return pass(reader, end);
  }
  const isElement = tag.type === 'open' && !tag.isEmpty && tag.name !== '?';
  pass(reader, tag.end);
  if (!isElement || document.depth >= deepest) return true;
  const before = document.htmlElement;
  document.htmlElement = tag.name;
  document.depth++;
  reader.read(() => text[firstOf(text, reader.at)] === '<' && reader.inlines.isElementEnd(firstOf(text, reader.at)));
  if (reader.at < text.length) {
    const close = firstOf(text, reader.at);
    const end = tags.at(close)?.end ?? close;
    reader.exclude(close, end);
    reader.at = isBlankFrom(text, end) ? nextLine(text, end) : end;
  }
  document.htmlElement = before;
  document.depth--;
  return true;
}

function pass(reader: BlockReader, end: number): true {
  reader.exclude(reader.at, end);
  reader.at = end;
  while (reader.text[reader.at] === ' ') reader.at++;
  return true;
}

/** A closing tag may be indented a little. */
function firstOf(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ' && end - at < 8) end++;
  return end;
}
