// Makes the PDF files of test/fixtures/workspace/files/papers: `node test/support/pdf/make.mjs`.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { boxOf, documentOf, fontOf, markup, namedFontOf, uprightBoxOf } from './pages.mjs';
import { pdf } from './write.mjs';

const folder = path.resolve(import.meta.dirname, '../../fixtures/workspace/files/papers');
const line = (x, y, text, more = {}) => ({ x, y, size: 10, text, ...more });
const yellow = [1, 0.82, 0];
const green = [0.2, 0.8, 0.2];
const author = 'Ada Reader';
const date = "20240305101500+01'00'";

/** Every kind of annotation, on pages with labels; the first page has two columns. */
function marks() {
  const left = [
    'Selective state spaces keep',
    'what matters and forget the',
    'rest. The e\ufb03cient algo-',
    'rithm is hardware-aware.',
  ];
  const right = [
    'It scales linearly in the',
    'length of the sequence.',
    'Nothing else is needed.',
    'The last line is here.',
  ];
  const first = left.map((text, at) => line(50, 780 - 14 * at, text.replace('\ufb03', 'ffi')));
  const second = right.map((text, at) => line(320, 780 - 14 * at, text));
  const one = {
    lines: [...first, ...second],
    annotations: [
      markup('Highlight', [boxOf(second[0], 'scales linearly')], { color: green, author, date }),
      markup('Highlight', [boxOf(first[0], 'state spaces keep'), boxOf(first[1], 'what matters')], {
        color: yellow,
        author,
        date,
        contents: 'The main claim.\nIs it shown?',
        extra: '/NM (mark-1) ',
      }),
      markup('Highlight', [boxOf(first[2], 'efficient algo-'), boxOf(first[3], 'rithm')], {
        color: yellow,
        author,
        date,
      }),
      markup('Highlight', [boxOf(first[3], 'hardware-aware.'), boxOf(second[0], 'It')], {
        color: [0.4, 0.6, 1],
        author,
      }),
      markup('Text', [[560, 760, 578, 778]], {
        contents: 'Agreed.',
        author: 'Bo Second',
        extra: '/IRT {reply:1} /RT /R ',
      }),
      '<< /Type /Annot /Subtype /Popup /Rect [400 700 500 760] /Parent {reply:1} >>',
    ],
  };
  const body = [
    'We underline this, strike that out,',
    'and doubt the third with a squiggle.',
    'Ideas (with [brackets], *stars* and `ticks`) stay.',
  ].map((text, at) => line(50, 780 - 14 * at, text));
  const two = {
    lines: body,
    annotations: [
      markup('Underline', [boxOf(body[0], 'underline this')], { color: [1, 0, 0], author, date }),
      markup('StrikeOut', [boxOf(body[0], 'strike that out')], { color: [1, 0, 0], author, date }),
      markup('Squiggly', [boxOf(body[1], 'doubt the third')], { color: [0.6, 0.2, 0.8], author, date }),
      markup('Highlight', [boxOf(body[2], '(with [brackets], *stars* and `ticks`)')], { color: [1, 0.5, 0], author }),
      markup('Text', [[300, 700, 318, 718]], {
        contents: 'A note in the margin: caf\u00e9, \u00fcber, \u8ad6\u6587.',
        author,
        date,
      }),
      markup('FreeText', [[50, 600, 250, 640]], { contents: 'Typed on the page', extra: '/DA (/F 10 Tf 0 g) ' }),
      markup('Ink', [[50, 500, 150, 550]], { color: [0, 0, 1], extra: '/InkList [[50 500 150 550]] ' }),
      '<< /Type /Annot /Subtype /Link /Rect [50 400 150 420] /A << /S /URI /URI (https://example.org) >> >>',
    ],
  };
  const three = { lines: [line(50, 780, 'Nobody marked this page.')] };
  return documentOf([one, two, three], { labels: '[0 << /S /r /St 4 >> 1 << /S /D /St 1 >>]' });
}

/** Text that runs up the page, as on a page that is turned to be read. */
function turned() {
  const upright = [
    line(100, 100, 'A table that lies on its side', { up: true }),
    line(120, 100, 'has rows and columns.', { up: true }),
  ];
  return documentOf([
    {
      lines: upright,
      rotate: 90,
      annotations: [
        markup('Highlight', [uprightBoxOf(upright[0], 'lies on its side'), uprightBoxOf(upright[1], 'has rows')], {
          color: yellow,
        }),
      ],
    },
  ]);
}

/** Hebrew, drawn from left to right as PDF files have it, that is, in the order of the eye. */
function rightToLeft() {
  const letters = 'שלום עורקטגחד';
  const { font, shown } = fontOf(letters);
  const visual = [...'שלום עולם'].reverse().join('');
  const lines = [line(100, 700, visual, { shown: shown(visual.replaceAll('ם', 'ם')) })];
  return documentOf(
    [
      {
        lines,
        annotations: [markup('Highlight', [boxOf(lines[0], [...'שלום'].reverse().join(''))], { color: yellow })],
      },
    ],
    {
      font,
    },
  );
}

/** Chinese: no blanks between words. */
function chinese() {
  const text = '状态空间模型在长序列上很有效';
  const { font, shown } = fontOf([...new Set(text)].join(''));
  const lines = [line(100, 700, text, { shown: shown(text) })];
  return documentOf([{ lines, annotations: [markup('Highlight', [boxOf(lines[0], '长序列')], { color: green })] }], {
    font,
  });
}

const utf16 = (text) => Buffer.from(text, 'utf16le').swap16().toString('hex');
/** The few letters that are needed, in Shift JIS. */
const shiftJis = { 論: '985f', 文: '95b6', を: '82f0', 読: '93c7', む: '82de' };

/** Text in a font that is not in the file, by a character map that is not either. */
function named(text, part, map, ordering, codes) {
  const { font, shown } = namedFontOf(map, ordering, codes);
  const lines = [line(100, 700, text, { shown: shown(text) })];
  return documentOf([{ lines, annotations: [markup('Highlight', [boxOf(lines[0], part)], { color: green })] }], {
    font,
  });
}

function small() {
  const lines = [line(50, 780, 'A secret worth keeping.')];
  return documentOf([
    { lines, annotations: [markup('Highlight', [boxOf(lines[0], 'secret')], { color: yellow, contents: 'Told.' })] },
  ]);
}

const files = {
  'marks.pdf': pdf(marks()),
  'packed.pdf': pdf(marks(), { compressed: true }),
  'turned.pdf': pdf(turned()),
  'rightToLeft.pdf': pdf(rightToLeft()),
  'chinese.pdf': pdf(chinese()),
  'namedChinese.pdf': pdf(named('状态空间模型很有效', '空间模型', 'UniGB-UCS2-H', 'GB1', utf16)),
  'namedJapanese.pdf': pdf(
    named('論文を読む', '論文', '90ms-RKSJ-H', 'Japan1', (text) =>
      [...text].map((letter) => shiftJis[letter]).join(''),
    ),
  ),
  'openLocked.pdf': pdf(small(), { password: '' }),
  'locked.pdf': pdf(small(), { password: 'open sesame' }),
  // cut off in the middle of its table of places, which readers rebuild
  'cutOff.pdf': pdf(marks()).subarray(0, -20),
  'noPdf.pdf': Buffer.from('This is only called a PDF.\n'),
  'empty.pdf': Buffer.alloc(0),
};
for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(folder, name), bytes);
