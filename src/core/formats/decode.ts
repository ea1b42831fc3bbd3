import { atOnce } from '../steps.ts';
import type { Steps } from '../steps.ts';

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
export function decodeText(bytes: Uint8Array): Decoded {
  return atOnce(decodeSteps(bytes));
}

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** `decodeText` in steps of some hundred kilobytes; only putting the pieces together is one for the whole text. */
export function* decodeSteps(bytes: Uint8Array): Steps<Decoded> {
  const encoding = encodingOf(bytes);
  if (encoding !== undefined) return { text: yield* decoded(bytes, encoding, false), encoding };
  try {
    return { text: yield* decoded(bytes, 'utf-8', true), encoding: 'utf-8' };
  } catch {
    return { text: yield* decoded(bytes, 'windows-1252', false), encoding: 'windows-1252' };
  }
}

/** Bytes decoded in one step. */
const step = 500_000;

function* decoded(bytes: Uint8Array, encoding: Encoding, fatal: boolean): Steps<string> {
  const pieces: string[] = [];
  // a mark is one at the start of the text only
  let decoder = new TextDecoder(encoding, { fatal });
  for (let at = 0; at < bytes.length;) {
    const end = characterEnd(bytes, at + step, encoding);
    const piece = decoder.decode(bytes.subarray(at, end));
    pieces.push(encoding === 'windows-1252' ? piece.replace(/[\x80-\x9f]/g, windowsMark) : piece);
    if (!at) decoder = new TextDecoder(encoding, { fatal, ignoreBOM: true });
    at = end;
    yield;
  }
  return pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
}

/** A place near `at` where no character is cut in two. */
function characterEnd(bytes: Uint8Array, at: number, encoding: Encoding): number {
  if (at >= bytes.length || encoding === 'windows-1252') return Math.min(at, bytes.length);
  if (encoding === 'utf-8') {
    // the bytes of a character after its first one
    let start = at;
    while (start > at - 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
    return start;
  }
  const even = at & ~1;
  const upper = bytes[encoding === 'utf-16be' ? even : even + 1] ?? 0;
  // the second half of a pair stays with the first
  return (upper & 0xfc) === 0xdc ? even + 2 : even;
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
