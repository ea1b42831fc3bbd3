import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import matter from 'gray-matter';
import { load, YAML11_SCHEMA } from 'js-yaml';
import type { CslItem } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { readFrontMatter } from '../../src/core/formats/frontMatter.ts';
import { defaultTemplate } from '../../src/core/notes/defaultTemplate.ts';
import { templateName, templateNames } from '../../src/core/notes/templates/names.ts';
import { renderPath, renderTemplate } from '../../src/core/notes/template.ts';
import type { TemplateContext } from '../../src/core/notes/variables.ts';
import { templateVariables } from '../../src/core/notes/variables.ts';
import { anyText } from '../support/anyText.ts';

const entryOf = (item: Partial<CslItem>, key = 'gu2023mamba', topics: readonly string[] = []): Entry => ({
  key,
  item: { id: key, type: 'article', ...item },
  topics,
  source: { uri: 'file:///seeds/x.md', span: { start: 0, end: 0 } },
});
const context: TemplateContext = {
  currentDate: '2026-01-02',
  selectedText: 'chosen',
  topicTitles: ['State space models'],
};
const mamba = entryOf(
  {
    title: 'Mamba: Linear-Time Sequence Modeling',
    'title-short': 'Mamba',
    author: [
      { family: 'Gu', given: 'Albert' },
      { family: 'Dao', given: 'Tri' },
    ],
    issued: { 'date-parts': [[2023, 12, 1]] },
    abstract: 'Foundation models.',
    'container-title': 'COLM',
    publisher: 'A Publisher',
    'publisher-place': 'Oslo',
    'event-place': 'Philadelphia',
    DOI: '10.1/x',
    URL: 'https://example.com',
    page: '1-9',
    volume: '2',
    issue: '3',
    note: 'A remark',
    language: 'en',
    keyword: 'state spaces, sequences, state spaces',
    collections: ['Thesis/Chapter 2'],
    editor: [{ family: 'Bengio', given: 'Yoshua' }],
    archive: 'arXiv',
    archive_location: '2312.00752',
  },
  'gu2023mamba',
  ['state-space-models'],
);

/** The text that a template gives, which must be no error. */
const rendered = (template: string, entry: Entry = mamba): string => {
  const result = renderTemplate(template, templateVariables(entry, context));
  assert.ok('text' in result, JSON.stringify(result));
  return result.text;
};
const failed = (template: string, variables: Record<string, unknown> = {}) => {
  const result = renderTemplate(template, variables);
  assert.ok('error' in result, JSON.stringify(result));
  return result.error;
};

describe('the variables of a template', () => {
  it('are all those of Obsidian’s Citations plugin', () => {
    const expected: Readonly<Record<string, string>> = {
      citekey: 'gu2023mamba',
      abstract: 'Foundation models.',
      authorString: 'Albert Gu, Tri Dao',
      containerTitle: 'COLM',
      DOI: '10.1/x',
      eprint: '2312.00752',
      eprinttype: 'arXiv',
      eventPlace: 'Philadelphia',
      note: 'A remark',
      page: '1-9',
      publisher: 'A Publisher',
      publisherPlace: 'Oslo',
      title: 'Mamba: Linear-Time Sequence Modeling',
      titleShort: 'Mamba',
      URL: 'https://example.com',
      year: '2023',
      zoteroSelectURI: 'zotero://select/items/@gu2023mamba',
      'entry.title': 'Mamba: Linear-Time Sequence Modeling',
      'entry.author[1].family': 'Dao',
      'entry.issued.date-parts[0][1]': '12',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(rendered(`{{${name}}}`), value, name);
  });

  it('are also those that the paper, the topics and the moment give', () => {
    const expected: Readonly<Record<string, string>> = {
      type: 'article',
      date: '2023-12-01',
      'authors[0]': 'Gu, Albert',
      firstAuthor: 'Albert Gu',
      lastname: 'Gu',
      shortAuthors: 'Gu & Dao',
      arxiv: '2312.00752',
      pdf: 'https://arxiv.org/pdf/2312.00752',
      volume: '2',
      issue: '3',
      'topics | join: " "': 'state-space-models',
      'topicTitles | join: " "': 'State space models',
      bibliographyEntry:
        'Albert Gu & Tri Dao (2023). Mamba: Linear-Time Sequence Modeling. COLM 2(3), 1-9. https://doi.org/10.1/x',
      currentDate: '2026-01-02',
      selectedText: 'chosen',
      language: 'en',
      editors: 'Bengio, Yoshua',
      keywords: 'state spaces, sequences',
      collections: 'Thesis/Chapter 2',
      citation: '[@gu2023mamba]',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(rendered(`{{${name}}}`), value, name);
  });

  it('are empty where the paper does not tell, but never without a title', () => {
    const bare = entryOf({}, 'a/b c');
    const { entry, type, citekey, title, titleShort, ...rest } = templateVariables(bare, {
      currentDate: '',
      selectedText: '',
      topicTitles: [],
    });
    assert.deepEqual([entry, type, citekey, title, titleShort], [bare.item, 'article', 'a/b c', 'a/b c', 'a/b c']);
    const { zoteroSelectURI, bibliographyEntry, citation, ...empty } = rest;
    assert.equal(zoteroSelectURI, 'zotero://select/items/@a%2Fb%20c');
    assert.equal(bibliographyEntry, 'a/b c.');
    assert.equal(citation, '[@a/b c]');
    for (const [name, value] of Object.entries(empty))
      assert.deepEqual(value, templateName(name)?.kind === 'list' ? [] : '', name);
  });

  it('are those of the table, each of the kind that it says', () => {
    const variables = templateVariables(mamba, context);
    assert.deepEqual(
      templateNames.map(({ name }) => name),
      Object.keys(variables),
    );
    for (const { name, kind } of templateNames) {
      const value = variables[name];
      const actual = Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : 'object';
      assert.equal(actual, kind, name);
    }
  });

  it('are lists of what else is known of the paper', () => {
    const known: TemplateContext = {
      ...context,
      citation: '@gu2023mamba',
      attachments: [{ path: 'papers/a.pdf', name: 'a.pdf', uri: 'file:///a.pdf', type: 'application/pdf' }],
      annotations: [
        {
          page: '3',
          text: 'Marked.',
          comment: '',
          color: '#ff0',
          type: 'highlight',
          date: '2026-01-02',
          link: 'file:///a.pdf#page=3',
        },
      ],
      related: [{ key: 'gu2021efficiently', title: 'Efficiently' }],
      citedIn: [{ path: 'text.md', line: 3, text: 'As [@gu2023mamba] says.' }],
    };
    const template =
      '{{ citation }} {% for a in attachments %}{{ a.path }}{% endfor %} {% for a in annotations %}p. {{ a.page }}: {{ a.text }}{% endfor %} {{ related | map: "key" }} {% for c in citedIn %}{{ c.path }}:{{ c.line }}{% endfor %}';
    const result = renderTemplate(template, templateVariables(mamba, known));
    assert.deepEqual(
      'text' in result && result.text,
      '@gu2023mamba papers/a.pdf p. 3: Marked. gu2021efficiently text.md:3',
    );
    for (const { name, fields } of templateNames) {
      const [first] = [templateVariables(mamba, known)[name]].flat();
      if (fields && name !== 'entry') assert.deepEqual(Object.keys(first as object), Object.keys(fields), name);
    }
  });

  it('come of any text in an entry without an error', () => {
    const odd = '\ud800"\n{{';
    templateVariables(entryOf({ DOI: odd, title: odd, URL: odd, author: [{ literal: odd }] }, odd), context);
  });
});

describe('the default note', () => {
  it('has front matter, the abstract, and headings to write under', () => {
    assert.equal(
      rendered(defaultTemplate),
      `---
citekey: gu2023mamba
title: "Mamba: Linear-Time Sequence Modeling"
authors: ["Gu, Albert", "Dao, Tri"]
year: 2023
venue: COLM
doi: "10.1/x"
arxiv: "2312.00752"
topics: [state-space-models]
status: to-read
created: 2026-01-02
---

# Mamba: Linear-Time Sequence Modeling

Albert Gu & Tri Dao (2023). Mamba: Linear-Time Sequence Modeling. COLM 2(3), 1-9. https://doi.org/10.1/x

## Abstract

<!-- literature:abstract -->
Foundation models.
<!-- /literature:abstract -->

## Summary

## Notes

## Questions
`,
    );
  });

  it('leaves out what is not known', () => {
    const text = rendered(defaultTemplate, entryOf({ title: 'T' }));
    assert.match(text, /^---\ncitekey: gu2023mamba\ntitle: T\nauthors: \[\]\nyear: \ntopics: \[\]\nstatus: to-read\n/);
    assert.ok(!text.includes('Abstract'));
  });

  it('has valid YAML that says the same to every reader, whatever the paper contains', () => {
    const word = anyText(4).filter((text) => text !== '');
    const paper = fc.record({
      key: word,
      title: anyText(8),
      names: fc.array(fc.tuple(word, word), { maxLength: 3 }),
      topics: fc.array(anyText(3), { maxLength: 3 }),
      venue: anyText(4),
      doi: anyText(4),
      arxiv: anyText(4),
      abstract: anyText(6),
    });
    fc.assert(
      fc.property(paper, ({ key, title, names, topics, venue, doi, arxiv, abstract }) => {
        const author = names.map(([family, given]) => ({ family, given }));
        const item = {
          title,
          author,
          abstract,
          'container-title': venue,
          DOI: doi,
          archive: 'arXiv',
          archive_location: arxiv,
        };
        const text = rendered(defaultTemplate, entryOf({ ...item, issued: { 'date-parts': [[2023]] } }, key, topics));
        const expected = {
          citekey: key,
          title,
          authors: names.map((parts) => parts.join(', ')),
          year: 2023,
          ...(venue ? { venue } : {}),
          ...(doi ? { doi } : {}),
          ...(arxiv ? { arxiv } : {}),
          topics,
          status: 'to-read',
          created: '2026-01-02',
        };
        const { data, problems, yaml } = readFrontMatter(text);
        assert.deepEqual([{ ...data }, problems], [{ ...expected, year: '2023' }, []]);
        const lines = text.slice(yaml?.start, yaml?.end);
        assert.deepEqual(load(lines), expected);
        assert.deepEqual({ ...(load(lines, { schema: YAML11_SCHEMA }) as object), created: '2026-01-02' }, expected);
        assert.deepEqual({ ...matter(text, {}).data, created: '2026-01-02' }, expected);
        assert.ok(text.includes(abstract.trim()));
      }),
      { numRuns: 200 },
    );
  });
});

describe('templates', () => {
  it('have filters that quote for YAML and make names of files', () => {
    assert.equal(rendered('{{ title | yaml }}'), '"Mamba: Linear-Time Sequence Modeling"');
    assert.equal(rendered('{{ authors | yaml }}'), '["Gu, Albert", "Dao, Tri"]');
    assert.equal(rendered('{{ nothing | yaml }}{{ nothing }}'), '""');
    assert.equal(rendered('{{ title | filename }}'), 'Mamba_ Linear-Time Sequence Modeling');
    assert.equal(rendered('{{ entry.issued | yaml }}'), String.raw`"{\"date-parts\":[[2023,12,1]]}"`);
  });

  it('leave what they do not know alone: text, other brackets, and what values contain', () => {
    assert.equal(
      rendered('{ {a} } <% x %> ${y} {{title}}', entryOf({ title: '{{ citekey }} {% x %} <b>&' })),
      '{ {a} } <% x %> ${y} {{ citekey }} {% x %} <b>&',
    );
  });

  it('reach no file', () => {
    for (const tag of ['include', 'render', 'layout', 'block']) {
      for (const file of ['package.json', './package.json', '/etc/passwd', '../package.json']) {
        assert.match(failed(`{% ${tag} "${file}" %}`).message, /^templates read no other files/, `${tag} ${file}`);
      }
    }
  });

  it('reach nothing that a value inherits', () => {
    for (const path of [
      'title.constructor',
      'title["constructor"]["constructor"]',
      'entry.__proto__',
      'entry.constructor.name',
      'entry.toString',
      'authors.map',
      'authors.constructor',
      'entry.author[0].hasOwnProperty',
      'topics | map: "constructor"',
    ]) {
      assert.equal(rendered(`[{{ ${path} }}]`), '[]', path);
    }
  });

  it('that are wrong say why, in which line and column', () => {
    for (const [template, message, line, column] of [
      ['Fine.\n  {{ title | nosuch }}', /undefined filter: nosuch/, 2, 3],
      ['{% nosuch %}', /tag "nosuch" not found/, 1, 1],
      ['a\nb\n{% if title %}\nc', /not closed/, 3, 1],
      ['a\n {{ title ', /not closed/, 2, 2],
      ['a\n{% include "x" %}', /read no other files/, 2, 1],
      ['a\n{% endif %}', /nothing is open that "endif" belongs to/, 2, 1],
      ['a\n{% for %}{% endfor %}', /\w/, 2, 1],
    ] as const) {
      const error = failed(template);
      assert.match(error.message, message);
      assert.ok(!/line:/.test(error.message), error.message);
      assert.deepEqual([error.line, error.column], [line, column], template);
    }
  });

  it('never throw', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{{',
        '}}',
        '{%',
        '%}',
        'if',
        'for i in',
        'endif',
        '|',
        'title',
        '"',
        '(1..3)',
        ' ',
        '\n',
        'raw',
        'case',
        'assign a =',
        '.',
        '[0]',
        '-',
      ),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const result = renderTemplate(pieces.join(''), { title: 'T' });
        assert.ok('text' in result ? typeof result.text === 'string' : result.error.message);
      }),
      { numRuns: 500 },
    );
  });
});

describe('templates of paths', () => {
  const path = (template: string, entry: Entry) => {
    const result = renderPath(template, templateVariables(entry, context));
    return 'text' in result ? result.text : result.error.message;
  };

  it('make folders of their own slashes alone', () => {
    assert.equal(path('notes/{{year}}/@{{citekey}}.md', entryOf({}, 'a/b\\c')), 'notes//@a_b_c.md');
    assert.equal(path('{{title}}', entryOf({ title: '../../etc/passwd' })), '.._.._etc_passwd');
  });

  it('join lists with commas', () => {
    assert.equal(path('{{authors}}', mamba), 'Gu, Albert, Dao, Tri');
    assert.equal(path('{{entry.issued.date-parts[0]}}', mamba), '2023, 12, 1');
  });
});
