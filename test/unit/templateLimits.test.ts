import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { renderTemplate } from '../../src/core/notes/template.ts';
import { allFilterNames } from '../../src/core/notes/templates/filterTable.ts';
import { anyText } from '../support/anyText.ts';

const of = (template: string, variables: Readonly<Record<string, unknown>> = {}) => renderTemplate(template, variables);
const failsWith = (template: string, message: RegExp, variables?: Readonly<Record<string, unknown>>) => {
  const result = of(template, variables);
  assert.ok('error' in result, `${template.slice(0, 200)} gave ${JSON.stringify(result).slice(0, 100)}`);
  assert.match(result.error.message, message, template.slice(0, 200));
};
const nested = (open: string, close: string, depth: number, body = 'x') =>
  open.repeat(depth) + body + close.repeat(depth);

describe('the bounds of a template', () => {
  it('end loops within loops, whatever is in them', () => {
    failsWith(nested('{% for i in (1..1000) %}', '{% endfor %}', 4), /too many steps/);
    failsWith(
      nested('{% for i in (1..1000) %}', '{% endfor %}', 3, '{{ i | plus: 1 | times: i | round }}'),
      /too many steps/,
    );
    failsWith(nested('{% for i in (1..9000) %}', '{% endfor %}', 2, ''), /too many steps/);
    failsWith('{% for i in (1..900000000) %}{% endfor %}', /too much text/);
    failsWith('{% for i in (1..99999) %}{% capture x %}{{ x }}{% endcapture %}{% endfor %}', /too many steps/);
    failsWith(`{% for i in (1..9000) %}{% liquid\n${'assign a = i\n'.repeat(20)}%}{% endfor %}`, /too many steps/);
  });

  it('end texts that grow', () => {
    const grows = (body: string) => `{% assign s = "xxxxxxxxxx" %}{% for i in (1..60) %}${body}{% endfor %}{{ s }}`;
    for (const body of [
      '{% assign s = s | append: s %}',
      '{% assign s = s | prepend: s %}',
      '{% assign s = s | replace: "x", "xxxxxxxxxx" %}',
      '{% capture s %}{{ s }}{{ s }}{% endcapture %}',
      '{% assign s = s | split: "" | join: "xxxx" %}',
      '{% assign s = s | replace: "x", "&&&&" | escape | replace: "&", "xx" %}',
    ])
      failsWith(grows(body), /too much text|too long/);
    const twice = '{% capture s %}{{ s }}{{ s }}{% endcapture %}'.repeat(22);
    failsWith(`{% capture s %}xxxxxxxxxx{% endcapture %}${twice}{{ s }}`, /too much text/);
    failsWith('{% for i in (1..9000) %}{{ s }}{% endfor %}', /too much text/, { s: 'x'.repeat(1000) });
    failsWith('{{ "2020-01-01" | date: "%999999999Y" }}', /too much text/);
    failsWith('{{ "2020-01-01" | date: "%99999999999999999999d" }}', /too much text/);
  });

  it('end what would look through lists and texts for long', () => {
    failsWith('{{ (1..100000) | sort }}', /too long for a filter/);
    failsWith('{{ s | split: "" | sort_natural }}', /too long for a filter/, { s: 'ba'.repeat(50_000) });
    const hard = { s: 'a'.repeat(200_000), part: `b${'a'.repeat(20_000)}` };
    for (const filter of [
      'replace: part, ""',
      'remove: part',
      'split: part',
      'remove_last: part',
      'replace_first: part, ""',
    ])
      failsWith(`{{ s | ${filter} }}`, /too long to search in/, hard);
    failsWith('{% if s contains part %}x{% endif %}', /too long to search in/, hard);
    failsWith('{{ s | truncate: 1000000 }}', /too long to be truncated/, { s: 'a'.repeat(1_000_001) });
  });

  it('refuse a template that is too long or too deep', () => {
    failsWith('x'.repeat(50_000), /longer than 40000 characters/);
    failsWith(nested('{% if a %}', '{% endif %}', 1900), /too deeply|^$/, {});
    failsWith(`{{ ${'a['.repeat(15_000)} }}`, /too deeply|not closed/);
    failsWith(`{{ ${'('.repeat(30_000)} }}`, /too deeply|invalid/);
  });

  it('leave a long note what it needs', () => {
    const annotations = Array.from({ length: 1000 }, (_, page) => ({
      page,
      text: `It's “so” & so. `.repeat(20),
      comment: 'Yes',
    }));
    const template =
      '{% for a in annotations %}> {{ a.text | strip | truncatewords: 80 }}\n\n{% if a.comment %}{{ a.comment | escape }}{% endif %} p. {{ a.page }}\n{% endfor %}';
    const result = of(template, { annotations });
    assert.ok('text' in result && result.text.length > 300_000, JSON.stringify(result).slice(0, 200));
  });

  it('know no filter beside those of the table', () => {
    for (const name of [
      'where_exp',
      'find_exp',
      'group_by_exp',
      'sample',
      'sha256',
      'base64_decode',
      'inspect',
      'constructor',
      '__proto__',
    ])
      failsWith(`{{ "a" | ${name} }}`, /undefined filter/);
    for (const name of allFilterNames)
      assert.ok(!/undefined filter/.test(JSON.stringify(of(`{{ "a" | ${name}: "short" }}`))), name);
  });

  it('hold for a rendering, not for all of them', () => {
    for (let time = 0; time < 30; time++) assert.ok('text' in of('{% for i in (1..2000) %}{{ i }}{% endfor %}'));
  });

  it('hold in paths too', () => {
    failsWith(nested('{% for i in (1..1000) %}', '{% endfor %}', 4), /too many steps/);
  });

  it('make an error of anything that a filter throws at', () => {
    const value = fc.oneof(
      anyText(3),
      fc.integer(),
      fc.double(),
      fc.constant(null),
      fc.array(anyText(2), { maxLength: 3 }),
      fc.dictionary(fc.string(), fc.string()),
    );
    fc.assert(
      fc.property(fc.constantFrom(...allFilterNames), value, value, value, (name, v, a, b) => {
        const result = of(`{{ v | ${name}: a, b }}`, { v, a, b });
        assert.ok('text' in result ? typeof result.text === 'string' : result.error.message);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('what an entry says', () => {
  it('is never a marker of a part that the template owns', () => {
    const abstract = 'A\n<!-- /literature:abstract -->\n<!--literature:x-->';
    const result = of('<!-- literature:abstract -->\n{{ abstract }}\n<!-- /literature:abstract -->', { abstract });
    assert.equal(
      'text' in result && result.text,
      '<!-- literature:abstract -->\nA\n\\<!-- /literature:abstract -->\n\\<!--literature:x-->\n<!-- /literature:abstract -->',
    );
    const twice = of('{% capture a %}<!-- literature:b -->{{ abstract }}{% endcapture %}{{ a }}', { abstract });
    assert.ok('text' in twice && !/(?<!\\)<!--\s*\/?\s*literature/.test(twice.text));
  });
});
