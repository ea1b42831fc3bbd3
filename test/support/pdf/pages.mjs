// Pages with lines of text and annotations on them, whose marks lie exactly over the words they are meant for.
import { string } from './write.mjs';

/** Widths of Courier: every letter is 0.6 of the size, so that places are known without a table. */
const width = 0.6;

/** Where a part of a line stands: `[left, bottom, right, top]`, for a line written from left to right. */
export function boxOf({ x, y, size, text }, part) {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`"${part}" is not in "${text}"`);
  const left = x + at * width * size;
  return [left, y - 0.25 * size, left + part.length * width * size, y + 0.8 * size];
}

/** The same for a line that runs upwards. */
export function uprightBoxOf({ x, y, size, text }, part) {
  const at = text.indexOf(part);
  const bottom = y + at * width * size;
  return [x - 0.8 * size, bottom, x + 0.25 * size, bottom + part.length * width * size];
}

const quad = ([left, bottom, right, top]) => [left, top, right, top, left, bottom, right, bottom];
const around = (boxes) => [0, 1, 2, 3].map((side) => Math[side < 2 ? 'min' : 'max'](...boxes.map((box) => box[side])));
const numbers = (list) => `[${list.map((number) => Number(number.toFixed(3))).join(' ')}]`;

/** A markup annotation over boxes. */
export function markup(type, boxes, { contents, author, color, date, extra = '' } = {}) {
  return (
    `<< /Type /Annot /Subtype /${type} /F 4 /Rect ${numbers(around(boxes))} ` +
    (/^(Highlight|Underline|StrikeOut|Squiggly)$/.test(type) ? `/QuadPoints ${numbers(boxes.flatMap(quad))} ` : '') +
    (color ? `/C ${numbers(color)} ` : '') +
    (contents ? `/Contents ${string(contents)} ` : '') +
    (author ? `/T ${string(author)} ` : '') +
    (date ? `/M (D:${date}) ` : '') +
    `${extra}>>`
  );
}

/**
 * The objects of a document, as `pdf` takes them.
 * @param {{ lines: object[], annotations?: string[], rotate?: number }[]} pages an annotation may say `{reply:N}` for the
 *   annotation of that place on its page
 * @param {{ labels?: string, font?: (next: number) => [string, ...(string | object)[]] }} options
 */
export function documentOf(pages, { labels, font } = {}) {
  const objects = [];
  const add = (object) => objects.push(object);
  add('');
  add('');
  const [fontDict, ...fontParts] = font
    ? font(4)
    : ['<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>'];
  add(fontDict);
  fontParts.forEach(add);
  const kids = [];
  for (const { lines, annotations = [], rotate } of pages) {
    const data = lines
      .map(({ x, y, size, text, up, shown }) => {
        const matrix = up ? `0 1 -1 0 ${x} ${y}` : `1 0 0 1 ${x} ${y}`;
        return `BT /F ${size} Tf ${matrix} Tm ${shown ?? string(text)} Tj ET`;
      })
      .join('\n');
    const content = add({ dict: '', data });
    const first = objects.length + 1;
    annotations.forEach((text) => add(text.replace(/\{reply:(\d+)\}/g, (_, at) => `${first + Number(at)} 0 R`)));
    const refs = annotations.map((_, at) => `${first + at} 0 R`).join(' ');
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F 3 0 R >> >> ` +
          `${rotate ? `/Rotate ${rotate} ` : ''}/Annots [${refs}] >>`,
      ),
    );
  }
  objects[0] = `<< /Type /Catalog /Pages 2 0 R ${labels ? `/PageLabels << /Nums ${labels} >> ` : ''}>>`;
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  return objects;
}

/** A font whose codes stand for other letters, as a `ToUnicode` map says (9.10.3); letters are half as wide as high. */
export function fontOf(letters) {
  const rows = [...letters].map((letter, at) => {
    const hex = Buffer.from(letter, 'utf16le').swap16().toString('hex');
    return `<${(at + 65).toString(16)}> <${hex}>`;
  });
  const data =
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /Own def\n' +
    `1 begincodespacerange <00> <ff> endcodespacerange\n${rows.length} beginbfchar\n${rows.join('\n')}\nendbfchar\n` +
    'endcmap CMapName currentdict /CMap defineresource pop end end';
  const shown = (text) => `<${[...text].map((letter) => (letters.indexOf(letter) + 65).toString(16)).join('')}>`;
  const font = (next) => [
    `<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 65 /LastChar ${64 + letters.length} ` +
      `/Widths [${[...letters].map(() => 600).join(' ')}] /ToUnicode ${next} 0 R >>`,
    { dict: '', data },
  ];
  return { font, shown };
}

/**
 * A font that names a character map of Adobe's and holds no letters, as programs for Chinese, Japanese and Korean texts
 * write it (9.7.4.2, 9.7.5.2); letters are 0.6 of the size wide.
 * @param {(text: string) => string} codes the codes of a text by that map, in hexadecimal
 */
export function namedFontOf(map, ordering, codes) {
  const base = '/BaseFont /Song';
  const font = (next) => [
    `<< /Type /Font /Subtype /Type0 ${base} /Encoding /${map} /DescendantFonts [${next} 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 ${base} /DW 600 /FontDescriptor ${next + 1} 0 R ` +
      `/CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> >>`,
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 ' +
      '/Descent -200 /CapHeight 700 /StemV 80 >>',
  ];
  return { font, shown: (text) => `<${codes(text)}>` };
}
