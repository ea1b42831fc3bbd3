import type { Problem, ReadResult } from '../../entry/entry.ts';
import type { Span } from '../../text.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Draft } from '../drafts.ts';
import { entriesOf, inOrder } from '../drafts.ts';
import { itemOfRis } from '../ris/item.ts';
import { cslTypeOfRis } from '../ris/types.ts';
import type { TaggedField } from '../tagged/records.ts';
import { keyField, Tags } from '../tagged/tags.ts';
import { xmlFields } from '../xml/fields.ts';
import { attribute, xmlParts } from '../xml/scan.ts';
import { risTypeOfEndnote } from './types.ts';

/** Elements of EndNote's XML beside the RIS tags that mean the same; within a longer path first. */
const risTags: Readonly<Record<string, string>> = {
  'authors/author': 'AU',
  'secondary-authors/author': 'A2',
  'tertiary-authors/author': 'A3',
  'subsidiary-authors/author': 'A4',
  'translated-authors/author': 'A4',
  'titles/title': 'TI',
  'titles/secondary-title': 'T2',
  'titles/tertiary-title': 'T3',
  'titles/short-title': 'ST',
  'titles/alt-title': 'J2',
  'periodical/full-title': 'JF',
  'periodical/abbr-1': 'JA',
  'keywords/keyword': 'KW',
  'dates/year': 'PY',
  'pub-dates/date': 'DA',
  'related-urls/url': 'UR',
  'web-urls/url': 'UR',
  pages: 'SP',
  volume: 'VL',
  number: 'IS',
  edition: 'ET',
  section: 'SE',
  'num-vols': 'NV',
  'pub-location': 'CY',
  publisher: 'PB',
  isbn: 'SN',
  'electronic-resource-num': 'DO',
  'accession-num': 'AN',
  'remote-database-name': 'DB',
  'call-num': 'CN',
  abstract: 'AB',
  notes: 'N1',
  label: 'ID',
  language: 'LA',
  'work-type': 'M3',
  custom2: 'C2',
  custom3: 'C3',
  custom7: 'C7',
  'access-date': 'Y2',
};

/** Reads what EndNote exports as XML. The citation key is the label, if it has no blanks. */
export function readEndnoteXml(text: string, uri: string): ReadResult {
  return atOnce(readEndnoteXmlSteps(text, uri));
}

/** Tags and texts between them gone through in one step. */
const step = 200;

/** `readEndnoteXml` in steps. */
export function* readEndnoteXmlSteps(text: string, uri: string): Steps<ReadResult> {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  let record: RecordReader | undefined;
  const close = (end: number, ended: boolean) => {
    if (record) {
      drafts.push(record.draft(end, problems));
      if (!ended) problems.push({ code: 'unclosedEntry', span: { start: Math.max(record.start, end - 1), end } });
    }
    record = undefined;
  };
  let count = 0;
  for (const part of xmlParts(text)) {
    if (++count % step === 0) yield;
    const name = part.kind === 'text' ? '' : part.name.toLowerCase();
    if (name === 'record') {
      close(part.kind === 'close' ? part.end : part.start, part.kind === 'close');
      if (part.kind === 'open') record = new RecordReader(part.start);
    } else if (part.kind === 'text') {
      record?.text(part.text, part);
    } else if (part.kind === 'close') {
      record?.close(name);
    } else if (record) {
      record.open(name, part.attributes);
      if (part.closed) record.close(name);
    }
  }
  close(text.length, false);
  if (!drafts.length && /\S/.test(text) && !/<records\b/.test(text))
    problems.push({ code: 'notEndnote', span: { start: 0, end: 1 } });
  return {
    entries: yield* entriesOf(drafts, { uri, text, fieldsAt: xmlFields }),
    problems: yield* inOrder(problems),
  };
}

/** Deeper than EndNote nests anything. */
const deepest = 20;

class RecordReader {
  readonly start: number;
  readonly #fields: TaggedField[] = [];
  readonly #path: string[] = [];
  #ris: string | undefined;
  #typeName = '';
  #value = '';
  #span: Span | undefined;

  constructor(start: number) {
    this.start = start;
  }

  /** `style` only says how the text looks. */
  open(name: string, attributes: string): void {
    if (name === 'style') return;
    this.#path.push(name);
    if (this.#path.length > deepest) this.#path.shift();
    this.#value = '';
    this.#span = undefined;
    if (name === 'ref-type') {
      this.#typeName = attribute(attributes, 'name') ?? '';
      this.#ris = risTypeOfEndnote(this.#typeName);
    }
  }

  text(text: string, { start, end }: Span): void {
    if (!this.#path.length || (!this.#value && !text.trim())) return;
    this.#value += text;
    this.#span = { start: this.#span?.start ?? start + (text.length - text.trimStart().length), end };
  }

  close(name: string): void {
    if (name === 'style') return;
    const value = this.#value.trim();
    if (name === 'ref-type' && this.#ris === undefined) this.#ris = risTypeOfEndnote(this.#typeName, Number(value));
    const tag = risTags[this.#path.slice(-2).join('/')] ?? risTags[name];
    if (tag !== undefined && value && this.#span) {
      const { start } = this.#span;
      const written = tag === 'AB' || tag === 'N1' ? value.replace(/\s*[\r\n]+\s*/g, ' ') : value;
      this.#fields.push({ tag, value: written, span: { start, end: start + value.length } });
    }
    this.#value = '';
    this.#span = undefined;
    const opened = this.#path.lastIndexOf(name);
    if (opened >= 0) this.#path.length = opened;
  }

  draft(end: number, problems: Problem[]): Draft {
    const tags = new Tags({ fields: this.#fields });
    const key = keyField({ fields: this.#fields, span: { start: this.start, end }, ended: true }, 'ID');
    if (this.#ris === undefined) {
      const span = { start: this.start, end: Math.min(end, this.start + 8) };
      problems.push({
        code: this.#typeName ? 'unknownType' : 'missingType',
        span,
        ...(this.#typeName ? { facts: { type: this.#typeName } } : {}),
      });
    }
    return {
      item: itemOfRis(tags, cslTypeOfRis(this.#ris ?? 'GEN') ?? 'document', key?.value ?? ''),
      span: { start: this.start, end },
      ...(key ? { keySpan: key.span } : {}),
    };
  }
}
