import type { Span } from '../../text.ts';
import type { CitationReading } from '../citation.ts';
import { CitationCollector } from '../collect.ts';
import { NextOf } from '../nextOf.ts';
import { rstBlocks } from './blocks.ts';
import { citationRole, roleCitations } from './roles.ts';

const roleName = '[A-Za-z0-9](?:[-_+:.]?[A-Za-z0-9]){0,60}';
/** Where inline markup may begin and end (docutils, "Inline markup recognition rules"). */
const start = '(?<=^|[\\s\'"(\\[{<\\-/:\\p{Ps}\\p{Pi}\\p{Pf}\\p{Pd}\\p{Po}])';
const end = '(?=$|[\\s\'")\\]}>\\-/\\\\.,:;!?\\p{Pe}\\p{Pi}\\p{Pf}\\p{Pd}\\p{Po}]|_)';
const marks = new RegExp(`\\\\[^]|${start}(?:\`\`(?=\\S)|(?::(${roleName}):)?\`(?=[^\\s\`]))`, 'gmu');
const roleBehind = new RegExp(`:(${roleName}):`, 'y');

/** The citations of a document in reStructuredText with the roles of sphinxcontrib-bibtex. */
export function readRst(text: string): CitationReading {
  const found = new CitationCollector(text);
  const next = {
    mark: new NextOf(text, marks),
    literalEnd: new NextOf(text, new RegExp(`(?<=\\S)\`\`${end}`, 'gmu')),
    textEnd: new NextOf(text, new RegExp(`(?<=[^\\s\\\\])\`${end}`, 'gmu')),
  };
  const { paragraphs, excluded } = rstBlocks(text);
  for (const span of excluded) found.exclude(span.start, span.end);
  for (const paragraph of paragraphs) readParagraph(text, paragraph, found, next);
  return found.finish();
}

function readParagraph(
  text: string,
  paragraph: Span,
  found: CitationCollector,
  next: Readonly<Record<'mark' | 'literalEnd' | 'textEnd', NextOf>>,
) {
  let at = paragraph.start;
  for (let hit = next.mark.from(at, paragraph.end); hit; hit = next.mark.from(at, paragraph.end)) {
    const [mark, before] = hit;
    at = hit.index + mark.length;
    if (mark.startsWith('\\')) continue;
    const inside = at;
    const isLiteral = mark.endsWith('``');
    const close = next[isLiteral ? 'literalEnd' : 'textEnd'].from(inside + 1, paragraph.end);
    if (!close) continue;
    const closed = close.index + close[0].length;
    roleBehind.lastIndex = closed;
    const name = isLiteral ? undefined : (before ?? roleBehind.exec(text)?.[1]);
    const whole = { start: hit.index, end: before === undefined && name !== undefined ? roleBehind.lastIndex : closed };
    const role = name === undefined ? undefined : citationRole(name);
    if (role) found.citeTogether(whole, roleCitations(text, inside, close.index, role));
    else if (isLiteral || name !== undefined) found.exclude(whole.start, whole.end);
    at = whole.end;
  }
}
