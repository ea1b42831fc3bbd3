import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { Citation, CitationReading } from '../../src/core/citations/citation.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { rekeyed } from '../../src/core/citations/rekey.ts';
import { edited } from '../../src/core/text.ts';
import { addFields, deleteEntry } from '../../src/core/language/fixes/entryEdits.ts';
import { mendable, mendEntry } from '../../src/core/language/fixes/mendEntry.ts';
import type { Mendable } from '../../src/core/language/fixes/mendEntry.ts';
import { removeCitation } from '../../src/core/language/fixes/removeCitation.ts';
import { readAny } from '../../src/core/formats/readers.ts';

const citedIn = (text: string, syntax: Syntax, key: string): readonly [Citation, CitationReading] => {
  const reading = readCitations(text, syntax);
  const citation = reading.citations.find((each) => each.key === key);
  assert.ok(citation, `${key} is cited in ${text}`);
  return [citation, reading];
};
const removed = (text: string, syntax: Syntax, key = 'bad') => {
  const [citation, reading] = citedIn(text, syntax, key);
  return edited(text, [removeCitation(text, citation, reading, syntax)]);
};
const changed = (text: string, syntax: Syntax, key: string) => {
  const [citation] = citedIn(text, syntax, 'bad');
  const edits = rekeyed(text, citation, key, syntax);
  return edits && edited(text, edits);
};

describe('removing a citation', () => {
  const tables: Readonly<Record<Syntax, readonly (readonly [before: string, after: string])[]>> = {
    markdown: [
      ['See [@a; @bad].', 'See [@a].'],
      ['See [@bad; @a].', 'See [@a].'],
      ['See [@a; @bad; @c].', 'See [@a; @c].'],
      ['See [see @bad, p. 3; also @a].', 'See [also @a].'],
      ['See [-@bad; @a].', 'See [@a].'],
      ['As shown [@bad].', 'As shown.'],
      ['As shown [@bad] before.', 'As shown before.'],
      ['[@bad] says', 'says'],
      ['As @bad says.', 'As says.'],
      ['As -@bad says.', 'As says.'],
      ['As @{bad} says.', 'As says.'],
      ['As @bad [p. 3] says.', 'As says.'],
      ['As @bad [p. 3; @a] says.', 'As [@a] says.'],
      ['As @a [p. 3; @bad] says.', 'As @a [p. 3] says.'],
      ['So {cite:p}`a, bad`.', 'So {cite:p}`a`.'],
      ['See [@{bad}; @a].', 'See [@a].'],
      ['A note [[@bad]] here.', 'A note here.'],
      ['A note [[@bad|its name]].', 'A note.'],
      ['See [text @bad here](x.html).', 'See [text here](x.html).'],
      ['One [@a].\n\nTwo @bad.', 'One [@a].\n\nTwo.'],
    ],
    latex: [
      ['So~\\cite{a,bad}.', 'So~\\cite{a}.'],
      ['So \\cite{bad, a}.', 'So \\cite{a}.'],
      ['So \\cite{a, bad, c}.', 'So \\cite{a, c}.'],
      ['So~\\cite{bad}.', 'So.'],
      ['So \\parencite[see][12]{bad} it is.', 'So it is.'],
      ['So \\cites[3]{a}[4]{bad}.', 'So \\cites[3]{a}.'],
      ['So \\cites[3]{bad}[4]{a}.', 'So \\cites[4]{a}.'],
      ['So \\textcite*{bad} says.', 'So says.'],
    ],
    typst: [
      ['So @bad.', 'So.'],
      ['So @a @bad says.', 'So @a says.'],
      ['So #cite(<bad>, form: "prose") says.', 'So says.'],
      ['So #cite(label("bad")) says.', 'So says.'],
    ],
    rst: [
      ['See :cite:p:`a,bad`.', 'See :cite:p:`a`.'],
      ['See :cite:p:`bad, a`.', 'See :cite:p:`a`.'],
      ['See :cite:t:`bad`.', 'See.'],
    ],
    org: [
      ['So [cite:@a;@bad].', 'So [cite:@a].'],
      ['So [cite/t:@bad;@a].', 'So [cite/t:@a].'],
      ['So [cite:see;@bad p. 3;@a;and more].', 'So [cite:see;@a;and more].'],
      ['So [cite:see @bad p. 3].', 'So.'],
    ],
  };
  for (const [syntax, rows] of Object.entries(tables) as [Syntax, (typeof tables)[Syntax]][])
    for (const [before, after] of rows)
      it(`${syntax}: ${JSON.stringify(before)}`, () => {
        assert.equal(removed(before, syntax), after);
      });

  it('leaves all other citations as they are, in any syntax', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
    const group: Readonly<Record<Syntax, (keys: readonly string[]) => string>> = {
      markdown: (keys) => `[${keys.map((each) => `@${each}`).join('; ')}]`,
      latex: (keys) => `\\cite{${keys.join(',')}}`,
      typst: (keys) => keys.map((each) => `@${each}`).join(' '),
      org: (keys) => `[cite:${keys.map((each) => `@${each}`).join(';')}]`,
      rst: (keys) => `:cite:p:\`${keys.join(',')}\``,
    };
    const documents = fc.record({
      syntax: fc.constantFrom<Syntax>('markdown', 'latex', 'typst', 'org', 'rst'),
      groups: fc.array(fc.array(key, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      between: fc.constantFrom(' ', ', and ', '.\n\nThen ', '; '),
      which: fc.nat(),
    });
    fc.assert(
      fc.property(documents, ({ syntax, groups, between, which }) => {
        const text = `Word ${groups.map(group[syntax]).join(between)} end`;
        const reading = readCitations(text, syntax);
        const at = which % reading.citations.length;
        const citation = reading.citations[at];
        assert.ok(citation);
        const after = edited(text, [removeCitation(text, citation, reading, syntax)]);
        assert.deepEqual(
          readCitations(after, syntax).citations.map((each) => each.key),
          reading.citations.map((each) => each.key).filter((_, index) => index !== at),
          JSON.stringify([text, after]),
        );
      }),
    );
  });
});

describe('changing a key', () => {
  it('writes it as the syntax does', () => {
    assert.equal(changed('See [@bad, p. 3].', 'markdown', 'good'), 'See [@good, p. 3].');
    assert.equal(changed('See @bad.', 'markdown', 'a(b)'), 'See @{a(b)}.');
    assert.equal(changed('See @{bad}.', 'markdown', 'a(b)'), 'See @{a(b)}.');
    assert.equal(changed('See [[@bad]].', 'markdown', 'a(b)'), 'See [[@a(b)]].');
    assert.equal(changed('\\cite{a,bad}', 'latex', 'good'), '\\cite{a,good}');
    assert.equal(changed('See @bad now', 'typst', 'good'), 'See @good now');
    assert.equal(changed('See @bad now', 'typst', 'a b'), 'See #cite(label("a b")) now');
    assert.equal(changed(':cite:p:`a,bad`', 'rst', 'good'), ':cite:p:`a,good`');
    assert.equal(changed('[cite:@bad]', 'org', 'good'), '[cite:@good]');
  });
  it('is not offered where the syntax cannot write it', () => {
    assert.equal(changed('\\cite{bad}', 'latex', 'a,b'), undefined);
    assert.equal(changed(':cite:`bad`', 'rst', 'a b'), undefined);
    assert.equal(changed('[cite:@bad]', 'org', 'a;b'), undefined);
    assert.equal(changed('See [[@bad]].', 'markdown', 'a|b'), undefined);
    assert.equal(changed('See @{bad}.', 'markdown', 'a}b'), undefined);
  });
});

describe('edits of BibTeX entries', () => {
  const entryIn = (text: string, key: string) => {
    const entry = readAny(text, 'file:///a.bib').entries.find((each) => each.key === key);
    assert.ok(entry);
    return entry.source.span;
  };
  const filled = (text: string, ...names: string[]) => {
    const edit = addFields(text, entryIn(text, 'a'), names);
    return edit && edited(text, [edit]);
  };
  it('add empty fields in the manner of the entry', () => {
    assert.equal(filled('@book{a,\n  title = {T},\n}\n', 'year'), '@book{a,\n  title = {T},\n  year = {},\n}\n');
    assert.equal(filled('@book{a,\n  title = {T}\n}\n', 'year'), '@book{a,\n  title = {T},\n  year = {}\n}\n');
    assert.equal(filled('@book{a,\n\ttitle="T"}', 'year'), '@book{a,\n\ttitle="T",\n\tyear=""\n}');
    assert.equal(filled('@book{a, title = {T}}', 'author', 'year'), '@book{a, title = {T}, author = {}, year = {}}');
    assert.equal(filled('@book{a,\n  title = {T},\n', 'year'), undefined);
  });
  it('keep an entry one that can be read', () => {
    for (const text of ['@book{a}', '@book{a,}', '@book(a, title = {T})', '@book{a,\n}']) {
      const after = filled(text, 'year');
      assert.ok(after, text);
      const { entries, problems } = readAny(after, 'file:///a.bib');
      assert.deepEqual(
        [entries.length, problems.map(({ code }) => code), entries[0]?.source.fields?.at(-1)?.name],
        [1, [], 'year'],
        after,
      );
    }
  });
  it('delete an entry with its line and the empty one', () => {
    const [a, b, c] = ['@book{a,\n}\n', '@book{b,\n}\n', '@book{c,\n}\n'];
    const without = (text: string, key: string) => {
      const edit = deleteEntry(text, entryIn(text, key));
      return edit && edited(text, [edit]);
    };
    assert.equal(without(`${a}\n${b}\n${c}`, 'b'), `${a}\n${c}`);
    assert.equal(without(`${a}\n${b}\n${c}`, 'c'), `${a}\n${b}`);
    assert.equal(without(a + b, 'a'), b);
    assert.equal(without(a, 'a'), '');
  });
});

describe('mending an entry', () => {
  const mended = (text: string) => {
    const { problems } = readAny(text, 'file:///a.bib');
    const problem = problems.find(({ code }) => mendable.some((each) => each === code));
    assert.ok(problem, text);
    const edit = mendEntry(text, problem.code as Mendable, problem.span);
    return edit && edited(text, [edit]);
  };
  it('puts in the comma between two fields', () => {
    assert.equal(mended('@book{a,\n  title = {T}\n  year = 1999\n}\n'), '@book{a,\n  title = {T},\n  year = 1999\n}\n');
    assert.equal(mended('@book{a\n  title = {T}\n}\n'), '@book{a,\n  title = {T}\n}\n');
  });
  it('closes an entry before the next one', () => {
    assert.equal(
      mended('@book{a,\n  title = {T}\n\n@book{b,\n  title = {U}\n}\n'),
      '@book{a,\n  title = {T}\n}\n\n@book{b,\n  title = {U}\n}\n',
    );
    assert.equal(mended('@book(a, title = {T}'), '@book(a, title = {T})');
  });
});
