import type { Problem, ReadResult } from '../../entry/entry.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Draft } from '../drafts.ts';
import { entriesOf, inOrder } from '../drafts.ts';
import { taggedFields } from '../tagged/fields.ts';
import type { TagSyntax } from '../tagged/records.ts';
import { taggedRecords } from '../tagged/records.ts';
import { keyField, Tags } from '../tagged/tags.ts';
import { itemOfRis } from './item.ts';
import { cslTypeOfRis } from './types.ts';

/** Tags that are taken for one even where the blanks around the dash are not as the specification has them. */
const known: ReadonlySet<string> = new Set(
  (
    'A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ER ET ID IS J1 J2 JA ' +
    'JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST SV T1 T2 T3 TA TI TT TY UR VL VO Y1 Y2'
  ).split(' '),
);

const isBlank = (code: number) => code === 32 || code === 9;
const isCapital = (code: number) => code >= 65 && code <= 90;
const isDigit = (code: number) => code >= 48 && code <= 57;

/**
 * "Two capitals, two blanks, a dash, a blank" by the specification. Files have one blank, none after the dash, or the
 * line indented: all of that is a tag if the letters are those of a known one.
 */
export const risSyntax: TagSyntax = {
  begin: 'TY',
  end: 'ER',
  blankEnds: false,
  tagAt(text, start, end) {
    let at = start;
    while (at < end && at < start + 8 && isBlank(text.charCodeAt(at))) at++;
    const [one, two] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
    if (at + 2 >= end || !isCapital(one) || !(isCapital(two) || isDigit(two))) return undefined;
    let dash = at + 2;
    while (dash < end && dash < at + 6 && isBlank(text.charCodeAt(dash))) dash++;
    if (dash === at + 2 || dash >= end || text.charCodeAt(dash) !== 45) return undefined;
    const tag = text.slice(at, at + 2);
    const isStandard = at === start && dash === at + 4 && (dash + 1 === end || text.charCodeAt(dash + 1) <= 32);
    return isStandard || known.has(tag) ? { tag, nameEnd: at + 2, valueStart: dash + 1 } : undefined;
  },
};

const risFields = taggedFields(risSyntax);

/** Reads RIS, as reference managers, publishers and databases write it. The citation key is `ID`. */
export function readRis(text: string, uri: string): ReadResult {
  return atOnce(readRisSteps(text, uri));
}

/** `readRis` in steps. */
export function* readRisSteps(text: string, uri: string): Steps<ReadResult> {
  const problems: Problem[] = [];
  const drafts = yield* taggedRecords(text, risSyntax, (record): Draft | undefined => {
    const [head] = record.fields;
    const tags = new Tags(record);
    const written = tags.first('TY');
    if (written === undefined && !tags.first('TI', 'T1', 'AU', 'A1')) return undefined;
    const type = cslTypeOfRis(written ?? 'GEN');
    const key = keyField(record, 'ID');
    if (written === undefined) problems.push({ code: 'missingType', span: record.span });
    else if (type === undefined)
      problems.push({ code: 'unknownType', span: head?.span ?? record.span, facts: { type: written } });
    if (!record.ended) {
      const { end } = record.span;
      problems.push({ code: 'unclosedEntry', span: { start: Math.max(record.span.start, end - 1), end } });
    }
    return {
      item: itemOfRis(tags, type ?? 'document', key?.value ?? ''),
      span: record.span,
      ...(key ? { keySpan: key.span } : {}),
    };
  });
  if (!drafts.length && /\S/.test(text)) problems.push({ code: 'notRis', span: { start: 0, end: 1 } });
  return {
    entries: yield* entriesOf(drafts, { uri, text, fieldsAt: risFields }),
    problems: yield* inOrder(problems),
  };
}
