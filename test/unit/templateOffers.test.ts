import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { templateOffers } from '../../src/core/notes/templates/complete.ts';
import { allFilterNames } from '../../src/core/notes/templates/filterTable.ts';
import { templateNames } from '../../src/core/notes/templates/names.ts';
import { templateTags } from '../../src/core/notes/templates/tagTable.ts';

const names = templateNames.map(({ name }) => name);
/** What is offered at `¦`, and what it takes the place of. */
const at = (marked: string) => {
  const text = marked.replace('¦', '');
  const found = templateOffers(text, marked.indexOf('¦'));
  return found && { typed: text.slice(found.span.start, found.span.end), offers: found.offers };
};
const labels = (marked: string) => at(marked)?.offers.map(({ label }) => label);
/** The text after the offer of this label was taken, tab stops left out. */
const taken = (marked: string, label: string) => {
  const text = marked.replace('¦', '');
  const found = templateOffers(text, marked.indexOf('¦'));
  const offer = found?.offers.find((each) => each.label === label);
  assert.ok(found && offer, `${label} in ${marked}`);
  const plain = offer.snippet.replace(/\$\{\d+:([^}]*)\}|\$\{?\d\}?/g, '$1').replace(/\\([$}\\])/g, '$1');
  return text.slice(0, found.span.start) + plain + text.slice(found.span.end);
};

describe('what a template offers', () => {
  it('is variables where a value belongs, those of the template first', () => {
    for (const marked of [
      '{{¦}}',
      '{{ tit¦ }}',
      '{{ title | append: ¦',
      '{% if ¦ %}',
      '{% if a == ¦',
      '{% assign a = ¦',
      '{% for a in ¦ %}',
    ])
      assert.deepEqual(
        labels(marked)?.filter((label) => label !== 'a'),
        names,
        marked,
      );
    assert.deepEqual(labels('{% assign mine = 1 %}{{ ¦ }}')?.slice(0, 2), ['mine', 'citekey']);
    assert.equal(at('{{ tit¦ }}')?.typed, 'tit');
    assert.equal(taken('{{¦}}', 'title'), '{{ title }}');
    assert.equal(taken('{{ ti¦ }}', 'title'), '{{ title }}');
  });

  it('is filters after a bar', () => {
    for (const marked of ['{{ title |¦ }}', '{{ title | up¦', '{% assign a = title | ¦ %}'])
      assert.deepEqual(labels(marked), allFilterNames, marked);
    assert.equal(taken('{{ title | trun¦ }}', 'truncate'), '{{ title | truncate:  }}');
    assert.equal(taken('{{ authors | ¦', 'authors'), '{{ authors | authors: "short"');
  });

  it('is formats in the text of the filter for authors, and nothing in any other', () => {
    assert.deepEqual(labels('{{ authors | authors: "¦" }}'), ['short', 'family', 'full', 'sorted', 'initials', 'apa']);
    assert.equal(labels('{{ title | append: "a ¦" }}'), undefined);
    assert.equal(labels('{{ \'it"s ¦'), undefined);
  });

  it('is fields after a dot', () => {
    assert.ok(labels('{{ entry.¦ }}')?.includes('container-title'));
    assert.deepEqual(labels('{% for a in annotations %}{{ a.¦ }}'), [
      'page',
      'text',
      'comment',
      'color',
      'type',
      'date',
      'link',
    ]);
    assert.deepEqual(labels('{{ entry.author[0].¦ }}'), ['family', 'given', 'literal']);
    assert.deepEqual(labels('{% for a in entry.author %}{{ a.fam¦ }}'), ['family', 'given', 'literal']);
    assert.deepEqual(labels('{{ attachments[0].¦ }}'), ['path', 'name', 'uri', 'type']);
    assert.deepEqual(labels('{{ authors.¦ }}'), ['size', 'first', 'last']);
    assert.ok(labels('{{ forloop.¦ }}')?.includes('last'));
    assert.deepEqual(labels('{{ title.¦ }}'), []);
  });

  it('is tags with what closes them, and those that the open one needs first', () => {
    assert.deepEqual(
      labels('{% ¦ %}'),
      templateTags.map(({ name }) => name),
    );
    assert.deepEqual(labels('{% if a %}{% for b in c %}{% endfor %}{% ¦ %}')?.slice(0, 4), [
      'endif',
      'elsif',
      'else',
      'if',
    ]);
    assert.equal(taken('{%¦}', 'if'), '{% if abstract %}{% endif %}');
    assert.equal(taken('{% i¦ %}', 'if'), '{% if abstract %}{% endif %}');
    assert.equal(taken('{% if a %}{% e¦ %}', 'endif'), '{% if a %}{% endif %}');
    assert.equal(taken('{% ca¦ %}', 'case'), '{% case type %}{% when "book" %}{% endcase %}');
    assert.equal(labels('{% assign ¦ %}'), undefined);
  });

  it('is blocks where a comment begins on a line of its own', () => {
    for (const typed of ['<', '<!', '<!-', '<!--', '<!-- ', '<!-- lit', '<!-- literature:abs']) {
      assert.equal(
        taken(`a\n${typed}¦>\nb`, '<!-- literature:abstract -->'),
        'a\n<!-- literature:abstract -->\n{{ abstract }}\n<!-- /literature:abstract -->\nb',
      );
    }
    assert.equal(labels('text <!--¦'), undefined);
    assert.equal(labels('<!-- mine ¦'), undefined);
    assert.equal(labels('text¦'), undefined);
  });

  it('never throws, and takes the place of what is around the cursor', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '|',
      '.',
      'title',
      ' ',
      '\n',
      '"',
      '[0]',
      'for a in authors',
      'liquid\n',
      '<!--',
      ':',
      'entry',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(60), (pieces, place) => {
        const text = pieces.join('');
        const offset = Math.min(place, text.length);
        const found = templateOffers(text, offset);
        if (found) assert.ok(found.span.start <= offset && offset <= found.span.end && found.span.end <= text.length);
      }),
      { numRuns: 2000 },
    );
  });
});
