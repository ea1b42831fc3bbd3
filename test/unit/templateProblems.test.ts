import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readFrontMatter } from '../../src/core/formats/frontMatter.ts';
import { defaultTemplate } from '../../src/core/notes/defaultTemplate.ts';
import { renderTemplate, templateError } from '../../src/core/notes/template.ts';
import { inLiquid } from '../../src/core/notes/templates/handlebars.ts';
import { yamlFault } from '../../src/core/notes/templates/noteYaml.ts';
import { previewTemplate } from '../../src/core/notes/templates/preview.ts';
import { templateProblems } from '../../src/core/notes/templates/problems.ts';
import { samplePapers } from '../../src/core/notes/templates/samples.ts';
import { loopsIn, templateParts } from '../../src/core/notes/templates/scan.ts';
import { yamlChanges } from '../../src/core/notes/templates/yamlChanges.ts';
import { templateVariables } from '../../src/core/notes/variables.ts';
import { edited } from '../../src/core/text.ts';

const context = { currentDate: '2026-01-02', selectedText: '', topicTitles: [] };
const told = (text: string) =>
  templateProblems(text).map(({ code, span, facts }) => [
    code,
    text.slice(span.start, span.end),
    facts?.['near'] ?? facts?.['liquid'] ?? facts?.['reason'],
  ]);
const piece = fc.oneof(
  fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    '{{-',
    '-%}',
    'if',
    'for i in',
    'endif',
    'raw',
    'endraw',
    'comment',
    'endcomment',
    '|',
    'title',
    '"',
    "'",
    '(1..3)',
    ' ',
    '\n',
    'case',
    'assign a =',
    '.',
    '[0]',
    '-',
    '#each',
    '/each',
    'liquid\n',
    '---\n',
    ': ',
  ),
  fc.string({ maxLength: 3 }),
);
const anyTemplate = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

describe('reading a template', () => {
  const kinds = (text: string) =>
    templateParts(text).map(({ tokens }) =>
      tokens.filter(({ kind }) => kind !== 'mark').map((token) => `${token.kind}:${token.text}`),
    );

  it('says what each word is', () => {
    assert.deepEqual(kinds('a {{ entry.author[0].family | append: "x", b: title }} b'), [
      [
        'variable:entry',
        'property:entry.author',
        'number:0',
        'property:entry.author.family',
        'filter:append',
        'text:"x"',
        'argument:b',
        'variable:title',
      ],
    ]);
    assert.deepEqual(kinds('{%- for a in authors reversed limit: 3 -%}{% if a contains "x" and true %}{% elsif x %}'), [
      ['tag:for', 'definition:a', 'keyword:in', 'variable:authors', 'keyword:reversed', 'argument:limit', 'number:3'],
      ['tag:if', 'variable:a', 'keyword:contains', 'text:"x"', 'keyword:and', 'keyword:true'],
      ['tag:elsif', 'variable:x'],
    ]);
    assert.deepEqual(
      kinds('{% assign my-name = title %}{% capture x %}{% # title %}{% liquid\n echo title\n assign b = year %}'),
      [
        ['tag:assign', 'definition:my-name', 'variable:title'],
        ['tag:capture', 'definition:x'],
        ['tag:#'],
        ['tag:liquid', 'tag:echo', 'variable:title', 'tag:assign', 'definition:b', 'variable:year'],
      ],
    );
    assert.deepEqual([...loopsIn(templateParts('{% for a in annotations %}'))], [['a', 'annotations']]);
  });

  it('leaves out what is only text', () => {
    assert.deepEqual(kinds('{% raw %}{{ a }}{% endraw %}{% comment %}{{ b }}{% endcomment %}'), [
      ['tag:raw'],
      ['tag:endraw'],
      ['tag:comment'],
      ['tag:endcomment'],
    ]);
  });

  it('goes on behind what is not closed yet', () => {
    assert.deepEqual(kinds('{{ tit\n{{ year }}'), [['variable:tit'], ['variable:year']]);
    assert.deepEqual(kinds('{{ "a }}\n{% if x\n{{ year | up'), [
      ['text:"a '],
      ['tag:if', 'variable:x'],
      ['variable:year', 'filter:up'],
    ]);
  });

  it('takes any text, and its parts follow each other', () => {
    fc.assert(
      fc.property(anyTemplate, (text) => {
        let at = 0;
        for (const { span, inner, tokens } of templateParts(text)) {
          assert.ok(span.start >= at && inner.start >= span.start && inner.end >= inner.start && span.end >= inner.end);
          for (const token of tokens) assert.ok(token.span.start >= inner.start && token.span.end <= inner.end);
          at = span.end;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('problems of a template', () => {
  it('are none in the built-in one and in what Liquid has', () => {
    assert.deepEqual(told(defaultTemplate), []);
    assert.deepEqual(
      told(
        '{% assign a = title | split: " " %}{% for w in a %}{{ forloop.index }} {{ w }}{% else %}-{% endfor %}{% case type %}{% when "book" %}B{% endcase %}{% increment n %}{{ n }}{{ entry.anything }}',
      ),
      [],
    );
  });

  it('are unknown variables, filters and tags, each with the nearest name', () => {
    assert.deepEqual(told('{{ doi }} {{ titel }} {{ authrs | jion: "x" }} {% fro a in authors %}'), [
      ['unknownVariable', 'doi', 'DOI'],
      ['unknownVariable', 'titel', 'title'],
      ['unknownVariable', 'authrs', 'authors'],
      ['templateFilter', 'jion', 'join'],
      ['templateTag', 'fro', 'for'],
    ]);
    assert.deepEqual(told('{{ xyzzy }}'), [['unknownVariable', 'xyzzy', '']]);
    for (const [text, part] of [
      ['a {{ title ', '{{ title '],
      ['a {{ "b }}\nc', '{{ "b '],
      ['{{ title\n{{ year }}', '{{ title'],
      ['{% if a\n', '{% if a'],
    ] as const)
      assert.deepEqual(told(text)[0]?.slice(0, 2), ['templateUnclosed', part]);
    assert.deepEqual(told('{% include "x" %}'), [['templateFileTag', 'include', '']]);
  });

  it('are what LiquidJS refuses, at its place', () => {
    for (const [text, where, reason] of [
      ['a\n{% if title %}\nb', '{% if title %}', /not closed/],
      ['{% endfor %}', '{% endfor %}', /nothing is open that "endfor" belongs to/],
      ['{% for a of authors %}{% endfor %}', '{% for a of authors %}', /illegal tag/],
      ['{{ title | truncate(5) }}', '(5)', /expected ":"/],
      ['{{ }}', '}', /invalid value/],
    ] as const) {
      const [problem] = templateProblems(text).filter(({ code }) => code === 'templateSyntax');
      assert.ok(problem, text);
      assert.equal(text.slice(problem.span.start, problem.span.end), where);
      assert.match(problem.facts?.['reason'] ?? '', reason);
    }
  });

  it('are Handlebars, with what Liquid says instead', () => {
    for (const [written, liquid] of [
      ['{{#each entry.author}}', '{% for item in entry.author %}'],
      ['{{#each authors as |a|}}', '{% for a in authors %}'],
      ['{{/each}}', '{% endfor %}'],
      ['{{#if abstract}}', '{% if abstract %}'],
      ['{{#if annotations}}', '{% if annotations.size > 0 %}'],
      ['{{else if DOI}}', '{% elsif DOI %}'],
      ['{{else}}', '{% else %}'],
      ['{{/if}}', '{% endif %}'],
      ['{{#unless @last}}', '{% unless forloop.last %}'],
      ['{{{title}}}', '{{ title }}'],
      ['{{this.family}}', '{{ item.family }}'],
      ['{{this}}', '{{ item }}'],
      ['{{! a remark }}', '{% comment %} a remark{% endcomment %}'],
      ['{{> partial}}', ''],
      ['{{#with entry}}', ''],
    ] as const)
      assert.deepEqual(
        told(written).map(([code, , near]) => [code, near]),
        [['templateHandlebars', liquid]],
        written,
      );
    assert.deepEqual(told('{% assign this = title %}{{ this }}'), []);
  });

  it('never throw, and stand in the text', () => {
    fc.assert(
      fc.property(anyTemplate, (text) => {
        const problems = templateProblems(text);
        for (const { span } of problems)
          assert.ok(span.start >= 0 && span.end >= span.start && span.end <= text.length);
        const isRefused = problems.some(({ code }) => code !== 'unknownVariable');
        if (templateError(text)) assert.ok(isRefused, text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a template of Handlebars', () => {
  it('says the same in Liquid', () => {
    const source =
      '---\ntitle: "{{title}}"\n---\n{{#if abstract}}{{{abstract}}}{{else}}none{{/if}}\n{{#each entry.author}}{{given}} {{this.family}}{{#unless @last}}, {{/unless}}{{/each}} {{citekey}}';
    const edits = inLiquid(source) ?? [];
    const liquid = edited(source, edits);
    assert.equal(
      liquid,
      '---\ntitle: "{{title}}"\n---\n{% if abstract %}{{ abstract }}{% else %}none{% endif %}\n{% for item in entry.author %}{{ item.given }} {{ item.family }}{% unless forloop.last %}, {% endunless %}{% endfor %} {{citekey}}',
    );
    const entry = {
      author: [
        { given: 'Albert', family: 'Gu' },
        { given: 'Tri', family: 'Dao' },
      ],
    };
    const result = renderTemplate(liquid, { title: 'T', abstract: '', entry, citekey: 'k' });
    assert.equal('text' in result && result.text, '---\ntitle: "T"\n---\nnone\nAlbert Gu, Tri Dao k');
  });

  it('is left alone where a part of it has no form in Liquid', () => {
    assert.equal(inLiquid('{{#each authors}}{{this}}{{/each}}{{> footer}}'), undefined);
    assert.deepEqual(inLiquid('{{ title }}'), []);
  });
});

describe('front matter that a template would break', () => {
  const variables = (title: string, more: object = {}) =>
    templateVariables(
      {
        key: 'k',
        item: { id: 'k', type: 'book', title, abstract: 'One: two.\nThree.', ...more },
        topics: ['a'],
        source: { uri: '', span: { start: 0, end: 0 } },
      },
      context,
    );
  const mended = (template: string, title = 'A: "b" #c') => {
    const fault = yamlFault(template, variables(title));
    assert.ok(fault, template);
    return { ...fault, text: fault.quoted && edited(template, fault.quoted) };
  };

  it('is told with the part of the template that is to blame, and mended by quoting it', () => {
    for (const [template, expected, line] of [
      [
        '---\nyear: {{ year }}\ntitle: {{ title }}\n---\n',
        '---\nyear: {{ year }}\ntitle: {{ title | yaml }}\n---\n',
        3,
      ],
      ['---\ntitle: "{{title}}"\nyear: 1\n---\n', '---\ntitle: {{title | yaml }}\nyear: 1\n---\n', 2],
      ["---\ntitle: '{{ title }}'\n---\n", undefined, 0],
      ['---\naliases:\n  - {{- title -}}\n\n---\n', undefined, 0],
      ['---\naliases: [{{ title }}, x]\n---\n', '---\naliases: [{{ title | yaml }}, x]\n---\n', 2],
      ['---\naliases:\n  - "{{ title | upcase }}"\n---\n', '---\naliases:\n  - {{ title | upcase | yaml }}\n---\n', 3],
      ['---\nabstract: {{ abstract }}\n---\n', '---\nabstract: {{ abstract | yaml }}\n---\n', 2],
      ['---\nabstract: |\n  {{ abstract }}\n---\n', '---\nabstract: {{ abstract | yaml }}\n---\n', 3],
      [
        '---\nalias: {{ title }} ({{ year }})\n---\n',
        '---\n{% capture line %}{{ title }} ({{ year }}){% endcapture %}alias: {{ line | yaml }}\n---\n',
        2,
      ],
      [
        '---\nalias: "{{ title }} by {{ lastname }}"\n---\n',
        '---\n{% capture line %}{{ title }} by {{ lastname }}{% endcapture %}alias: {{ line | yaml }}\n---\n',
        2,
      ],
    ] as const) {
      if (expected === undefined) continue;
      const { text, line: at } = mended(template);
      assert.equal(text, expected);
      assert.equal(at, line, template);
      const rendered = renderTemplate(text, variables('A: "b" #c'));
      assert.deepEqual('text' in rendered && readFrontMatter(rendered.text).problems, []);
    }
  });

  it('is mended although several parts are to blame', () => {
    const { text, line } = mended(
      '---\ntitle: {{ title }}\nsub: "{{ title }}"\nyear: {{ year }}\nabstract: {{ abstract }}\n---\n',
    );
    assert.equal(line, 2);
    assert.equal(
      text,
      '---\ntitle: {{ title | yaml }}\nsub: {{ title | yaml }}\nyear: {{ year }}\nabstract: {{ abstract | yaml }}\n---\n',
    );
  });

  it('is told without a way out where quoting does not help', () => {
    const { quoted, line } = mended('---\na: [\ntitle: x\n---\n');
    assert.equal(quoted, undefined);
    assert.ok(line >= 2);
    assert.equal(mended('---\ntitle: {{ title }}\nb: c: d\n---\n').quoted, undefined);
  });

  it('is none where the template quotes, or has no front matter', () => {
    for (const sample of samplePapers)
      for (const template of [
        defaultTemplate,
        '+++\ntitle = "{{ title }}"\n+++\n',
        '---\n\nBelow a rule: {{ title }}\n',
        '# {{ title }}\n',
        '',
        '{{ nosuch | nosuch }}',
      ])
        assert.equal(yamlFault(template, templateVariables(sample, context)), undefined);
    assert.equal(yamlFault('---\ntitle: {{ title }}\n---\n', variables('Plain')), undefined);
  });

  it('is found by the samples wherever a template does not quote a text', () => {
    for (const name of ['title', 'abstract', 'containerTitle', 'authors', 'bibliographyEntry'])
      assert.ok(
        samplePapers.some((sample) => yamlFault(`---\nx: {{ ${name} }}\n---\n`, templateVariables(sample, context))),
        name,
      );
  });
});

describe('front matter that says something else', () => {
  const changes = (template: string, title: string) =>
    yamlChanges(template, { title, year: '2020', keywords: ['a: b'] }).map(({ written, read, quoted }) => [
      written,
      read,
      edited(template, quoted),
    ]);

  it('is told with what is read, and quoted', () => {
    const quoted = '---\nyear: {{ year }}\ntitle: {{ title | yaml }}\n---\n';
    for (const [title, read] of [
      ['A #1', 'A'],
      ['"Why"', 'Why'],
      ["'tis'", 'tis'],
      ['!tag x', 'x'],
      ['&a b', 'b'],
    ] as const)
      assert.deepEqual(changes('---\nyear: {{ year }}\ntitle: {{ title }}\n---\n', title), [[title, read, quoted]]);
  });

  it('is none where the template quotes, means data, or writes more than the value', () => {
    for (const template of [
      '---\ntitle: {{ title | yaml }}\n---\n',
      '---\nkeys: {{ keywords | json }}\n---\n',
      '---\nx: {{ year }} {{ title }}\n---\n',
      '# {{ title }}',
      '---\nx: {{ nothing }}\n---\n',
    ])
      assert.deepEqual(changes(template, 'A #1'), [], template);
    assert.deepEqual(changes('---\ntitle: {{ title }}\nyear: {{ year }}\n---\n', 'Plain'), []);
  });
});

describe('the preview of a template', () => {
  const preview = (template: string) =>
    previewTemplate(template, { title: 'T', authors: ['a'] }, ({ line = 0, message }) => `⟦${line}: ${message}⟧`);

  it('says what cannot be rendered where it stands, and goes on', () => {
    for (const [template, expected] of [
      ['# {{ title }}', '# T'],
      ['a {{ title | nosuch }} b\n{{ title }}', 'a ⟦1: undefined filter: nosuch⟧ b\nT'],
      ['{{ title }}\n{% nosuch %}\n{{ title | x }}', 'T\n⟦2: tag "nosuch" not found⟧\n⟦3: undefined filter: x⟧'],
      ['{{ title }}\n{{ title\nb', 'T\n⟦2: output "{{ title\\nb" not closed⟧\nb'],
      ['{% for a in authors %}{{ a }}', '⟦1: tag {% for a in authors %} not closed⟧'],
      ['{{ title | authors: "x" }}!', /^⟦1: "x" is no format of authors.*⟧!$/],
      [
        'x{% for i in (1..9000) %}{% for j in (1..9000) %}{% endfor %}{% endfor %}y',
        /^⟦1: this takes too many steps⟧$/,
      ],
    ] as const) {
      const { text } = preview(template);
      if (typeof expected === 'string') assert.equal(text.startsWith(expected), true, text);
      else assert.match(text, expected);
    }
  });

  it('ends, whatever is typed', () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        assert.equal(typeof preview(template).text, 'string');
      }),
      { numRuns: 1000 },
    );
  });
});
