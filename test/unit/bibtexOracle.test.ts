import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cslJsonOf } from '../../src/core/entry/entry.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';

const folder = path.join(process.cwd(), 'test', 'fixtures', 'bibtex');
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

type Json = Readonly<Record<string, unknown>>;

/** Variables that pandoc has no place for, and that are given out beside its own. */
const additions = new Set(['archive', 'archive_location', 'archive_collection', 'event-title', 'article-number']);

/** Every field in which the reader is meant to differ from pandoc 2.17, and why. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'pandoc leaves misc and unknown entry types without a type, which CSL requires': [
    'classic misc.type',
    'classic arxivMisc.type',
    'inherit childMisc.type',
    'types misc.type',
  ],
  'CSL 1.0.2 has types of its own for these': ['types software.type', 'types performance.type', 'types standard.type'],
  'pandoc does not know that conference is inproceedings': [
    'classic conference.type',
    'classic conference.container-title',
  ],
  'pandoc knows langid only, so a German title with language = {german} gets sentence case': [
    'case languageOnly.title',
    'case languageOnly.language',
    'classic language.title',
    'classic language.language',
    'fields languageField.language',
  ],
  'pandoc loses what it cannot read as a date; CSL keeps it as a literal': [
    'classic inpress.issued',
    'dates yearText.issued',
  ],
  'pandoc reads an older draft of EDTF: open ranges with dots and digits that are X are lost': [
    'dates openDots.issued',
    'dates decade.issued',
    'dates unspecifiedMonth.issued',
  ],
  'year 0000 is 1 BC, which CSL writes as -1': ['dates yearZero.issued'],
  'pandoc reads months by macro or number only': ['dates monthName.issued', 'classic misc.issued'],
  'BibLaTeX and BibTeX share one reader, which inherits as BibLaTeX does': [
    'classic crossrefBook.container-title',
    'classic crossrefInbook.container-author',
  ],
  'pandoc has no place for the identifier': ['fields pubmed.PMID', 'fields handle.URL'],
  'identifiers and addresses work as they are given out': [
    'fields arxivPrefixed.URL',
    'fields doiUrl.DOI',
    'fields urlEscaped.URL',
  ],
  'pandoc loses an issue that has no number': ['fields issueOnly.issue'],
  'a short title is a part of the title, not of the journal': ['fields issue.title-short'],
  'a supplement in a book is a part of the book': [
    'inherit suppOfBook.title',
    'inherit suppOfBook.volume-title',
    'inherit suppOfBook.container-title',
  ],
  'a subtitle of the journal is none of the issue': ['inherit journalIssue.title'],
  'pandoc leaves the dotless i under an accent': ['names accentsDotless.author', 'text acute.note', 'text umlaut.note'],
  'BibTeX takes AND for and': ['names capitalAnd.author'],
  'the argument of an unknown command stays readable': ['text unknown.note'],
};

interface Comparison {
  readonly fields: number;
  readonly differences: readonly { readonly place: string; readonly pandoc: unknown; readonly ours: unknown }[];
}

function compare(name: string): Comparison {
  const { entries } = readBib(read(`${name}.bib`), `file:///${name}.bib`);
  const ours = new Map(entries.map((entry) => [entry.key, JSON.parse(JSON.stringify(cslJsonOf(entry))) as Json]));
  const theirs = JSON.parse(read(`${name}.json`)) as (Json & { readonly id: string })[];
  assert.deepEqual(
    entries.map(({ key }) => key),
    theirs.map(({ id }) => id),
    `the entries of ${name}.bib`,
  );
  const differences: { place: string; pandoc: unknown; ours: unknown }[] = [];
  let fields = 0;
  for (const expected of theirs) {
    const item = ours.get(expected.id) ?? {};
    for (const variable of new Set([...Object.keys(expected), ...Object.keys(item)])) {
      if (additions.has(variable) && !(variable in expected)) continue;
      fields++;
      if (!isSame(item[variable], expected[variable]))
        differences.push({
          place: `${name} ${expected.id}.${variable}`,
          pandoc: expected[variable],
          ours: item[variable],
        });
    }
  }
  return { fields, differences };
}

function isSame(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    return false;
  }
}

describe('BibTeX and BibLaTeX read as pandoc reads them', () => {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''));
  const known = new Set(Object.values(reasons).flat());
  const results = names.map((name) => ({ name, ...compare(name) }));

  for (const { name, differences } of results) {
    it(`differ in ${name}.bib only where that is meant`, () => {
      assert.deepEqual(
        differences.filter(({ place }) => !known.has(place)),
        [],
      );
    });
  }

  it('agree in at least 97 % of the fields', () => {
    const fields = results.reduce((sum, result) => sum + result.fields, 0);
    const different = results.reduce((sum, result) => sum + result.differences.length, 0);
    const share = (fields - different) / fields;
    console.log(`      ${fields - different} of ${fields} fields (${(100 * share).toFixed(2)} %) are pandoc's`);
    assert.ok(fields > 1500);
    assert.ok(share >= 0.97);
  });

  it('differ wherever a difference is explained', () => {
    const found = new Set(results.flatMap(({ differences }) => differences.map(({ place }) => place)));
    assert.deepEqual(
      [...known].filter((place) => !found.has(place)),
      [],
    );
  });
});
