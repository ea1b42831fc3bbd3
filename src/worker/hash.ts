/**
 * A hash of 53 bits of a text, to notice a change: two multiplicative hashes side by side (in the
 * manner of "cyrb53"). Not for secrets.
 */
export function hashOf(text: string): string {
  return run(hashSteps(text));
}

/** `hashOf` for bytes, each taken as a character. */
export function hashOfBytes(bytes: Uint8Array): string {
  return run(stepsOver({ length: bytes.length, charCodeAt: (at) => bytes[at] ?? 0 }));
}

/** `hashOf` in steps of about a millisecond. */
export function hashSteps(text: string): Generator<void, string> {
  return stepsOver(text);
}

function run(steps: Generator<void, string>): string {
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

function* stepsOver(text: Pick<string, 'length' | 'charCodeAt'>): Generator<void, string> {
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
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return `${(two >>> 0).toString(16)}${(one >>> 0).toString(16).padStart(8, '0')}-${text.length.toString(36)}`;
}

const stepLength = 500_000;
