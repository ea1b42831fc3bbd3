/*
 * What pdf.js takes for granted and the oldest VS Code that is promised does not have: its Node is 20. pdf.js brings
 * everything newer than Node 22 itself.
 */

interface Resolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (reason?: unknown) => void;
}

function withResolvers<T>(): Resolvers<T> {
  let settle: Omit<Resolvers<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...(settle as Omit<Resolvers<T>, 'promise'>) };
}

type Addresses = (new (address: string, base?: string) => object) & { parse?: unknown };
const addresses = (globalThis as unknown as { readonly URL: Addresses }).URL;

function parse(address: string, base?: string): object | null {
  try {
    return new addresses(address, base);
  } catch {
    return null;
  }
}

function transferToFixedLength(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
  const moved = new Uint8Array(length);
  moved.set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
  return moved.buffer;
}

/** Only asked for where something is drawn, which never happens here, but made when pdf.js is loaded. */
class NoDrawing {}

const globals = globalThis as unknown as Record<string, unknown>;
globals['DOMMatrix'] ??= NoDrawing;
globals['Path2D'] ??= NoDrawing;
(Promise as unknown as Record<string, unknown>)['withResolvers'] ??= withResolvers;
addresses.parse ??= parse;
(ArrayBuffer.prototype as unknown as Record<string, unknown>)['transferToFixedLength'] ??= transferToFixedLength;
