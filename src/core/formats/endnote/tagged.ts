import type { Problem, ReadResult } from '../../entry/entry.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Draft } from '../drafts.ts';
import { entriesOf } from '../drafts.ts';
import { itemOfRis } from '../ris/item.ts';
import { cslTypeOfRis } from '../ris/types.ts';
import { taggedFields } from '../tagged/fields.ts';
import type { TaggedField, TagSyntax } from '../tagged/records.ts';
import { taggedRecords } from '../tagged/records.ts';
import { keyField, Tags } from '../tagged/tags.ts';
import { risTypeOfEndnote } from './types.ts';

/**
 * EndNote's tags beside those of RIS that mean the same (EndNote manual, "Creating a Tagged EndNote Import File");
 * `%B` is the journal, the book or the series, whichever stands above the title, as `T2` is.
 */
const risTags: Readonly<Record<string, string>> = {
  A: 'AU',
  B: 'T2',
  C: 'CY',
  D: 'PY',
  E: 'A2',
  F: 'ID',
  G: 'LA',
  I: 'PB',
  J: 'JF',
  K: 'KW',
  L: 'CN',
  M: 'AN',
  N: 'IS',
  O: 'J2',
  P: 'SP',
  R: 'DO',
  S: 'T3',
  T: 'TI',
  U: 'UR',
  V: 'VL',
  X: 'AB',
  Y: 'A3',
  Z: 'N1',
  '0': 'TY',
  '6': 'NV',
  '7': 'ET',
  '8': 'DA',
  '9': 'M3',
  '?': 'A4',
  '@': 'SN',
  '!': 'ST',
  '&': 'SE',
  '[': 'Y2',
  '~': 'DB',
  '2': 'C2',
  '3': 'C3',
};

const syntax = (blankEnds: boolean): TagSyntax => ({
  begin: 'TY',
  blankEnds,
  tagAt(text, start, end) {
    if (text.charCodeAt(start) !== 37 || start + 2 > end) return undefined;
    const after = text.charCodeAt(start + 2);
    if (start + 2 < end && after !== 32 && after !== 9 && after !== 13) return undefined;
    const mark = text.charAt(start + 1);
    if (!/[A-Z0-9?@!#$()[\]*+^>&<~=|{}:;,.-]/.test(mark)) return undefined;
    return { tag: risTags[mark] ?? `%${mark}`, nameEnd: start + 2, valueStart: start + 2 };
  },
});

const enwFields = taggedFields(syntax(false));

/** Reads EndNote's tagged format (`.enw`), also without `%0`, as refer and BibIX have it. The citation key is `%F`. */
export function readEnw(text: string, uri: string): ReadResult {
  return atOnce(readEnwSteps(text, uri));
}

/** `readEnw` in steps. */
export function* readEnwSteps(text: string, uri: string): Steps<ReadResult> {
  const hasTypes = /^\ufeff?%0(?:[ \t]|$)/m.test(text);
  const problems: Problem[] = [];
  const drafts = yield* taggedRecords(text, syntax(!hasTypes), (record): Draft | undefined => {
    const tags = new Tags({ fields: record.fields.map(givenFirst) });
    if (!tags.first('TI', 'AU', 'TY')) return undefined;
    const key = keyField(record, 'ID');
    const name = tags.first('TY');
    const ris = name === undefined ? guessed(tags) : risTypeOfEndnote(name);
    if (ris === undefined)
      problems.push({ code: 'unknownType', span: record.fields[0]?.span ?? record.span, facts: { type: name ?? '' } });
    return {
      item: itemOfRis(tags, cslTypeOfRis(ris ?? 'GEN') ?? 'document', key?.value ?? ''),
      span: record.span,
      ...(key ? { keySpan: key.span } : {}),
    };
  });
  if (!drafts.length && /\S/.test(text)) problems.push({ code: 'notEnw', span: { start: 0, end: 1 } });
  return { entries: yield* entriesOf(drafts, { uri, text, fieldsAt: enwFields }), problems };
}

/** refer has no types; they show in which fields there are (refer(1), "Bibliographic databases"). */
function guessed(tags: Tags): string {
  if (tags.first('JF') !== undefined) return 'JOUR';
  if (tags.first('T2') !== undefined) return 'CHAP';
  return tags.first('PB') === undefined ? 'GEN' : 'BOOK';
}

/** In this format names may stand as they are spoken, "Herbert H. Clark"; a single word or a comma decides otherwise. */
function givenFirst(field: TaggedField): TaggedField {
  if (!/^(?:AU|A2|A3|A4)$/.test(field.tag) || field.value.includes(',') || field.value.includes('\n')) return field;
  const words = field.value.split(/\s+/);
  const isPerson = words.length > 1 && words.length <= 4 && words.every((word) => /^\p{Lu}[\p{L}’'.-]*$/u.test(word));
  if (!isPerson || words.some((word) => bodies.has(word.toLowerCase()))) return field;
  return { ...field, value: `${words.pop() ?? ''}, ${words.join(' ')}` };
}

const bodies: ReadonlySet<string> = new Set(
  (
    'academy agency association bank board bureau center centre college commission committee company consortium ' +
    'corporation council department federation foundation government group inc institute laboratory library ministry ' +
    'national office organisation organization project service society team union university world'
  ).split(' '),
);
