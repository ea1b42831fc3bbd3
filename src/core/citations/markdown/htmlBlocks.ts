import type { BlockReader } from './blocks.ts';
import { isBlankFrom, nextLine, pastSpaces } from './chars.ts';
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
  const indent = tag.name === 'div' ? 0 : passIndent(reader);
  const before = document.htmlElement;
  document.htmlElement = tag.name;
  document.depth++;
  reader.read(() => {
    for (let count = 0; count < indent && text[reader.at] === ' '; count++) reader.at++;
    return text[reader.at] === '<' && reader.inlines.isElementEnd(reader.at);
  });
  if (reader.at < text.length) {
    const end = tags.at(reader.at)?.end ?? reader.at;
    reader.exclude(reader.at, end);
    reader.at = isBlankFrom(text, end) ? nextLine(text, end) : end;
  }
  document.htmlElement = before;
  document.depth--;
  return true;
}

/** Past the indentation of the line after a tag, which then makes no code of the lines in the element. */
function passIndent(reader: BlockReader): number {
  const { text, at } = reader;
  if (!isBlankFrom(text, at)) return 0;
  const line = nextLine(text, at);
  reader.at = pastSpaces(text, line);
  return reader.at - line;
}

function pass(reader: BlockReader, end: number): true {
  reader.exclude(reader.at, end);
  reader.at = pastSpaces(reader.text, end);
  return true;
}
