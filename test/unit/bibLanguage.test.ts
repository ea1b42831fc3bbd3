import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { bibCompletions } from '../../src/core/language/bib/complete.ts';
import { entryTypes, fieldAliases, generalFields, missingFields } from '../../src/core/language/bib/entryTypes.ts';
import { foldsOf } from '../../src/core/language/bib/folding.ts';
import { outlineOf } from '../../src/core/language/bib/outline.ts';
import { placeAt } from '../../src/core/language/bib/place.ts';
import { readBibDocument } from '../../src/core/language/bib/reading.ts';
import { targetAt } from '../../src/core/language/bib/target.ts';
import { atOnce } from '../../src/core/steps.ts';
import { Random, mutated } from '../fuzz/mutate.ts';

const uri = 'file:///library.bib';

/** The text without its `|`, and where that stood. */
function cursor(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, offset, reading: readBibDocument(text, uri) };
}

/** The place as words: its kind, and the text it spans. */
function place(marked: string): string {
  const { text, offset, reading } = cursor(marked);
  const found = placeAt(reading, offset);
  if (found.kind === 'outside') return 'outside';
  const field = 'field' in found ? ` ${found.field}` : '';
  return `${found.kind}${field} “${text.slice(found.span.start, found.span.end)}”`;
}

function completions(marked: string) {
  const { text, offset, reading } = cursor(marked);
  const found = bibCompletions(reading, offset);
  return {
    labels: found?.items.map(({ label }) => label) ?? [],
    replaced: found && text.slice(found.span.start, found.span.end),
    item: (label: string) => found?.items.find((each) => each.label === label),
  };
}

const refs = `@string{mit = "MIT Press"}
@xdata{press, publisher = mit}
@proceedings{conf, title = {P}, keywords = {maps, clocks}}
@article{gu, title = {T}, keywords = {clocks; tides}}
`;

describe('a place of a .bib document', () => {
  it('is a type, a key, the name of a field, or a value', () => {
    assert.equal(place('@art|icle{k, title = {T}}'), 'type “article”');
    assert.equal(place('@article{k|ey, title = {T}}'), 'key “key”');
    assert.equal(place('@article{key, ti|tle = {T}}'), 'field “title”');
    assert.equal(place('@article{key, title = {T|}}'), 'text title “T”');
    assert.equal(place('@article{key, publisher = m|it}'), 'macro publisher “mit”');
    assert.equal(place('@article{key, note = "a" # m|it # {b}}'), 'macro note “mit”');
    assert.equal(place('some| text\n@article{key}'), 'outside');
    assert.equal(place('@article{key, title = {T}}|'), 'outside');
  });

  it('is what is being typed, in an entry that is not complete', () => {
    assert.equal(place('@|'), 'type “”');
    assert.equal(place('@misc{a, title = {x}}\n\n@art|\n\n@misc{b,}'), 'type “art”');
    assert.equal(place('@article{key,\n  |\n}'), 'field “”');
    assert.equal(place('@article{key,\n  au|\n}'), 'field “au”');
    assert.equal(place('@article{key,\n  title = {T},\n  au|\n  year = 1\n}'), 'field “au”');
    assert.equal(place('@article{key,\n  title = {T},\n  au|\n\n@book{b, title = {T}}'), 'field “au”');
    assert.equal(place('@article{key,\n  month = |,\n}'), 'macro month “”');
    assert.equal(place('@article{key,\n  month = |\n}'), 'macro month “”');
    assert.equal(place('@article{key,\n  crossref = {|},\n}'), 'text crossref “”');
    assert.equal(place('@article{key,\n  crossref = {|\n}'), 'text crossref “”');
    assert.equal(place('@article{key, related = {a, b|c, d}}'), 'text related “bc”');
    assert.equal(place('@string{a = "x"}\n@string{b = a # m|}'), 'macro @string “m”');
  });

  it('is nothing in a comment, or where a comma is missing', () => {
    assert.equal(place('@article{key, % au|\n title = {T}}'), 'outside');
    assert.equal(place('@article{key, title = {T} au| }'), 'outside');
    assert.equal(place('me@ex|ample.org'), 'outside');
  });
});

describe('completion in .bib documents', () => {
  it('offers entry types with the fields that they require', () => {
    const { item, replaced } = completions('@art|');
    assert.equal(replaced, 'art');
    assert.equal(
      item('article')?.insert,
      'article{${1:key},\n\tauthor = {$2},\n\ttitle = {$3},\n\tjournal = {$4},\n\tyear = {$5},\n}$0',
    );
    assert.equal(completions('@art|{key,}').item('article')?.insert, 'article');
    for (const type of ['string', 'comment', 'preamble', 'online', 'phdthesis', 'xdata']) assert.ok(item(type), type);
  });

  it('names fields as the file does', () => {
    const { item } = completions('@article{a, journaltitle = {J}, date = {2020}}\n@art|');
    assert.match(item('article')?.insert ?? '', /journaltitle = \{\$4\},\n\tdate = /);
  });

  it('offers the fields that a type requires first, and none that is there', () => {
    const { labels, item } = completions('@article{key,\n  title = {T},\n  |\n}');
    assert.deepEqual(labels.slice(0, 3), ['author', 'journal', 'year']);
    assert.ok(!labels.includes('title'));
    assert.ok(labels.includes('volume') && labels.includes('crossref'));
    assert.equal(new Set(labels).size, labels.length);
    assert.equal(item('author')?.insert, 'author = {$1},$0');
    assert.equal(item('month')?.insert, 'month = $1,$0');
    assert.equal(completions('@article{key, au| = {A}}').item('author')?.insert, 'author');
    assert.equal(completions('@article{key, au|, title = {T}}').item('author')?.insert, 'author = {$1}$0');
  });

  it('takes other names of a field for the field', () => {
    const { labels } = completions('@article{key, journaltitle = {J}, date = {2020}, |}');
    for (const name of ['journal', 'year', 'date', 'journaltitle']) assert.ok(!labels.includes(name), name);
  });

  it('offers strings where a value is bare, and months where a month is asked', () => {
    assert.deepEqual(completions(`${refs}@book{b, publisher = |}`).labels, ['mit']);
    assert.equal(completions(`${refs}@book{b, publisher = |}`).item('mit')?.detail, 'MIT Press');
    const { labels } = completions(`${refs}@book{b, month = |}`);
    assert.deepEqual(labels.slice(0, 3), ['jan', 'feb', 'mar']);
    assert.ok(!completions(`${refs}@book{b, publisher = {|}}`).labels.length);
  });

  it('offers keys where a field names entries, without those that are there', () => {
    assert.deepEqual(completions(`${refs}@inproceedings{b, crossref = {|}}`).labels, ['conf', 'gu']);
    assert.deepEqual(completions(`${refs}@inproceedings{b, xdata = {|}}`).labels, ['press']);
    assert.deepEqual(completions(`${refs}@inproceedings{b, ids = {|}}`).labels, []);
    const related = completions(`${refs}@inproceedings{b, related = {gu, c|}}`);
    assert.deepEqual([related.labels, related.replaced], [['conf'], 'c']);
  });

  it('offers the keywords of the file, the usual ones first', () => {
    assert.deepEqual(completions(`${refs}@book{b, keywords = {|}}`).labels, ['clocks', 'maps', 'tides']);
    assert.deepEqual(completions(`${refs}@book{b, keywords = {clocks, |}}`).labels, ['maps', 'tides']);
  });
});

describe('what a place of a .bib document means', () => {
  const target = (marked: string) => {
    const { offset, reading } = cursor(marked);
    return targetAt(reading, offset);
  };

  it('is the parent of a crossref, the value of a string, a type or a field', () => {
    const link = target(`${refs}@inproceedings{b, crossref = {co|nf}}`);
    assert.ok(link?.kind === 'link' && link.entry?.key === 'conf' && link.key === 'conf');
    const other = target(`${refs}@misc{b, related = {gu, else|where}}`);
    assert.ok(other?.kind === 'link' && other.key === 'elsewhere' && !other.entry);
    const string = target(`${refs}@book{b, publisher = m|it}`);
    assert.ok(string?.kind === 'string' && string.value === 'MIT Press' && string.definition.start === 8);
    assert.equal(target(refs.replace('mit', 'm|it'))?.kind, 'string');
    assert.deepEqual([target('@bo|ok{b,}')?.kind, target('@bok|{b,}')?.kind], ['type', undefined]);
    const field = target('@book{b, tit|le = {T}}');
    assert.ok(field?.kind === 'field' && field.name === 'title' && field.type === 'book');
    assert.equal(target('@book{b|b, title = {T}}')?.kind, 'entry');
    assert.equal(target('@book{b, title = {T|}}'), undefined);
  });
});

describe('the outline of a .bib document', () => {
  it('has entries with their fields, and strings, in the order of the text', () => {
    const text = `${refs}@article{d, author = {Gu, Albert and Dao, Tri}, title = {On {Mamba}}, year = 2023}\n@preamble{"x"}\n`;
    const items = atOnce(outlineOf(readBibDocument(text, uri)));
    assert.deepEqual(
      items.map(({ kind, name }) => `${kind} ${name}`),
      ['string mit', 'entry press', 'entry conf', 'entry gu', 'entry d', 'preamble @preamble'],
    );
    assert.equal(items[0]?.detail, 'MIT Press');
    assert.equal(items[4]?.detail, 'article · Gu & Dao 2023, On Mamba');
    assert.deepEqual(
      items[4]?.children.map(({ name, detail }) => `${name}: ${detail}`),
      ['author: Gu, Albert and Dao, Tri', 'title: {On {Mamba}}', 'year: 2023'],
    );
  });
});

describe('folding in .bib documents', () => {
  it('folds entries, fields and comments of several lines', () => {
    const text =
      '% one\n% two\n\n@misc{a,\n  title = {T},\n  abstract = {One\n    two},\n}\n@misc{b, title = {T}}\nfree\ntext\n';
    const folds = atOnce(foldsOf(readBibDocument(text, uri).raw)).map(({ kind, start, end }) => [
      kind,
      text.slice(start, end),
    ]);
    assert.deepEqual(folds.toSorted(), [
      ['comment', '% one\n% two'],
      ['comment', 'free\ntext'],
      ['entry', text.slice(text.indexOf('@'), text.indexOf('\n@misc{b'))],
      ['field', 'abstract = {One\n    two}'],
    ]);
  });
});

describe('the table of entry types', () => {
  it('has what BibLaTeX requires, and other names of fields', () => {
    assert.deepEqual(missingFields('article', ['author', 'title', 'journal', 'year']), []);
    assert.deepEqual(missingFields('phdthesis', ['author', 'title', 'school', 'date']), []);
    assert.deepEqual(missingFields('book', ['title']), [
      ['author', 'editor'],
      ['date', 'year'],
    ]);
    assert.deepEqual(missingFields('nothing', []), []);
  });

  it('repeats itself nowhere', () => {
    for (const { name, required, optional } of entryTypes.values()) {
      assert.equal(new Set(optional).size, optional.length, `${name}: ${optional.join(' ')}`);
      const twice = required
        .filter((choices) => choices.length === 1)
        .flat()
        .filter((field) => optional.includes(field));
      assert.deepEqual(twice, [], name);
    }
    assert.equal(new Set(generalFields).size, generalFields.length);
    for (const field of Object.values(fieldAliases)) assert.ok(!Object.hasOwn(fieldAliases, field));
  });
});

describe('damaged .bib text', () => {
  it('never throws, at any place, and keeps every span within the text', () => {
    const files = readdirSync('test/fixtures/bibtex').filter((file) => file.endsWith('.bib'));
    const fixtures = files.map((file) => readFileSync(`test/fixtures/bibtex/${file}`, 'utf8'));
    const tokens = '{|}|"|,|=|#|@|%|(|\n|crossref = {|keywords = {|month = |@string{a = |@book{k,'.split('|');
    const random = new Random(9);
    for (let run = 0; run < 600; run++) {
      const text = mutated(random.pick(fixtures), random.pick(fixtures), tokens, random);
      const reading = readBibDocument(text, uri);
      const inText = ({ start, end }: { start: number; end: number }) =>
        0 <= start && start <= end && end <= text.length;
      for (let count = 0; count < 30; count++) {
        const offset = random.below(text.length + 1);
        const found = placeAt(reading, offset);
        if (found.kind !== 'outside') {
          assert.ok(
            inText(found.span) && found.span.start <= offset && offset <= found.span.end,
            `${found.kind} at ${offset} of ${text}`,
          );
        }
        const target = targetAt(reading, offset);
        if (target) assert.ok(inText(target.span));
        bibCompletions(reading, offset);
      }
      for (const fold of atOnce(foldsOf(reading.raw))) assert.ok(inText(fold));
      for (const { span, nameSpan, children } of atOnce(outlineOf(reading))) {
        assert.ok(inText(span) && span.start <= nameSpan.start && nameSpan.end <= span.end);
        for (const child of children) assert.ok(span.start <= child.span.start && child.span.end <= span.end);
      }
    }
  });
});
