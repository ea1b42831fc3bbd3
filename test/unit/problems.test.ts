import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readFileSync } from 'node:fs';
import type { Citation, CitationReading } from '../../src/core/citations/citation.ts';
import { nothingCited } from '../../src/core/citations/citation.ts';
import { citationProblems, nearKeysOf } from '../../src/core/language/problems/citationProblems.ts';
import type { KnownKeys, Standing } from '../../src/core/language/problems/citationProblems.ts';
import { entryProblems, referredKeys } from '../../src/core/language/problems/entryProblems.ts';
import type { EntryChecks } from '../../src/core/language/problems/entryProblems.ts';
import { checkArxiv, checkDoi, checkIsbn, checkIssn } from '../../src/core/language/problems/identifiers.ts';
import { editDistance } from '../../src/core/editDistance.ts';
import { nearKeys, wordsOfKey } from '../../src/core/language/problems/nearKeys.ts';
import { missingFields } from '../../src/core/language/problems/requiredFields.ts';
import { kindOfProblem, problemCodes, severityOf, usualSeverities } from '../../src/core/language/problems/severity.ts';
import { keysNear, standingIn } from '../../src/core/language/problems/inLibrary.ts';
import { Library } from '../../src/core/library/library.ts';
import { readSource } from '../../src/core/library/readSource.ts';
import type { EntryAnswer } from '../../src/worker/protocol.ts';
import { problemsOfEntries } from '../../src/worker/checks.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import { atOnce } from '../../src/core/steps.ts';

describe('problems of citations', () => {
  const cited = (key: string, more: Partial<Citation> = {}): Citation => ({
    key,
    start: 0,
    end: key.length + 1,
    keyAt: { start: 1, end: key.length + 1 },
    kind: 'cite',
    mode: 'normal',
    ...more,
  });
  const reading = (...citations: readonly Citation[]): CitationReading => ({ ...nothingCited, citations });
  const known = (standing: Standing, hasNote = false): KnownKeys => ({
    standingOf: () => standing,
    hasNote: () => hasNote,
    nearTo: () => ['near', 'nearer'],
  });
  const codes = (citation: Citation, keys: KnownKeys) =>
    citationProblems(reading(citation), keys).map(({ code }) => code);

  it('say where a key is unknown, with the nearest ones', () => {
    const [problem] = citationProblems(reading(cited('nobody')), known('unknown'));
    assert.deepEqual([problem?.code, problem?.span], ['unknownKey', { start: 1, end: 7 }]);
    assert.deepEqual(problem && nearKeysOf(problem), ['near', 'nearer']);
  });

  it('say nothing of papers that are there, of all papers, and of what nobody can tell', () => {
    assert.deepEqual(codes(cited('a'), known('own')), []);
    assert.deepEqual(codes(cited('*', { kind: 'nocite' }), known('unknown')), []);
    assert.deepEqual(codes(cited('a'), known('unchecked')), []);
  });

  it('never speak of cross-references', () => {
    const references = [{ key: 'fig-plot', start: 0, end: 9 }];
    assert.deepEqual(citationProblems({ ...nothingCited, references }, known('unknown')), []);
  });

  it('tell apart what the library has and the bibliography of the document has not', () => {
    assert.deepEqual(codes(cited('a'), known('elsewhere')), ['notInBibliography']);
  });

  it('leave links to notes alone that exist, and offer one where there is none', () => {
    const link = cited('a', { kind: 'noteLink' });
    assert.deepEqual(codes(link, known('unknown', true)), []);
    assert.deepEqual(codes(link, known('own')), ['linkWithoutNote']);
    assert.deepEqual(codes(link, known('elsewhere')), ['linkWithoutNote']);
    assert.deepEqual(codes(link, known('unknown')), ['unknownKey']);
  });

  it('leave mentions of people alone where nothing is cited and no bibliography named', () => {
    const standingOf = (key: string): Standing => (key === 'curie1910' ? 'own' : 'unknown');
    const mentions = { standingOf, hasNote: () => false, mayMention: true };
    const told = (...keys: string[]) =>
      citationProblems(reading(...keys.map((key) => cited(key))), mentions).map(({ facts }) => facts?.['key']);
    assert.deepEqual(told('octocat'), []);
    assert.deepEqual(told('octocat', 'curie1910'), ['octocat']);
    assert.deepEqual(codes(cited('octocat'), { ...mentions, nearTo: () => ['octobat'] }), ['unknownKey']);
  });

  describe('locators', () => {
    const part = (text: string) => ({ start: 5, end: 5 + text.length, text });
    const located = (labelAt: string, value: string) =>
      cited('a', { locator: { ...part(labelAt + value), label: 'page', labelAt: part(labelAt), value: part(value) } });
    for (const suffix of ['p.', ', pp.', 'chap.', '§', 'Page', ' vol. '])
      it(`without a number: "${suffix}"`, () =>
        assert.deepEqual(codes(cited('a', { suffix: part(suffix) }), known('own')), ['locatorWithoutNumber']));
    for (const suffix of ['p. 3', 'and passim', 'part of the story', 'linear'])
      it(`that are none: "${suffix}"`, () => {
        assert.deepEqual(codes(cited('a', { suffix: part(suffix) }), known('own')), []);
      });
    it('with a label need a number, which may be Roman', () => {
      assert.deepEqual(codes(located('p.', 'foo'), known('own')), ['locatorWithoutNumber']);
      assert.deepEqual(codes(located('p.', 'xiv'), known('own')), []);
      assert.deepEqual(codes(located('pp.', '33-35'), known('own')), []);
    });
  });

  it('are not told without end', () => {
    const many = Array.from({ length: 5000 }, (_, at) => cited(`k${at}`));
    assert.equal(citationProblems(reading(...many), known('unknown')).length, 1000);
  });
});

describe('near keys', () => {
  const near = (key: string, ...keys: string[]) => atOnce(nearKeys(key, keys));
  it('are found by what mistypes make of them, the nearest first', () => {
    assert.deepEqual(near('gu2023mamab', 'gu2023mamba', 'gu2022mamba', 'vaswani2017'), ['gu2023mamba', 'gu2022mamba']);
    assert.deepEqual(near('vaswani2107', 'vaswani2017', 'gu2023mamba'), ['vaswani2017']);
    assert.deepEqual(near('Smith_2020', 'smith2020', 'smith2021'), ['smith2020', 'smith2021']);
    assert.deepEqual(near('zzz', 'smith2020'), []);
  });
  it('are three at most, never the key itself, and come from long lists in steps', () => {
    const keys = Array.from({ length: 10_000 }, (_, at) => `key${at}`);
    const steps = nearKeys('key12', keys);
    assert.equal(steps.next().done, false);
    assert.deepEqual(near('key12', ...keys).length, 3);
    assert.ok(!near('key12', ...keys).includes('key12'));
  });
  it('are as far in one direction as in the other, and not nearer by a detour', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(fc.property(word, word, (a, b) => editDistance(a, b, 20) === editDistance(b, a, 20)));
    fc.assert(fc.property(word, word, (a, b) => editDistance(a, b, 20) <= Math.max(a.length, b.length)));
    fc.assert(fc.property(word, (a) => editDistance(a, a, 20) === 0));
    assert.equal(editDistance('kitten', 'sitting', 5), 3);
    assert.equal(editDistance('ab', 'ba', 5), 1);
  });
  it('count swapped letters once', () => {
    assert.equal(editDistance('abcd', 'abdc', 3), 1);
    assert.equal(editDistance('kitten', 'sitting', 5), 3);
    assert.equal(editDistance('kitten', 'sitting', 2), 3);
    assert.equal(editDistance('', 'ab', 4), 2);
  });
  it('are looked for by the words of a key', () => {
    assert.equal(wordsOfKey('mambaGu_2023a'), 'mamba Gu 2023 a');
  });
});

describe('identifiers', () => {
  const table = (check: (text: string) => unknown, rows: readonly (readonly [string, unknown])[]) => {
    for (const [written, expected] of rows) assert.deepEqual(check(written), expected, written);
  };
  const form = (fixed?: string) => ({ reason: 'form', ...(fixed === undefined ? {} : { fixed }) });

  it('DOI: bare, as registrants write it', () =>
    table(checkDoi, [
      ['10.1000/182', undefined],
      ['10.1016/S0140-6736(05)67889-0', undefined],
      ['10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2', undefined],
      ['https://doi.org/10.1000/182', form('10.1000/182')],
      ['http://dx.doi.org/10.1000/182', form('10.1000/182')],
      ['doi: 10.1000/182', form('10.1000/182')],
      ['10.1000/182.', form('10.1000/182')],
      ['https://doi.org/10.1000%2F182', form('10.1000/182')],
      ['10.1000', form()],
      ['see publisher', form()],
    ]));
  it('ISBN: ten or thirteen digits with their checksum', () =>
    table(checkIsbn, [
      ['978-0-262-03384-8', undefined],
      ['9780262033848', undefined],
      ['0-306-40615-2', undefined],
      ['0-8044-2957-X', undefined],
      ['978 0 262 03384 8', undefined],
      ['0-8044-2957-x', form('0-8044-2957-X')],
      ['ISBN 978-0-262-03384-8', form('978-0-262-03384-8')],
      ['978–0–262–03384–8', form('978-0-262-03384-8')],
      ['978-0-262-03384-9', { reason: 'checksum' }],
      ['12345', form()],
    ]));
  it('ISSN: eight digits with their checksum and a hyphen', () =>
    table(checkIssn, [
      ['0317-8471', undefined],
      ['2434-561X', undefined],
      ['03178471', form('0317-8471')],
      ['ISSN: 0317-8471', form('0317-8471')],
      ['0317-8472', { reason: 'checksum' }],
      ['0317', form()],
    ]));
  it('arXiv: both schemes, with a version', () =>
    table(checkArxiv, [
      ['2312.00752', undefined],
      ['2312.00752v2', undefined],
      ['0704.0001', undefined],
      ['hep-th/9901001', undefined],
      ['math.GT/0309136', undefined],
      ['arXiv:2312.00752', form('2312.00752')],
      ['https://arxiv.org/abs/2312.00752v1', form('2312.00752v1')],
      ['https://arxiv.org/pdf/2312.00752.pdf', form('2312.00752')],
      ['arXiv:2312.00752 [cs.LG]', form('2312.00752')],
      ['2313.00752', form()],
      ['abc', form()],
    ]));
});

describe('problems of entries', () => {
  const found = (text: string, checks: EntryChecks = { completeness: true }, name = 'file:///a.bib') => {
    const { entries } = readAny(text, name);
    const file = { text, entry: (key: string) => entries.find((entry) => entry.key === key) };
    return atOnce(entryProblems(entries, file, checks));
  };
  const told = (text: string, checks?: EntryChecks, name?: string) =>
    found(text, checks, name).map(
      ({ code, span, facts }) => `${code} ${facts?.['fields'] ?? text.slice(span.start, span.end)}`,
    );
  const whole = 'author = {A}, title = {T}, journal = {J}, year = 2020';

  it('none in a whole entry', () => assert.deepEqual(told(`@article{a, ${whole}}`), []));
  it('fields that the type needs, empty ones among them', () => {
    assert.deepEqual(told('@article{a, author = {A}, title = {T}}'), ['missingField journaltitle/journal, date/year']);
    assert.deepEqual(told('@book{a, editor = {}, title = {T}, year = 2020}'), ['missingField author/editor']);
    assert.deepEqual(told('@phdthesis{a, author = {A}, title = {T}, school = {S}, year = 2020}'), []);
    assert.deepEqual(told('@misc{a, title = {T}}'), []);
    assert.deepEqual(told('@unheardof{a}'), []);
  });
  it('proposes the names that the file uses', () => {
    const [problem] = found(
      `@article{b,\n  journal = {J},\n  year = 1,\n author = {A}, title = {T} }\n@article{a, author = {A}, title = {T}}`,
    );
    assert.equal(problem?.facts?.['proposed'], 'journal,year');
  });
  it('no fields that parents give', () => {
    const parent = '@proceedings{p, title = {P}, year = 2020}';
    assert.deepEqual(told(`@inproceedings{a, author = {A}, title = {T}, crossref = {p}}\n${parent}`), []);
    assert.deepEqual(told('@inproceedings{a, author = {A}, title = {T}, crossref = {elsewhere}}'), []);
    assert.deepEqual(
      told('@article{a, author = {A}, title = {T}, xdata = {x}}\n@xdata{x, journal = {J}, date = {2020}}'),
      [],
    );
  });
  it('stop at parents that go in a circle', () =>
    assert.equal(told('@book{a, crossref = {b}}\n@book{b, crossref = {a}}').length, 2));
  it('are no matter where nobody asks for completeness', () =>
    assert.deepEqual(told('@article{a, title = {T}}', { completeness: false }), []));

  it('identifiers, each at its own place', () => {
    assert.deepEqual(told(`@article{a, ${whole}, doi = {https://doi.org/10.1000/182}}`), [
      'badDoi https://doi.org/10.1000/182',
    ]);
    assert.deepEqual(told(`@article{a, ${whole}, doi = "10.1000/182."}`), ['badDoi 10.1000/182.']);
    assert.deepEqual(told(`@article{a, ${whole}, issn = {0317-8471, 0317-8472}}`), ['badIssn 0317-8472']);
    assert.deepEqual(told(`@book{a, ${whole}, isbn = {978-0-262-03384-8 (print), 978-0-262-03384-9 (online)}}`), [
      'badIsbn 978-0-262-03384-9',
    ]);
    assert.deepEqual(told(`@book{a, ${whole}, isbn = {9780262033848 9780262033849}}`), ['badIsbn 9780262033849']);
    assert.deepEqual(told(`@article{a, ${whole}, eprint = {arXiv:2312.00752}, archiveprefix = {arXiv}}`), [
      'badArxiv arXiv:2312.00752',
    ]);
    assert.deepEqual(told(`@article{a, ${whole}, eprint = {12345}, eprinttype = {pubmed}}`), []);
  });
  it('identifiers that only TeX can tell are left alone', () => {
    assert.deepEqual(told(`@article{a, ${whole}, doi = {10.1000\\_x}}`), []);
    assert.deepEqual(told(`@article{a, ${whole}, doi = prefix # {182}}`), []);
  });
  it('identifiers in other formats', () => {
    const json = '[{"id": "a", "type": "book", "title": "T", "DOI": "doi:10.1000/182"}]';
    assert.deepEqual(told(json, { completeness: true }, 'file:///a.json'), ['badDoi doi:10.1000/182']);
  });

  it('entries that nobody cites, but for those that others build on', () => {
    const text =
      '@xdata{x, title = {T}}\n@misc{a, title = {T}, xdata = {x}, crossref = {p}}\n@misc{p, title = {P}}\n@misc{b, title = {B}}';
    const referred = atOnce(referredKeys(text));
    const isCited = (key: string) => key === 'a' || referred.has(key);
    assert.deepEqual(told(text, { completeness: false, isCited }), ['unusedEntry b']);
  });
  it('required fields of types that stand for others', () => {
    assert.deepEqual(
      missingFields('techreport', (name) => name !== 'type'),
      [],
    );
    assert.deepEqual(
      missingFields('report', (name) => name !== 'type'),
      [['type']],
    );
    assert.deepEqual(
      missingFields('constructor', () => false),
      [],
    );
  });
});

describe('problems in a library', () => {
  const book = (key: string, author: string, year: number, more = '') =>
    `@book{${key}, author = {${author}}, title = {Title of ${author}}, year = {${year}}${more}}\n`;
  const library = new Library();
  const a = book('noether1918', 'Noether, Emmy', 1918) + book('xq7', 'Curie, Marie', 1910);
  library.put(readSource({ uri: 'file:///a.bib', text: a }));
  library.put(readSource({ uri: 'file:///b.bib', text: book('noether1919', 'Noether, Fritz', 1919) }));

  it('a key is of the document, elsewhere, or unknown', () => {
    assert.equal(standingIn(library, 'xq7', ['file:///a.bib']), 'own');
    assert.equal(standingIn(library, 'xq7', ['file:///b.bib']), 'elsewhere');
    assert.equal(standingIn(library, 'xq7', []), 'own');
    assert.equal(standingIn(library, 'nobody', []), 'unknown');
  });
  it('near keys are of the document first, and found by their words where they are spelled otherwise', () => {
    const near = (key: string, ...uris: string[]) => atOnce(keysNear(library, key, uris));
    assert.deepEqual(near('noether1910', 'file:///b.bib'), ['noether1919', 'noether1918']);
    assert.deepEqual(near('curie1910'), ['xq7']);
    assert.deepEqual(near('zebra'), []);
  });
  it('entries are looked at a page at a time', () => {
    const text = Array.from({ length: 2500 }, (_, at) => book(`k${at}`, 'A', at, ', doi = {x}')).join('');
    library.put(readSource({ uri: 'file:///large.bib', text }));
    let [from, pages, count]: [number | null, number, number] = [0, 0, 0];
    while (from !== null) {
      const answer: EntryAnswer = atOnce(
        problemsOfEntries(library, { uri: 'file:///large.bib', from, completeness: true }),
      );
      const last = answer.problems.at(-1);
      assert.deepEqual([last?.code, last?.range.start.line], ['badDoi', count + answer.problems.length - 1]);
      count += answer.problems.length;
      pages++;
      from = answer.next;
    }
    assert.deepEqual([pages, count], [3, 2500]);
    assert.deepEqual(atOnce(problemsOfEntries(library, { uri: 'file:///none.bib', from: 0, completeness: true })), {
      problems: [],
      next: null,
    });
  });
});

describe('severity of problems', () => {
  it('is as the setting says, or the usual one where that says nothing that holds', () => {
    assert.equal(severityOf('unknownKey'), 'error');
    assert.equal(severityOf('unknownKey', { unknownKey: 'hint' }), 'hint');
    assert.equal(severityOf('unknownKey', { unknownKey: 'loud' }), 'error');
    assert.equal(severityOf('unknownKey', null), 'error');
    assert.equal(severityOf('unusedEntry'), 'off');
  });
  it('has a section of the page and a place in the setting for each', () => {
    const page = readFileSync('media/problems.md', 'utf8');
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
    const setting = manifest.contributes.configuration.properties['literatureNotes.problems'];
    assert.deepEqual([...page.matchAll(/^### (\w+)$/gm)].map((hit) => hit[1]).sort(), [...problemCodes].sort());
    assert.deepEqual(setting.default, usualSeverities);
    assert.deepEqual(Object.keys(setting.properties), problemCodes);
    for (const code of problemCodes) assert.equal(setting.properties[code].default, usualSeverities[code]);
  });
  it('of what readers tell is that of malformed entries', () => {
    assert.equal(kindOfProblem('missingComma'), 'malformedEntry');
    assert.equal(kindOfProblem('frontMatterInvalid'), 'malformedNote');
    assert.equal(severityOf('missingComma', { malformedEntry: 'off' }), 'off');
    assert.equal(
      problemCodes.every((code) => kindOfProblem(code) === code),
      true,
    );
  });
});
