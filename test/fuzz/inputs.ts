import type { CslDate, CslItem, CslName } from '../../src/core/entry/csl.ts';
import type { ReadResult } from '../../src/core/entry/entry.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import { formatOf } from '../../src/core/formats/sniff.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';

/** A reader with texts in its format, from which a fuzzer makes broken ones. */
export interface FuzzTarget {
  readonly name: string;
  readonly read: (text: string, uri: string) => ReadResult;
  readonly seeds: readonly string[];
}

const bib = [
  '@string{mit = "MIT Press"}\n@article{gu2023, author = {Gu, Albert and van den Oord, A{\\"a}ron and {Deep Mind}}, title = {{Mamba}: $O(n)$ "Time"},\n  year = 2023, month = dec, journal = mit # { Journal}, pages = {1--9}}\n% @book{no}\n@comment{x}\n',
  '@preamble{"x"}\n@inproceedings(b2, crossref = {p}, date = {2004-06~/2005}, editor = "A and B, Jr, C")\n@proceedings{p, title={P}, year={2004}}\n@xdata{x, publisher={P}}\n',
];

const json = [
  '[{"id":"a","type":"article-journal","title":"On \\"x\\" \\u00e9","author":[{"family":"van Gu","given":"A."},{"literal":"WHO"}],"issued":{"date-parts":[[2020,1,2],[2021]]},"volume":12},\n {"id":"b","type":"book","note":"Citation Key: c","custom":{"a":[1,{"b":2}]}}]',
  '{"items":[{"id":"http://zotero.org/users/1/items/A","citation-key":"k","type":"book","issued":{"raw":"Spring 2020"}}]}',
];

const cslYaml = [
  '---\nreferences:\n- id: a\n  type: book\n  title: "A *b* c"\n  author:\n  - family: Gu\n    given: Albert\n  issued: 2020-01-02\n- id: b\n  abstract: |\n    One\n\n    two # three\n  custom: &x {a: [1, 2]}\n  other: *x\n...\n',
  'references: [{id: a, type: book, issued: {year: 2001, season: 2}}, {id: b}]\n',
];

const hayagriva = [
  'kinetics:\n  type: article\n  title: { value: "{K} of \\\\$x$", short: K }\n  author: ["Doan, T. D.", "von der Leyen, Jr., U"]\n  date: ~2020-10\n  serial-number:\n    doi: "10.1/x"\n  parent:\n    - type: proceedings\n      title: P\n      parent: &s\n        type: proceedings\n        title: S\n    - type: conference\n      location: Oslo\nb:\n  type: book\n  title: Foo: bar\n  parent: *s\n  affiliated:\n    - role: CastMember\n      names: [A, B]\n',
];

const ris = [
  '\ufeffProvider: X\r\n\r\nTY  - JOUR\r\nID  - a1\r\nAU  - Gu, Albert, Jr.\r\nAU  -WHO\r\nTI - T &amp; U\r\nT2  - J\r\nPY  - 2023/12/01/Winter\r\nDA  - Dec 1\r\nSP  - 12\r\nEP  - 19\r\nKW  - a\r\nb\r\nAB  - one\r\n two\r\nER  - \r\n',
  'TY  - CONF\nT2  - E\nC3  - P\nM3  - 10.1/x\nSN  - 1234-5678\nDB  - arXiv\nAN  - 2312.00752\nTY  - FOO\nA2  - A, B\nA3  - C, D\n',
];

const enw = [
  '%0 Journal Article\n%A Gu, Albert\n%A Tri Dao\n%T Mamba\n%J J\n%D 2023\n%8 Dec 1\n%K a\nb\n%F key\n\n%0 Book\n%T B\n',
  '%A A. Writer\n%T One\n\n%T Two\n',
];

const nbib = [
  '\nPMID- 1\nFAU - Gu, Albert\nAU  - Gu A\nCN  - Group\nTI  - A title\n      goes on.\nDP  - 2023 Nov-Dec\nAID - 10.1/x [doi]\nIS  - 1234-5678 (Electronic)\nPT  - Preprint\n\nPMID- 2\nBTI - Book\nTI  - Part\n',
];

const xml = [
  '<?xml version="1.0"?><xml><records><record><ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Gu, A</style></author></authors></contributors><titles><title>M &amp; <![CDATA[a<b]]> &#x3b1;</title></titles><dates><year>2023</year><pub-dates><date>Dec 1</date></pub-dates></dates><label>k</label><!-- c --></record><record><titles><title>B</title></titles></record></records></xml>',
];

const paper = [
  '---\ncitekey: gu2023mamba\ntitle: "Mamba: Linear"\nauthors:\n  - Gu, Albert\nyear: 2023\ndoi: 10.1/x\ntopics: [a, b]\n---\n\nAn abstract.\n',
];

const document = [
  '---\ntitle: Doc\nreferences:\n- id: top\n  type: book\n---\n\nText\n\n```\n---\nreferences:\n```\n\n---\nreferences:\n  - id: end\n...\n',
];

function target(name: FormatId, seeds: readonly string[]): FuzzTarget {
  return { name, read: (text, uri) => readAny(text, uri, name), seeds };
}

/** Every reader of bibliographies, with something to read for each of its rules. */
export const fuzzTargets: readonly FuzzTarget[] = [
  target('bibtex', bib),
  target('csl-json', json),
  target('csl-yaml', cslYaml),
  target('hayagriva', hayagriva),
  target('ris', ris),
  target('enw', enw),
  target('nbib', nbib),
  target('endnote-xml', xml),
  target('paper', paper),
  target('references', document),
];

/** All seeds, for mutations that mix formats. */
export const allSeeds: readonly string[] = fuzzTargets.flatMap(({ seeds }) => seeds);

/**
 * What must hold of every result: places inside the text, keys that are not empty, one item with the key of its
 * entry, and no more of anything than the text has characters. Says what does not, or nothing.
 */
export function faultOf(text: string, { entries, problems }: ReadResult): string | undefined {
  const inText = ({ start, end }: { start: number; end: number }) => start >= 0 && start <= end && end <= text.length;
  for (const { key, item, source } of entries) {
    if (!key) return 'an entry without a key';
    if (item.id !== key) return `the item of ${key} is called ${item.id}`;
    if (!inText(source.span)) return `the place of ${key} is not in the text`;
    if (source.keySpan && !inText(source.keySpan)) return `the place of the key ${key} is not in the text`;
    const odd = oddVariable(item);
    if (odd) return `the ${odd} of ${key} is not of its kind`;
    if (JSON.stringify(item).length > 20 * text.length + 1000) return `the item of ${key} has grown`;
  }
  const stray = problems.find(({ span }) => !inText(span));
  if (stray) return `the place of a problem (${stray.code}) is not in the text`;
  if (entries.length > text.length + 1 || problems.length > 2 * text.length + 10) return 'more results than text';
  return undefined;
}

const textVariables =
  'type title title-short abstract container-title publisher volume issue page DOI URL keyword note'.split(' ');

/** A variable that has not the kind of value that all who use items rely on. */
function oddVariable(item: CslItem): string | undefined {
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  const text = textVariables.find((name) => !isText(item[name]));
  if (text) return text;
  for (const name of ['author', 'editor', 'translator']) {
    const names = item[name] ?? [];
    if (!Array.isArray(names)) return name;
    for (const each of names as unknown[]) {
      const { 'comma-suffix': _comma, ...parts } = each as CslName;
      if (!Object.values(parts).length || !Object.values(parts).every(isText)) return name;
    }
  }
  for (const name of ['issued', 'accessed']) {
    const points = (item[name] as CslDate | undefined)?.['date-parts'] ?? [];
    if (!points.every((point) => point.length > 0 && point.every(Number.isInteger))) return name;
  }
  return undefined;
}

/** Asks for the format too, which must not throw either. */
export function sniffs(text: string): void {
  for (const extension of ['json', 'yml', 'md', 'xml', 'txt']) formatOf(`file:///x.${extension}`, text);
}
