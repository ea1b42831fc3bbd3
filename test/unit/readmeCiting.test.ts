// The README's tables of citing say what the code does; the editor suite `citeTable` tries every cell of the first.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { copyFormats } from '../../src/core/bibliography/copies.ts';
import { builtInStyles } from '../../src/core/citations/styles/builtIn.ts';
import { syntaxes } from '../../src/core/citations/syntax.ts';
import { actions, codeOf, tableRows, tried } from '../support/editor/citeTable.ts';

const readme = readFileSync('README.md', 'utf8');

describe('the README on citing', () => {
  it('has a row for every language that is tried, and a column for every action, with an example in each cell', () => {
    const table = readme.slice(readme.indexOf('## Citing, language by language'));
    const [head = [], , ...rows] = tableRows(table, 'Language');
    assert.deepEqual(head, ['Language', ...actions]);
    assert.deepEqual(
      rows.map(([language]) => language),
      tried.map(({ language }) => language),
    );
    for (const [language, ...cells] of rows) {
      assert.equal(cells.length, actions.length, language);
      for (const cell of cells) assert.notEqual(codeOf(cell), cell, `${language}: ${cell} is no example`);
    }
  });

  it('lists every built-in style with what it writes', () => {
    const table = readme.slice(readme.indexOf('Each style of *Cite in Another Style…* has a name'));
    const [, , ...rows] = tableRows(table, 'Language');
    const said = rows.map(([, cell = '']) =>
      cell.split('<br>').map((style) => {
        const [, name = '', template = ''] = /^`([^`]+)`: (.*)$/.exec(style) ?? [];
        return { name, template: codeOf(template) };
      }),
    );
    assert.deepEqual(
      said,
      syntaxes.map((syntax) => builtInStyles[syntax]),
    );
  });

  it('lists every format that papers are copied in', () => {
    const [, , ...rows] = tableRows(readme, '`as`');
    const said = rows.flatMap(([cell = '']) => cell.split(', ').map(codeOf));
    assert.deepEqual(said.sort(), [...copyFormats].sort());
  });
});
