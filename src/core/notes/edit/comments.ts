import { quoteEnd } from '../../formats/yaml/flow.ts';
import type { Span } from '../../text.ts';

const blockHeader = /[|>][-+0-9]*[ \t]*(?=#|[\n\r]|$)/y;

/**
 * The comments in what a field says, from their `#` to the end of the line (YAML 1.2.2, 6.6 "Comments"). `source`
 * begins after the colon of the field's name, which is indented by `indent`.
 */
export function commentsIn(source: string, indent: number): Span[] {
  const comments: Span[] = [];
  let canBegin = true; // where a quote or the header of a block of text may stand
  let depth = 0;
  let lineIndent = indent;
  for (let at = 0; at < source.length; at++) {
    const mark = source.charAt(at);
    if (mark === '\n' || mark === '\r') {
      canBegin = true;
      lineIndent = /^[ \t]*/.exec(source.slice(at + 1))?.[0].length ?? 0;
    } else if (mark === '#' && (at === 0 || /\s/.test(source.charAt(at - 1)))) {
      const end = lineEnd(source, at);
      comments.push({ start: at, end });
      at = end - 1;
    } else if (canBegin && (mark === '"' || mark === "'")) {
      at = quoteEnd(source, at, source.length) - 1;
      canBegin = false;
    } else if (canBegin && depth === 0 && (mark === '|' || mark === '>')) {
      blockHeader.lastIndex = at;
      if (blockHeader.test(source)) {
        const end = lineEnd(source, at);
        if (source.charAt(blockHeader.lastIndex) === '#') comments.push({ start: blockHeader.lastIndex, end });
        at = textEnd(source, end, lineIndent) - 1;
      }
      canBegin = false;
    } else if (canBegin && (mark === '&' || mark === '!')) {
      while (at + 1 < source.length && /\S/.test(source.charAt(at + 1))) at++;
    } else if (mark !== ' ' && mark !== '\t') {
      if (mark === '[' || mark === '{') depth++;
      if (mark === ']' || mark === '}') depth--;
      const isDivider = /[[{,]/.test(mark) || (/[-?:]/.test(mark) && /^(?:\s|$)/.test(source.charAt(at + 1)));
      canBegin = isDivider;
    }
  }
  return comments;
}

function lineEnd(source: string, at: number): number {
  const length = source.slice(at).search(/[\n\r]/);
  return length < 0 ? source.length : at + length;
}

/** Where the lines end that are blank or indented deeper than `indent`, from the end of a line on. */
function textEnd(source: string, from: number, indent: number): number {
  const line = /(?:\r\n|\n|\r)([ \t]*)([^\n\r]?)[^\n\r]*/y;
  let end = from;
  line.lastIndex = from;
  for (let hit = line.exec(source); hit; hit = line.exec(source)) {
    const [, blanks = '', first = ''] = hit;
    if (first && blanks.length <= indent) break;
    end = line.lastIndex;
  }
  return end;
}
