import assert from 'node:assert/strict';
import { edited } from '../../src/core/text.ts';
import { relinked } from '../../src/core/sources/fileLinks.ts';
import { movedWithin } from '../../src/core/sources/paths.ts';

const moved = (text: string, document = '/w/text/a.md', from = '/w/notes/@old.md', to = '/w/notes/@new key.md') => {
  let result = text;
  for (const { start, end, text: written } of relinked(text, { from: document, to: document }, (path) =>
    path === from ? to : path,
  ).reverse())
    result = result.slice(0, start) + written + result.slice(end);
  return result;
};

describe('links to a file that is moved', () => {
  const cases: readonly (readonly [before: string, after: string])[] = [
    ['See [it](../notes/@old.md).', 'See [it](../notes/@new%20key.md).'],
    ['See [it](<../notes/@old.md#part> "title").', 'See [it](<../notes/@new key.md#part> "title").'],
    ['See [it](../notes/%40old.md#a).', 'See [it](../notes/%40new%20key.md#a).'],
    ['[1]: ../notes/@old.md\n', '[1]: ../notes/@new%20key.md\n'],
    ['![x](./../notes/@old.md)', '![x](./../notes/@new%20key.md)'],
    [
      'See [it](../notes/@older.md), [b](@old.md) and [c](https://x.org/notes/@old.md).',
      'See [it](../notes/@older.md), [b](@old.md) and [c](https://x.org/notes/@old.md).',
    ],
  ];
  for (const [before, after] of cases) it(before, () => assert.equal(moved(before), after));

  it('are told from the folder of their document', () => {
    assert.equal(
      moved('[x](@old.md)', '/w/notes/b.md', '/w/notes/@old.md', '/w/other/@new.md'),
      '[x](../other/@new.md)',
    );
  });

  it('follow a document that moves itself, and what moves with it', () => {
    const moves = new Map([
      ['/w/notes/a.md', '/w/read/x/a.md'],
      ['/w/notes/b.md', '/w/read/x/b b.md'],
    ]);
    const after = (text: string, from: string) => {
      const to = moves.get(from) ?? from;
      return edited(
        text,
        relinked(text, { from, to }, (path) => moves.get(path) ?? path),
      );
    };
    assert.equal(
      after('[p](../papers/a.pdf) [b](b.md#h) [t](/top.md) [w](https://x.org) [s](#part) [me](a.md)', '/w/notes/a.md'),
      '[p](../../papers/a.pdf) [b](b%20b.md#h) [t](/top.md) [w](https://x.org) [s](#part) [me](a.md)',
    );
    assert.equal(
      after('[b](notes/b) [c](notes/c.md) ![i](i.png)', '/w/d.md'),
      '[b](read/x/b%20b) [c](notes/c.md) ![i](i.png)',
    );
  });

  describe('in a folder that is moved', () => {
    const moves = new Map([
      ['/w/lit', '/w/read/papers'],
      ['/w/lit/apart', '/w/apart'],
      ['/w/note.md', '/w/read/note.md'],
    ]);
    const moved = (path: string) => movedWithin(moves, path);
    const after = (text: string, from: string) => edited(text, relinked(text, { from, to: moved(from) }, moved));

    it('stay where all goes along, however they are written', () => {
      const text =
        '![f](figures/x.png) [o](overview.md) [p](a%20b.pdf#page=2) [g](../lit/../lit/x) [d](figures/) [h](.) [s](./x//y.md)';
      assert.equal(after(text, '/w/lit/a.md'), text.replace('../lit/../lit/x', 'x'));
      assert.equal(
        after('[d](figures/) [u](..) [s](./x//y.md)', '/w/lit/deep/a.md'),
        '[d](figures/) [u](..) [s](./x//y.md)',
      );
    });

    it('lead to what stays, and to what goes elsewhere', () => {
      assert.equal(
        after('![l](../logo.png) [x](apart/x.pdf) [n](../note.md) [m](../literature/m.md)', '/w/lit/a.md'),
        '![l](../../logo.png) [x](../../apart/x.pdf) [n](../note.md) [m](../../literature/m.md)',
      );
    });

    it('follow from outside, whatever they lead to', () => {
      assert.equal(
        after('[a](lit/a) ![f](lit/figures/x.png) [d](lit) [m](literature/m.md)', '/w/b.md'),
        '[a](read/papers/a) ![f](read/papers/figures/x.png) [d](read/papers) [m](literature/m.md)',
      );
    });
  });
});
