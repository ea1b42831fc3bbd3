import { attributesEnd } from './attributes.ts';
import { readNormalCite } from './cite.ts';
import type { InlineReader } from './inlines.ts';
import { destinationEnd } from './links.ts';

/** `[text]{.class}`, `[text](address)`, `[text][label]`, `[text]`: whether one starts here; reads its text. */
export function readLink(reader: InlineReader, isImage = false): boolean {
  const { text, at: open } = reader;
  const close = reader.brackets.close(open);
  if (close < 0 || close >= reader.end || text[open + 1] === '^') return false;
  const after = close + 1;
  const attributes = isImage ? -1 : attributesEnd(text, after);
  if (attributes >= 0 && attributes <= reader.end) {
    reader.inner(open + 1, close);
    reader.at = after;
    return reader.exclude(attributes);
  }
  if (!reader.mayLink && !isImage) return false;
  const hasRound = text[after] === '(' && reader.next.round.from(after) < reader.brackets.knownTo;
  const destination = hasRound ? destinationEnd(text, after, reader.end) : -1;
  if (destination >= 0) {
    readText(reader, open, close, isImage && reader.mayLink);
    reader.at = after;
    return reader.exclude(destination);
  }
  readReference(reader, open, close);
  return true;
}

/** The text in brackets is read whether a link of that name is defined or not; within a link is no other. */
function readReference(reader: InlineReader, open: number, close: number): void {
  const { text, document } = reader;
  const second = close + 1;
  const secondClose = text[second] === '[' && text[second + 1] !== '^' ? reader.brackets.close(second) : -1;
  reader.at = second;
  const hasSecond = secondClose >= 0 && secondClose < reader.end && !isCite(reader);
  const label = hasSecond ? text.slice(second + 1, secondClose) : '';
  const inner = text.slice(open + 1, close);
  const isInteresting = label.includes('@') || (inner.includes('@') && /[[<]/.test(inner));
  const isLink = isInteresting && document.isLinkLabel(label || inner);
  readText(reader, open, close, !isLink);
  if (hasSecond && !isLink && label.includes('@')) reader.inner(second, secondClose + 1);
  reader.at = hasSecond ? secondClose + 1 : second;
}

/** Whether a group of citations starts here, which is then no label of a link. */
function isCite(reader: InlineReader): boolean {
  const mark = reader.mark();
  const isRead = readNormalCite(reader);
  reader.back(mark);
  return isRead;
}

function readText(reader: InlineReader, open: number, close: number, mayLink: boolean): void {
  const before = reader.mayLink;
  reader.mayLink = mayLink;
  reader.inner(open + 1, close);
  reader.mayLink = before;
}
