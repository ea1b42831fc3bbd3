import type { CslItem, CslName } from '../../entry/csl.ts';
import type { ReadResult } from '../../entry/entry.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Draft } from '../drafts.ts';
import { itemOf } from '../itemOf.ts';
import { entriesOf } from '../drafts.ts';
import { commaName, withParticles } from '../names.ts';
import { taggedFields } from '../tagged/fields.ts';
import type { TagSyntax } from '../tagged/records.ts';
import { taggedRecords } from '../tagged/records.ts';
import { Tags } from '../tagged/tags.ts';
import { writtenDate } from '../writtenDate.ts';

/**
 * PubMed's format has a tag of up to four letters, padded to four, and a dash; values go on in lines that are
 * indented (NLM, "MEDLINE/PubMed Data Element (Field) Descriptions").
 */
const nbibSyntax: TagSyntax = {
  begin: 'PMID',
  blankEnds: false,
  tagAt(text, start, end) {
    const hit = /^([A-Z][A-Z0-9]{1,3}) {0,3}-(?: |$)/.exec(text.slice(start, Math.min(end, start + 8)));
    if (hit?.[1] === undefined) return undefined;
    return { tag: hit[1], nameEnd: start + hit[1].length, valueStart: start + hit[0].length };
  },
};

const nbibFields = taggedFields(nbibSyntax);

/** Reads PubMed's `.nbib`. It has no citation keys, so they are made up. */
export function readNbib(text: string, uri: string): ReadResult {
  return atOnce(readNbibSteps(text, uri));
}

/** `readNbib` in steps. */
export function* readNbibSteps(text: string, uri: string): Steps<ReadResult> {
  const drafts = yield* taggedRecords(text, nbibSyntax, (record): Draft | undefined => {
    const tags = new Tags(record);
    const isPaper = tags.first('PMID', 'TI', 'BTI') !== undefined;
    return isPaper ? { item: itemOfNbib(tags), span: record.span } : undefined;
  });
  const isOther = !drafts.length && /\S/.test(text);
  return {
    entries: yield* entriesOf(drafts, { uri, text, fieldsAt: nbibFields }),
    problems: isOther ? [{ code: 'notNbib', span: { start: 0, end: 1 } }] : [],
  };
}

function itemOfNbib(tags: Tags): CslItem {
  const isChapter = tags.first('BTI') !== undefined && tags.first('TI') !== undefined;
  const isBook = tags.first('BTI') !== undefined && !isChapter;
  const kinds = tags.all('PT').join(' ');
  const type = isChapter ? 'chapter' : isBook ? 'book' : /\bPreprint\b/.test(kinds) ? 'article' : 'article-journal';
  const written = tags.first('DP');
  const item: Record<string, unknown> = {
    title: (tags.first('TI') ?? tags.first('BTI'))?.replace(/(?<!\.)\.$/, ''),
    author: people(tags.all('FAU'), tags.all('AU'), tags.all('CN')),
    editor: people(tags.all('FED'), tags.all('ED'), []),
    issued: written === undefined ? undefined : writtenDate(written),
    'container-title': isChapter ? tags.first('BTI') : tags.first('JT', 'TA'),
    'container-title-short': tags.first('JT') === undefined ? undefined : tags.first('TA'),
    'collection-title': tags.first('CTI'),
    volume: tags.first('VI'),
    issue: tags.first('IP'),
    page: tags.first('PG'),
    edition: tags.first('EN'),
    publisher: tags.first('PB'),
    'publisher-place': tags.first('BTI') === undefined ? undefined : tags.first('PL'),
    DOI: identifier(tags, 'doi'),
    ISSN:
      tags
        .all('IS')
        .map((text) => text.replace(/\s*\(.*$/, ''))
        .join(', ') || undefined,
    ISBN:
      tags
        .all('ISBN')
        .map((text) => text.replace(/\s*\(.*$/, ''))
        .join(', ') || undefined,
    PMID: tags.first('PMID'),
    PMCID: tags.first('PMC'),
    language: languageOf(tags.first('LA')),
    keyword: [...tags.all('OT'), ...tags.all('MH')].map((text) => text.replace(/^\*/, '')).join(', ') || undefined,
    abstract: tags.first('AB'),
  };
  return itemOf('', type, item);
}

/** Identifiers stand in `AID` or `LID` with their kind in brackets: "10.1000/xyz [doi]". */
function identifier(tags: Tags, kind: string): string | undefined {
  const marked = `[${kind}]`;
  const found = tags.all('AID', 'LID').find((text) => text.endsWith(marked));
  return found?.slice(0, -marked.length).trim();
}

/** Full names, "Gu, Albert", where they are given; else "Gu A", initials last. Bodies follow. */
function people(full: readonly string[], short: readonly string[], bodies: readonly string[]): CslName[] | undefined {
  const names = full.length ? full.map(commaName) : short.map(initialsLast);
  const all = [...names, ...bodies.map((literal) => ({ literal }))].filter((name) => name !== undefined);
  return all.length ? all : undefined;
}

function initialsLast(written: string): CslName | undefined {
  const words = written.split(/\s+/);
  const given = words.length > 1 && /^\p{Lu}{1,4}$/u.test(words.at(-1) ?? '') ? words.pop() : undefined;
  const family = words.join(' ');
  if (!given) return family ? { literal: family } : undefined;
  return withParticles({ family, given: [...given].map((letter) => `${letter}.`).join(' ') });
}

/** PubMed writes three letters (ISO 639-2), CSL wants two where there are two (RFC 5646). */
const languages: Readonly<Record<string, string>> = {
  chi: 'zh',
  dut: 'nl',
  eng: 'en',
  fre: 'fr',
  ger: 'de',
  ita: 'it',
  jpn: 'ja',
  kor: 'ko',
  pol: 'pl',
  por: 'pt',
  rus: 'ru',
  spa: 'es',
  swe: 'sv',
  tur: 'tr',
};

function languageOf(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (languages[code] ?? code);
}
