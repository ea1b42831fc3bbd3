import assert from 'node:assert/strict';
import { colorName, hexOf } from '../../src/core/annotations/colors.ts';
import type { PdfMark } from '../../src/core/annotations/marks.ts';
import { marksOf } from '../../src/core/annotations/marks.ts';
import type { PdfAnnotation, PdfPage, TextPiece } from '../../src/core/annotations/pdfPage.ts';
import { joined, textUnder } from '../../src/core/annotations/quadText.ts';
import { marksIn, marksWithoutNode, pdfFixture } from '../support/pdf/reader.ts';

const read = async (name: string): Promise<readonly PdfMark[]> => {
  const marks = await marksIn(await pdfFixture(name));
  if (typeof marks === 'string') assert.fail(`${name}: ${marks}`);
  return marks;
};

describe('marks of a PDF', () => {
  it('are all kinds of annotations, in the order in which two columns are read', async () => {
    const marks = await read('marks.pdf');
    assert.deepEqual(
      marks.map(({ type, pageLabel, page, text, comment, colorName }) => [
        type,
        pageLabel,
        page,
        text || comment,
        colorName,
      ]),
      [
        ['highlight', 'iv', 1, 'state spaces keep what matters', 'yellow'],
        ['highlight', 'iv', 1, 'efficient algorithm', 'yellow'],
        ['highlight', 'iv', 1, 'hardware-aware. It', 'blue'],
        ['highlight', 'iv', 1, 'scales linearly', 'green'],
        ['underline', '1', 2, 'underline this', 'red'],
        ['strikeout', '1', 2, 'strike that out', 'red'],
        ['squiggly', '1', 2, 'doubt the third', 'purple'],
        ['highlight', '1', 2, '(with [brackets], *stars* and `ticks`)', 'orange'],
        ['note', '1', 2, 'A note in the margin: café, über, 論文.', ''],
        ['text', '1', 2, 'Typed on the page', ''],
        ['ink', '1', 2, '', 'blue'],
      ],
    );
    const [first] = marks;
    assert.deepEqual(
      { ...first, id: '' },
      {
        id: '',
        type: 'highlight',
        page: 1,
        pageLabel: 'iv',
        text: 'state spaces keep what matters',
        comment: 'The main claim.\nIs it shown?',
        color: '#ffd100',
        colorName: 'yellow',
        author: 'Ada Reader',
        date: '2024-03-05',
        replies: [{ author: 'Bo Second', text: 'Agreed.' }],
      },
    );
    assert.equal(new Set(marks.map(({ id }) => id)).size, marks.length);
  });

  it('are the same, ids too, where the file is compressed or its end is cut off', async () => {
    const marks = await read('marks.pdf');
    assert.deepEqual(await read('packed.pdf'), marks);
    assert.deepEqual(await read('cutOff.pdf'), marks);
  });

  it('have their text where lines run up the page, from right to left, and without blanks', async () => {
    const texts = async (name: string) => (await read(name)).map(({ text }) => text);
    assert.deepEqual(await texts('turned.pdf'), ['lies on its side has rows']);
    assert.deepEqual(await texts('rightToLeft.pdf'), ['שלום']);
    assert.deepEqual(await texts('chinese.pdf'), ['长序列']);
  });

  it('have their text where the font and its character map are not in the file, also in a browser', async () => {
    for (const [name, text] of [
      ['namedChinese.pdf', '空间模型'],
      ['namedJapanese.pdf', '論文'],
    ] as const) {
      assert.deepEqual(
        (await read(name)).map((each) => each.text),
        [text],
      );
      const marks = await marksWithoutNode(await pdfFixture(name));
      assert.equal(JSON.stringify(marks), JSON.stringify(await read(name)));
    }
  });

  it('are read from a file that is only locked against changes, and not from one with a password', async () => {
    assert.deepEqual(
      (await read('openLocked.pdf')).map(({ text, comment }) => [text, comment]),
      [['secret', 'Told.']],
    );
    assert.equal(await marksIn(await pdfFixture('locked.pdf')), 'locked');
  });

  it('are read in a browser as they are in Node', async () => {
    const marks = JSON.stringify(await marksWithoutNode(await pdfFixture('marks.pdf')));
    assert.equal(marks, JSON.stringify(await read('marks.pdf')));
    assert.equal(await marksWithoutNode(await pdfFixture('locked.pdf')), 'locked');
  });

  it('are none where the file is no PDF', async () => {
    assert.equal(await marksIn(await pdfFixture('noPdf.pdf')), 'noPdf');
    assert.equal(await marksIn(await pdfFixture('empty.pdf')), 'noPdf');
    assert.equal(await marksIn(new Uint8Array(5000).fill(37)), 'noPdf');
  });
});

describe('text under a mark', () => {
  const piece = (text: string, x: number, y: number, more: Partial<TextPiece> = {}): TextPiece => ({
    text,
    isRightToLeft: false,
    width: 6 * [...text].length,
    height: 10,
    x,
    y,
    along: [1, 0],
    endsLine: true,
    ...more,
  });
  const under = (quads: PdfAnnotation['quads'], pieces: readonly TextPiece[], overlaid?: string) =>
    textUnder(
      {
        id: '1',
        subtype: 'Highlight',
        rect: [0, 0, 1, 1],
        quads,
        contents: '',
        author: '',
        ...(overlaid === undefined ? {} : { overlaid }),
      },
      pieces,
    );

  it('takes words whose greater part is under it', () => {
    const line = piece('selective state spaces', 0, 100);
    assert.equal(under([[58, 98, 88, 108]], [line]), 'state');
    assert.equal(under([[50, 98, 140, 108]], [line]), 'state spaces');
    assert.equal(under([[0, 60, 140, 70]], [line]), '');
  });

  it('believes the letters that were found, and knows the blanks that a footer between columns hides', () => {
    const pieces = [piece('end of one', 0, 100), piece('12', 0, 10), piece('start of two', 300, 700)];
    const quads: PdfAnnotation['quads'] = [
      [0, 98, 60, 108],
      [300, 698, 372, 708],
    ];
    assert.equal(under(quads, pieces, 'end of onestart of two'), 'end of one start of two');
    assert.equal(under([[0, 98, 20, 108]], pieces, 'en'), 'en');
  });

  it('joins what the end of a line divides', () => {
    const cases = [
      ['hyper-\nparameter', 'hyperparameter'],
      ['state\u00ad\nspace soft\u00adhyphen', 'statespace softhyphen'],
      ['Selective-\nSSM', 'Selective-SSM'],
      ['1990-\n2000', '1990-2000'],
      ['two\nlines', 'two lines'],
      ['e\ufb03cient \ufb01le', 'efficient file'],
      ['状态\n空间', '状态空间'],
      [' much  \t space ', 'much space'],
      ['', ''],
    ];
    for (const [lines = '', expected] of cases) assert.equal(joined(lines), expected);
  });
});

describe('order and identity of marks', () => {
  const note = (id: string, rect: PdfAnnotation['rect'], more: Partial<PdfAnnotation> = {}): PdfAnnotation => ({
    id,
    subtype: 'Text',
    rect,
    quads: [],
    contents: id,
    author: '',
    ...more,
  });
  const page = (annotations: readonly PdfAnnotation[]): PdfPage => ({ index: 0, annotations, text: [] });
  const comments = (...annotations: PdfAnnotation[]) => marksOf([page(annotations)]).map(({ comment }) => comment);

  it('goes down a page without text', () => {
    assert.deepEqual(
      comments(note('low', [0, 10, 10, 20]), note('right', [50, 90, 60, 100]), note('left', [0, 92, 10, 99])),
      ['left', 'right', 'low'],
    );
  });

  it('tells two marks at one place apart, and one mark again whatever was said of it', () => {
    const twice = marksOf([page([note('a', [0, 0, 9, 9]), note('b', [0, 0, 9, 9])])]);
    assert.equal(new Set(twice.map(({ id }) => id)).size, 2);
    const [before] = marksOf([page([note('a', [0.2, 0, 9, 9])])]);
    const [after] = marksOf([page([note('other', [0, 0.3, 9, 9], { color: [255, 0, 0], author: 'B' })])]);
    assert.equal(before?.id, after?.id);
  });

  it('puts answers to answers behind what they answer, and survives answers in a circle', () => {
    const answers = [
      note('first', [0, 0, 9, 9]),
      note('second', [0, 0, 9, 9], { replyTo: 'first' }),
      note('third', [0, 0, 9, 9], { replyTo: 'second' }),
      note('x', [0, 0, 9, 9], { replyTo: 'y' }),
      note('y', [0, 0, 9, 9], { replyTo: 'x' }),
    ];
    const [mark, ...others] = marksOf([page(answers)]);
    assert.deepEqual(
      mark?.replies.map(({ text }) => text),
      ['second', 'third'],
    );
    assert.deepEqual(others, []);
  });

  it('leaves out what says nothing, links, and comments that repeat the text', () => {
    assert.deepEqual(comments(note('  ', [0, 0, 9, 9]), note('link', [0, 0, 9, 9], { subtype: 'Link' })), []);
  });
});

describe('colours', () => {
  it('have the names that readers give them', () => {
    const palette = {
      '#ffd400': 'yellow',
      '#ff6666': 'red',
      '#5fb236': 'green',
      '#2ea8e5': 'blue',
      '#a28ae5': 'purple',
      '#e56eee': 'magenta',
      '#f19837': 'orange',
      '#aaaaaa': 'gray',
      '#000000': 'black',
      '#ffff00': 'yellow',
      '#00ffff': 'cyan',
    };
    for (const [hex, name] of Object.entries(palette)) {
      const color = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
      assert.equal(colorName(color), name, hex);
      assert.equal(hexOf(color), hex);
    }
  });
});
