/** How the bytes of a file were read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A part of the platform's decoder, which Node and browsers share; the core's types know neither. */
interface Decoder {
  decode(bytes: Uint8Array): string;
}
declare const TextDecoder: new (
  encoding: Encoding,
  options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
) => Decoder;

/** Where a file without a mark shows its encoding, it does so early. */
const sample = 2000;

/**
 * The text of a file in whatever encoding it is: UTF-8 or UTF-16 by its byte order mark, UTF-16 also by the null bytes
 * that Latin letters have in it, UTF-8 if it is valid, and else Windows-1252, the superset of Latin-1 that browsers
 * read for it (WHATWG Encoding Standard, 4.2). The mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const encoding = encodingOf(bytes);
  if (encoding !== undefined) return { text: new TextDecoder(encoding).decode(bytes), encoding };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { text: text.replace(/[\x80-\x9f]/g, windowsMark), encoding: 'windows-1252' };
  }
}

/** What Windows-1252 has in place of Latin-1's control characters from 0x80; Node 20 leaves those as they are. */
const windowsMarks = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windowsMark(control: string): string {
  return windowsMarks.charAt(control.charCodeAt(0) - 0x80);
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return wideByNulls(bytes);
}

/** In UTF-16 every other byte of Latin text is null; a stray null byte in UTF-8 says nothing. */
function wideByNulls(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, sample) & ~1;
  if (length < 4) return undefined;
  let [even, odd] = [0, 0];
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  const half = length / 4;
  if (odd > half && even < half / 4) return 'utf-16le';
  return even > half && odd < half / 4 ? 'utf-16be' : undefined;
}
