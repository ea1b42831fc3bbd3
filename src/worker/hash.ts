import { atOnce } from '../core/steps.ts';
import type { Steps } from '../core/steps.ts';

/**
 * A hash of 53 bits of a text, to notice a change: two multiplicative hashes side by side (in the
 * manner of "cyrb53"). Not for secrets.
 */
export function hashOf(text: string): string {
  return atOnce(hashSteps(text));
}

/** A hash of bytes, four at a time, which are quickest where they begin at a multiple of four. */
export function hashOfBytes(bytes: Uint8Array): string {
  return atOnce(byteHashSteps(bytes));
}

/** `hashOfBytes` in steps of about a millisecond. */
export function* byteHashSteps(bytes: Uint8Array): Steps<string> {
  const own = bytes.byteOffset % 4 ? new Uint8Array(bytes) : bytes;
  const words = new Uint32Array(own.buffer, own.byteOffset, own.length >>> 2);
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    one = Math.imul(one ^ word, 2654435761);
    // multiplying moves what differs up only, so that the upper half of a word is moved down for the other hash
    two = Math.imul(two ^ word ^ (word >>> 16), 1597334677);
    if (at % stepLength === stepLength - 1) yield;
  }
  for (let at = words.length * 4; at < own.length; at++) {
    one = Math.imul(one ^ (own[at] ?? 0), 2654435761);
    two = Math.imul(two ^ (own[at] ?? 0), 1597334677);
  }
  return written(one, two, own.length);
}

/** `hashOf` in steps of about a millisecond. */
export function* hashSteps(text: string): Steps<string> {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length;) {
    const end = Math.min(text.length, at + stepLength);
    for (; at < end; at++) {
      const unit = text.charCodeAt(at);
      one = Math.imul(one ^ unit, 2654435761);
      two = Math.imul(two ^ unit, 1597334677);
    }
    yield;
  }
  return written(one, two, text.length);
}

/** The two hashes mixed, and the length. */
function written(one: number, two: number, length: number): string {
  const first = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  const second = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return `${(second >>> 0).toString(16)}${(first >>> 0).toString(16).padStart(8, '0')}-${length.toString(36)}`;
}

const stepLength = 500_000;
