import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { ownedBlocks } from '../../src/core/notes/edit/blocks.ts';
import {
  baselineOfMarks,
  baselinePath,
  readBaseline,
  tellsOfUpdate,
  writeBaseline,
} from '../../src/core/notes/update/baseline.ts';
import { conflictText, decided, hasMarks, markedConflicts } from '../../src/core/notes/update/conflicts.ts';
import { mergedList } from '../../src/core/notes/update/lines.ts';
import type { NoteMerge } from '../../src/core/notes/update/mergeNote.ts';
import { mergeNote } from '../../src/core/notes/update/mergeNote.ts';
import type { Side } from '../../src/core/notes/update/mergeParts.ts';
import { ownedParts } from '../../src/core/notes/update/parts.ts';
import type { OwnedParts } from '../../src/core/notes/update/parts.ts';
import { readFrontMatter } from '../../src/core/formats/frontMatter.ts';
import { edited } from '../../src/core/text.ts';
import { anyText } from '../support/anyText.ts';

function parts(rendered: string): OwnedParts {
  const found = ownedParts(rendered);
  assert.ok(!('refused' in found), JSON.stringify(found));
  return found;
}

type Base = NoteMerge['base'];
const baseOf = (rendered: string): Base => {
  const { fields, blocks } = parts(rendered);
  return {
    fields: new Map([...fields].map(([name, { value }]) => [name, value])),
    blocks: new Map([...blocks].map(([name, { content }]) => [name, content])),
  };
};

function merge(text: string, base: Base | undefined, rendered: string, side: Side = 'mine') {
  const result = mergeNote({ text, base, wanted: parts(rendered) }, side);
  assert.ok(!('refused' in result), JSON.stringify(result));
  return { ...result, text: edited(text, result.edits) };
}

const rendered = (title: string, tags: string, abstract: string, more = '') =>
  `---\ncitekey: gu2023\ntitle: ${title}\ntags: ${tags}\n${more}---\n\n# Head\n\n<!-- literature:abstract -->\n${abstract}\n<!-- /literature:abstract -->\n\n## Notes\n`;
const first = rendered('Mamba', '[a, b]', 'One\n\nTwo\n\nThree');
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe('the update of a note', () => {
  it('writes what the library changed, and leaves every other byte', () => {
    const mine = `\uFEFF${first.replace('citekey', '# mine\nstatus: "read" # yes\ncitekey')}My words.\n`.replaceAll(
      '\n',
      '\r\n',
    );
    const { text, changed, conflicts, base } = merge(
      mine,
      baseOf(first),
      rendered('"Mamba: X"', '[a, c]', 'One\n\n2\n\nThree'),
    );
    assert.deepEqual([names(changed), conflicts], [['title', 'tags', 'abstract'], []]);
    const wanted = mine.replace('title: Mamba', 'title: "Mamba: X"').replace('[a, b]', '[a, c]').replace('Two', '2');
    assert.equal(text, wanted);
    const again = merge(text, base, rendered('"Mamba: X"', '[a, c]', 'One\n\n2\n\nThree'));
    assert.deepEqual([again.edits, again.changed, again.conflicts], [[], [], []]);
  });

  it('leaves what the user changed and the library did not', () => {
    const mine = first.replace('Mamba', "'My Mamba'").replace('[a, b]', '[b, mine]').replace('Two', 'My two');
    assert.deepEqual(merge(mine, baseOf(first), first).edits, []);
    const { text, conflicts } = merge(
      mine,
      baseOf(first),
      rendered('Mamba', '[a, b, c]', 'One\n\nTwo\n\nThree\n\nFour'),
    );
    assert.deepEqual(conflicts, []);
    assert.equal(text, mine.replace('[b, mine]', '[b, c, mine]').replace('Three\n', 'Three\n\nFour\n'));
  });

  it('has a conflict where both changed the same, and takes the side that is asked for', () => {
    const mine = first.replace('Mamba', 'Mine').replace('Two', 'My two');
    const now = rendered('Theirs', '[a]', '1\n\nTheir two\n\nThree');
    const kept = merge(mine, baseOf(first), now);
    assert.deepEqual([names(kept.changed), names(kept.conflicts)], [['tags'], ['title', 'abstract']]);
    assert.equal(kept.text, mine.replace('[a, b]', '[a]').replace('One', '1'));
    const taken = merge(mine, baseOf(first), now, 'theirs');
    assert.equal(taken.text, now);
    // until they are decided, conflicts come again
    assert.deepEqual(names(merge(kept.text, kept.base, now).conflicts), ['title', 'abstract']);
    assert.deepEqual(merge(kept.text, kept.decidedBase, now).conflicts, []);
    assert.deepEqual(merge(kept.text, kept.decidedBase, now).edits, []);
  });

  it('leaves a block above which a marker of its name stands, as it is', () => {
    const mine = first.replace('One', '<!-- literature:abstract -->\nOne');
    const { edits, changed, problems } = merge(mine, baseOf(first), rendered('Mamba', '[a, b]', 'New'));
    assert.deepEqual([edits, changed], [[], []]);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['blockUnclosed'],
    );
  });

  it('does not bring back what the user took out, and takes out what the library no longer has', () => {
    const mine = first.replace('title: Mamba\n', '').replace(/<!-- lit[^]*abstract -->\n\n/, '');
    assert.deepEqual(merge(mine, baseOf(first), rendered('X', '[a, b]', 'New')).edits, []);
    const gone = '---\ncitekey: gu2023\ntags: [a, b]\n---\n\n# Head\n\n## Notes\n';
    assert.equal(merge(first, baseOf(first), gone).text, gone);
    const edited2 = first.replace('Mamba', 'Mine').replace('Two', 'Mine');
    assert.deepEqual(merge(edited2, baseOf(first), gone).edits, []);
  });

  it('adds what is new in the template: fields at the end, blocks after the one before them', () => {
    const now = `${rendered('Mamba', '[a, b]', 'One\n\nTwo\n\nThree', 'year: 2023\nby: {x: y}\n').replace('## Notes', '<!-- literature:b x="y" -->\nB\n<!-- /literature:b -->\n\n<!-- literature:c -->\n<!-- /literature:c -->\n\n## Notes')}`;
    assert.equal(merge(first, baseOf(first), now).text, now);
    assert.equal(
      merge(
        first.replace('citekey', 'year: "1"\ncitekey'),
        baseOf(first),
        now.replace('citekey', 'year: 1\ncitekey').replace('year: 2023\n', ''),
      ).text.includes('year: "1"'),
      true,
    );
    const bare = baseOf('---\ncitekey: gu2023\n---\n');
    assert.match(
      merge('---\ncitekey: gu2023\n---\nText', bare, now).text,
      /^---\ncitekey: gu2023\ntitle: Mamba\ntags: \[a, b\]\nyear: 2023\nby: \{x: y\}\n---\nText\n\n<!-- literature:abstract -->\nOne\n\nTwo\n\nThree\n<!-- [^]*-->\n\n<!-- literature:b x="y" -->\nB\n<!-- [^]*c -->\n$/,
    );
  });

  it('asks about every difference where nothing is known of the note, and adds no block', () => {
    const mine = '---\ncitekey: gu2023\ntitle: Mine\n---\n\n## Abstract\n\nOne\n';
    const { text, conflicts, changed } = merge(mine, undefined, first);
    assert.deepEqual([names(changed), names(conflicts)], [['tags'], ['title']]);
    assert.equal(text, mine.replace('title: Mine\n', 'title: Mine\ntags: [a, b]\n'));
  });

  it('leaves a block alone whose markers do not fit, says so, and keeps what it was', () => {
    const mine = first.replace('<!-- /literature:abstract -->\n', '');
    const { text, problems, base } = merge(mine, baseOf(first), rendered('X', '[a, b]', 'New'));
    assert.equal(text, mine.replace('Mamba', 'X'));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['blockUnclosed'],
    );
    assert.equal(base.blocks.get('abstract'), 'One\n\nTwo\n\nThree');
    const twice = `${first}\n${first.slice(first.indexOf('<!--'))}`;
    assert.equal(merge(twice, baseOf(first), rendered('Mamba', '[a, b]', 'New')).text, twice);
  });

  it('is refused where the front matter cannot be changed, and where git left a conflict', () => {
    for (const [text, code] of [
      ['---\ncitekey: [\n---\n', 'frontMatterInvalid'],
      ['---js\nx\n---\n', 'frontMatterLanguage'],
      [`${first}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n`, 'noteConflicted'],
    ] as const) {
      const result = mergeNote({ text, base: baseOf(first), wanted: parts(rendered('X', '[]', '')) });
      assert.equal('refused' in result && result.refused.code, code);
    }
    assert.equal('refused' in ownedParts('---\ntitle: a: b\n---\n'), true);
  });

  it('merges lists by their items', () => {
    const of = (mine: string, base: string, theirs: string) => {
      const outcome = mergedList([...mine], [...base], [...theirs]);
      return 'conflict' in outcome ? 'conflict' : outcome.value.join('');
    };
    assert.equal(of('abx', 'ab', 'abc'), 'abcx');
    assert.equal(of('xab', 'ab', 'ba'), 'xab');
    assert.equal(of('ab', 'ab', 'ba'), 'ba');
    assert.equal(of('b', 'ab', 'abc'), 'bc');
    assert.equal(of('abx', 'ab', 'b'), 'bx');
    assert.equal(of('Xb', 'ab', 'Yb'), 'conflict');
    assert.equal(of('b', 'ab', 'Yb'), 'Yb'.split('').reverse().join(''));
    assert.equal(of('abc', 'ab', 'abc'), 'abc');
  });

  it('keeps a baseline that reads back, the same text for the same content, and takes a damaged one for none', () => {
    const baseline = { template: 'paper', date: '2026-01-02', selectedText: 'x\ny', ...baseOf(first) };
    const text = writeBaseline(baseline);
    assert.deepEqual(readBaseline(text), { ...baseline, fields: new Map([...baseline.fields].sort()) });
    assert.equal(writeBaseline(readBaseline(text)!), text);
    const withMarks = { ...readBaseline(text)!, marks: ['x1', 'x2'] };
    assert.deepEqual(readBaseline(writeBaseline({ ...withMarks, marks: ['x2', 'x1', 'x2'] })), withMarks);
    assert.deepEqual([withMarks, readBaseline(writeBaseline(baselineOfMarks(['x1']))), undefined].map(tellsOfUpdate), [
      true,
      false,
      false,
    ]);
    assert.match(text, /\n {4}"tags": \["a","b"\],\n {4}"title": "Mamba"\n/);
    for (const damage of [
      '',
      'null',
      '[]',
      '{}',
      text.slice(0, -4),
      `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> b\n`,
      text.replace('"version": 1', '"version": 2'),
    ])
      assert.equal(readBaseline(damage), undefined, damage);
    assert.equal(baselinePath('gu2023mamba'), '.literature/baseline/gu2023mamba.json');
    const paths = ['Gu2023', 'gu2023', 'GU2023', 'a/b', 'a:b', 'a_b', '..', 'con', 'x'.repeat(300)].map(baselinePath);
    assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, paths.length);
    assert.ok(paths.every((path) => /^\.literature\/baseline\/[^/:]{1,100}\.json$/.test(path)));
  });

  it('shows a conflict between marks, from which either side comes back', () => {
    const [mine, theirs] = ['a\r\nb\r\nc', 'a\r\nB\r\nc\r\nd'];
    const marked = conflictText(mine, theirs);
    assert.equal(marked, 'a\r\n<<<<<<< Note\r\nb\r\nc\r\n=======\r\nB\r\nc\r\nd\r\n>>>>>>> Library\r\n');
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', '', 'c')),
        fc.array(fc.constantFrom('a', 'b', '', 'c')),
        (one, other) => {
          const [left, right] = [one.map((line) => `${line}\n`).join(''), other.map((line) => `${line}\n`).join('')];
          const text = conflictText(left, right);
          assert.equal(decided(text, 'mine'), left);
          assert.equal(decided(text, 'theirs'), right);
          assert.equal(hasMarks(text), left !== right);
          assert.equal(markedConflicts(text).length > 0, left !== right);
        },
      ),
    );
  });

  it('never loses what was typed outside of the owned parts, in any order of updates and edits', () => {
    const word = fc.oneof(
      fc.constantFrom('Mamba', 'état', '模型', 'x: y', 'it is', "it's", '', '2023', '# no', '- a'),
      anyText(3),
    );
    const library = fc.record({
      title: word,
      tags: fc.array(fc.constantFrom('a', 'b', 'c', 'd, e', 'f'), { maxLength: 4 }),
      abstract: fc
        .array(fc.oneof(word, fc.constantFrom('```', '---', '<!-- literature:abstract -->')), { maxLength: 4 })
        .map((lines) => lines.join('\n')),
      doi: fc.option(fc.constantFrom('10.1/x', '10.2/y'), { nil: undefined }),
      extra: fc.boolean(),
    });
    const show = ({
      title,
      tags,
      abstract,
      doi,
      extra,
    }: {
      title: string;
      tags: readonly string[];
      abstract: string;
      doi: string | undefined;
      extra: boolean;
    }) =>
      `---\ncitekey: k\ntitle: ${JSON.stringify(title.replace(/[^\p{L}\p{N} :#'-]/gu, '_'))}\ntags: [${tags.map((tag) => JSON.stringify(tag)).join(', ')}]\n${doi ? `doi: "${doi}"\n` : ''}---\n\n# Head\n\n<!-- literature:abstract -->\n${abstract}\n<!-- /literature:abstract -->\n\n## Notes\n${extra ? '\n<!-- literature:extra -->\nmore\n<!-- /literature:extra -->\n' : ''}`;
    const step = fc.oneof(
      library.map((now) => ({ kind: 'update' as const, now })),
      fc.record({ kind: fc.constant('type' as const), at: fc.nat(), text: word }),
      fc.record({ kind: fc.constant('change' as const), at: fc.nat(), title: word }),
    );
    let updates = 0;
    let isChanged = 0;
    fc.assert(
      fc.property(
        library,
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom<Side>('mine', 'theirs'),
        (start, steps, eol, side) => {
          const template = (now: typeof start) => ownedParts(show(now));
          const begun = template(start);
          if ('refused' in begun) return;
          let text = show(start).replace(/\r\n?|\n/g, eol);
          let base: Base = {
            fields: new Map([...begun.fields].map(([name, { value }]) => [name, value])),
            blocks: new Map([...begun.blocks].map(([name, { content }]) => [name, content])),
          };
          const typed: string[] = [];
          let count = 0;
          for (const one of steps) {
            if (one.kind === 'type') {
              // a line of one's own, outside of front matter and blocks
              const places = outsideLines(text);
              const place = places[one.at % places.length] ?? text.length;
              const line = `user${count++} ${one.text.replace(/[\n\r\u2028\u2029\u0085]/g, ' ').replace(/[`~<]/g, '')}`;
              typed.push(line);
              text = `${text.slice(0, place)}${line}${eol}${text.slice(place)}`;
              continue;
            }
            if (one.kind === 'change') {
              text = text.replace(
                /^title: .*$/m,
                `title: ${JSON.stringify(one.title.replace(/[^\p{L} ]/gu, ''))} # by me${eol === '\r\n' ? '\r' : ''}`.replace(
                  /\r$/,
                  '',
                ),
              );
              continue;
            }
            const wanted = template(one.now);
            if ('refused' in wanted) continue;
            const before = outside(text);
            const result = mergeNote({ text, base, wanted }, side);
            if ('refused' in result) return;
            updates++;
            if (result.edits.length) isChanged++;
            text = edited(text, result.edits);
            assert.equal(outside(text), before, 'the rest stays');
            base = side === 'mine' ? result.base : result.decidedBase;
            const again = mergeNote({ text, base, wanted }, side);
            assert.ok(!('refused' in again) && !again.edits.length, 'once is enough');
          }
          let at = 0;
          const lines = text.split(/\r\n|\n|\r/);
          for (const line of [...typed].sort((a, b) => lines.indexOf(a) - lines.indexOf(b))) {
            at = lines.indexOf(line, at);
            assert.ok(at >= 0, JSON.stringify([line, text]));
            at++;
          }
          if (eol === '\r\n') assert.ok(!/[^\r]\n/.test(text));
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(isChanged > updates / 4, `${isChanged} of ${updates} changed something`);
  });
});

/** The body without owned blocks, line by line, without the blank lines that come and go with blocks. */
function outside(text: string): string {
  const { bodyStart } = readFrontMatter(text);
  let out = '';
  let at = bodyStart;
  for (const { span } of ownedBlocks(text).blocks) {
    out += text.slice(at, span.start);
    at = span.end;
  }
  return (out + text.slice(at))
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim())
    .join('\n');
}

/** Starts of lines in the body that are not in a block. */
function outsideLines(text: string): number[] {
  const { bodyStart } = readFrontMatter(text);
  const { blocks } = ownedBlocks(text);
  const starts = [...text.matchAll(/(?<=\n)(?=[^])|$/g)].map(({ index }) => index);
  return starts.filter(
    (at) => at >= bodyStart && at < text.length && !blocks.some(({ span }) => at > span.start && at <= span.end),
  );
}
