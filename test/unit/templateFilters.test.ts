import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CslName } from '../../src/core/entry/csl.ts';
import { defaultTemplate } from '../../src/core/notes/defaultTemplate.ts';
import { renderTemplate } from '../../src/core/notes/template.ts';
import { ownFilters } from '../../src/core/notes/templates/filterTable.ts';
import { templateNames } from '../../src/core/notes/templates/names.ts';
import { authorFormats } from '../../src/core/notes/templates/people.ts';
import { templateVariables } from '../../src/core/notes/variables.ts';

const is = (template: string, expected: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const result = renderTemplate(template, variables);
  assert.equal('text' in result ? result.text : result.error.message, expected, template);
};
const authorsOf = (...author: readonly CslName[]) =>
  templateVariables(
    { key: 'k', item: { id: 'k', type: 'book', author }, topics: [], source: { uri: '', span: { start: 0, end: 0 } } },
    { currentDate: '2026-01-02', selectedText: '', topicTitles: [] },
  );

describe('the filter for authors', () => {
  const three = authorsOf(
    { family: 'Gu', given: 'Albert' },
    { family: 'Fontaine', given: 'Jean-Luc', 'non-dropping-particle': 'La', 'dropping-particle': 'de', suffix: 'Jr.' },
    { literal: 'NASA' },
  );

  it('has formats', () => {
    const two = authorsOf({ family: 'Gu', given: 'Albert' }, { family: 'Dao', given: 'Tri' });
    for (const [format, ofTwo, ofThree] of [
      ['short', 'Gu & Dao', 'Gu et al.'],
      ['family', 'Gu, Dao', 'Gu, La Fontaine, NASA'],
      ['full', 'Albert Gu, Tri Dao', 'Albert Gu, Jean-Luc de La Fontaine Jr., NASA'],
      ['sorted', 'Gu, Albert; Dao, Tri', 'Gu, Albert; La Fontaine, Jean-Luc de, Jr.; NASA'],
      ['initials', 'A. Gu, T. Dao', 'A. Gu, J.-L. de La Fontaine, NASA'],
      ['apa', 'Gu, A., & Dao, T.', 'Gu, A., La Fontaine, J.-L. de, & NASA'],
    ] as const) {
      is(`{{ authors | authors: "${format}" }}`, ofTwo, two);
      is(`{{ entry.author | authors: "${format}" }}`, ofTwo, two);
      is(`{{ authors | authors: "${format}" }}`, ofThree, three);
    }
    is('{{ authors | authors }}', 'Gu & Dao', two);
  });

  it('writes the first alone of more than wanted', () => {
    is('{{ authors | authors: "full", 2 }}', 'Albert Gu et al.', three);
    is('{{ authors | authors: "full", 3 }}', 'Albert Gu, Jean-Luc de La Fontaine Jr., NASA', three);
  });

  it('takes a part of the list, one name, and nothing', () => {
    is('{{ authors | slice: 0, 1 | authors: "full" }}', 'Albert Gu', three);
    is('{{ "Dao, Tri" | authors: "initials" }}', 'T. Dao');
    is('{{ authors | authors: "full" }}|{{ nothing | authors }}', '|', authorsOf());
    is('{{ authors | authors: "initials" }}', '家明 王', authorsOf({ family: '王', given: '家明' }));
  });

  it('says which formats there are', () => {
    is(
      '{{ authors | authors: "mla" }}',
      `"mla" is no format of authors; there are ${authorFormats.map((f) => `"${f}"`).join(', ')}`,
      three,
    );
  });
});

describe('the filters for links', () => {
  it('make wiki links that lead to a file that can be there', () => {
    is('{{ "gu2023" | wikilink }}', '[[gu2023]]');
    is('{{ "notes/@gu2023" | wikilink: "Gu [2023] | x" }}', '[[notes/@gu2023|Gu 2023 x]]');
    is('{{ "a|b#c^d]]" | wikilink: "" }}', '[[a_b_c_d__]]');
    is('{{ list | wikilink }}', '[[Gu, Albert]], [[Dao, Tri]]', { list: ['Gu, Albert', 'Dao, Tri'] });
    is('{{ nothing | wikilink }}', '');
  });

  it('make Markdown links, whatever text and address contain', () => {
    is('{{ "A [b] \\\\ c" | markdown_link: "https://x.org/a b" }}', '[A \\[b\\] \\\\ c](https://x.org/a%20b)');
    is('{{ "A" | markdown_link: "https://x.org/a(b)" }}', '[A](<https://x.org/a(b)>)');
    is('{{ "Two\nlines" | markdown_link: "" }}', 'Two lines');
  });
});

describe('the filters for dates', () => {
  it('read a date as a day where the user is', () => {
    is('{{ "2023-12-01" | date: "%d %m %Y" }}', '01 12 2023');
    is('{{ "2023-12" | date: "%Y/%m" }} {{ "2023" | date: "%Y" }}', '2023/12 2023');
    is('{{ date | date: "%Y" }}', '2020', { date: '2020-01-01' });
    is('{{ "soon" | date: "%Y" }}{{ "" | date: "%Y" }}', 'soon');
  });

  it('take the day the note is made for now', () => {
    is('{{ "now" | date: "%Y-%m-%d" }} {{ "today" | date: "%Y" }}', '2026-01-02 2026', { currentDate: '2026-01-02' });
  });
});

describe('the filters that cut', () => {
  it('count characters as people do', () => {
    is('{{ "abcdef" | truncate: 5 }}', 'ab...');
    is('{{ "abcde" | truncate: 5 }}', 'abcde');
    is('{{ "状态空间模型" | truncate: 5, "…" }}', '状态空间…');
    is('{{ s | truncate: 3, "…" }}', '👩‍👩‍👧e\u0301…', { s: '👩‍👩‍👧e\u0301xyz' });
    is('{{ "abc" | truncate: 1 }}', '...');
    is('{{ s | truncate: 1001, "" }}', `${'👩‍👩‍👧'.repeat(1000)}e\u0301`, { s: `${'👩‍👩‍👧'.repeat(1000)}e\u0301xyz` });
  });

  it('count words that blanks divide', () => {
    is('{{ "a b c" | truncatewords: 3 }}|{{ "a b c d" | truncatewords: 3, "…" }}', 'a b c|a b c…');
    is('{{ "状态空间模型" | truncatewords: 2 }}', '状态空间模型');
  });
});

describe('a condition', () => {
  it('does not hold for a field that the paper lacks, as in Handlebars', () => {
    is('{% if DOI %}a{% else %}b{% endif %}{% unless year %}c{% endunless %}', 'b', { DOI: '', year: '2020' });
    is('{% if authors.size > 0 %}a{% endif %}{% if nothing %}b{% endif %}', '', { authors: [] });
  });
});

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  const rows = readme.split('\n').filter((line) => line.startsWith('|'));
  const first = rows.map((row) => row.split('|')[1] ?? '').join(' ');

  it('has a row for every variable and every filter of our own', () => {
    for (const { name } of [...templateNames, ...ownFilters]) assert.ok(first.includes(`\`${name}\``), name);
  });

  it('shows the built-in template', () => {
    assert.ok(readme.includes(`\`\`\`liquid\n${defaultTemplate}\`\`\``));
  });
});
