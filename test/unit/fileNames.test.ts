import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { numbered, safeName, safePath, sameName } from '../../src/core/notes/fileName.ts';
import { anyText, anyUnits } from '../support/anyText.ts';
import { assertInProportion } from '../support/countWork.ts';

const path = (rendered: string) => safePath(rendered, '.md');

describe('the file name of a note', () => {
  it('is what the template says, where every system takes it', () => {
    for (const [rendered, expected] of [
      ['notes/@gu2023mamba.md', 'notes/@gu2023mamba.md'],
      ['notes/@gu2023mamba', 'notes/@gu2023mamba.md'],
      ['notes\\2023\\Gu.MD', 'notes/2023/Gu.md'],
      ['Müller (2020) – “Why” & how', 'Müller (2020) – “Why” & how.md'],
      ['中文', '中文.md'],
      ['v1.2', 'v1.2.md'],
      ['.literature/notes/a', '.literature/notes/a.md'],
    ] as const) {
      assert.equal(path(rendered), expected);
    }
  });

  it('has a line in place of what Windows forbids, and of what ends a wiki link', () => {
    assert.equal(path('A: B? "C" <D> | E* #F ^G [H]'), 'A_ B_ _C_ _D_ _ E_ _F _G _H_.md');
    assert.equal(path('a\tb\nc\0d\x7fe\x85f\u2028g'), 'a_b_c_d_e_f_g.md');
    assert.equal(safeName('AC/DC\\x'), 'AC_DC_x');
  });

  it('has no dot or blank at its end, which Windows drops', () => {
    assert.equal(path('a./b /c. . '), 'a/b/c.md');
    assert.equal(path('  a  /  b  '), 'a/b.md');
    assert.equal(path('et al...'), 'et al.md');
    assert.equal(path('a\u00a0'), 'a.md');
  });

  it('is no device of Windows, whatever follows its name, nor git’s folder', () => {
    for (const name of [
      'CON',
      'con',
      'Prn',
      'AUX',
      'nul',
      'COM1',
      'lpt9',
      'COM¹',
      'NUL.txt',
      'nul.tar.gz',
      'con .a',
      'CONIN$',
      'com0',
    ]) {
      assert.equal(path(`notes/${name}`), `notes/_${name}.md`);
      assert.equal(path(`${name}/x`), `_${name}/x.md`);
    }
    assert.equal(path('.git/hooks/x'), '_.git/hooks/x.md');
    assert.equal(path('.GIT. /x'), '_.GIT/x.md');
    assert.equal(path('.g\u200cit/x'), '_.g\u200cit/x.md');
    assert.equal(path('GIT~1/x'), '_GIT~1/x.md');
    for (const name of ['console', 'com10', 'lpt', 'nul2', 'a.con', '.github', 'x.git'])
      assert.equal(path(name), `${name}.md`);
  });

  it('says what it seems to say', () => {
    assert.equal(path('paper\u202edm.exe'), 'paper_dm.exe.md');
    assert.equal(path('سلام 中文 👩‍👩‍👧 می\u200cخواهم'), 'سلام 中文 👩‍👩‍👧 می\u200cخواهم.md');
  });

  it('is the same as another where some system takes both for one', () => {
    for (const [a, b] of [
      ['@Gu2023.md', '@gu2023.md'],
      ['M\u00fcller', 'MU\u0308LLER'],
      ['\u212bngstrom', '\u00e5ngstrom'],
      ['Straße', 'STRASSE'],
      ['\ufb01nal', 'FINAL'],
      ['a\u200db', 'ab'],
      ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ] as const)
      assert.equal(sameName(a), sameName(b), a);
    for (const [a, b] of [
      ['gu2023', 'gu2024'],
      ['a b', 'ab'],
      ['Muller', 'Müller'],
    ] as const)
      assert.notEqual(sameName(a), sameName(b));
    assert.deepEqual(
      [numbered('@a.md', 1), numbered('@a.md', 2), numbered('a.md.md', 3)],
      ['@a.md', '@a 2.md', 'a.md 3.md'],
    );
    fc.assert(fc.property(anyText(4), (text) => sameName(sameName(text)) === sameName(text)));
  });

  it('leads nowhere else', () => {
    for (const rendered of ['../../x', '/x', './x', '//x', 'a/../../x', '..\\..\\x', '. ./x', '.../x', '\\\\host\\x']) {
      assert.ok(['x.md', 'a/x.md', 'host/x.md'].includes(path(rendered)), rendered);
    }
    assert.equal(path('C:\\Users\\x'), 'C_/Users/x.md');
  });

  it('is never empty', () => {
    for (const rendered of ['', ' ', '.', '..', '.md', ' .md', '/', '...'])
      assert.equal(path(rendered), '_.md', rendered);
    for (const rendered of ['notes/', 'notes/.md', 'notes/..', 'notes/ .md'])
      assert.equal(path(rendered), 'notes/_.md', rendered);
  });

  it('is the same however its letters are composed, and holds whole characters', () => {
    assert.equal(path('Mu\u0308ller'), path('M\u00fcller'));
    assert.equal(path('\u212bngstrom'), path('\u00c5ngstrom'));
    assert.equal(path('a\ud800b'), 'a_b.md');
    assert.equal(path('😀'.repeat(100)), `${'😀'.repeat(30)}.md`);
  });

  it('of any length is work in proportion', () => {
    for (const part of ['a', '.', ' ', '/', 'é', '. ', 'con'])
      assertInProportion((size) => path(part.repeat(size / part.length)), 150_000, part);
  });

  it('is safe, short enough and stable for any text', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '..',
      '.',
      ' ',
      'con',
      'NUL.',
      '.git',
      'a',
      'é',
      '\u0301',
      '\u3000',
      '.md',
      '.MD',
      '$',
      '1',
      '😀',
    );
    const texts = fc.oneof(
      fc.array(fc.oneof(pieces, anyUnits(2)), { maxLength: 12 }).map((parts) => parts.join('')),
      anyText(6),
      fc
        .tuple(fc.integer({ min: 100, max: 130 }), pieces, pieces)
        .map(([count, a, b]) => 'x'.repeat(count) + a + b + 'é.x'),
      fc.tuple(pieces, fc.integer({ min: 30, max: 130 })).map(([a, count]) => `con.${a.repeat(count)}`),
    );
    fc.assert(
      fc.property(texts, (rendered) => {
        const safe = path(rendered);
        assert.equal(path(safe), safe);
        assert.equal(safe.normalize('NFC'), safe);
        assert.ok(safe.endsWith('.md'));
        for (const name of safe.split('/')) {
          assert.ok(!/[\\:*?"<>|#^[\]\x00-\x1f\x7f]|\p{Surrogate}/u.test(name), name);
          assert.ok(!/^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?: *\.| *$)/i.test(name), name);
          assert.ok(!/^\.*$|^\.git$/i.test(name) && !/[. ]$/.test(name) && name === name.trim(), name);
          assert.ok(new TextEncoder().encode(name).length <= 143, name);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
