/* Counts what a reader does, so that a test can tell linear from quadratic without a clock. */

import assert from 'node:assert/strict';

type Method = (this: never, ...args: never[]) => unknown;

/**
 * How much work it was, in characters looked at, searched or copied, and places of maps, sets and lists looked up or filled.
 * Meanwhile the methods that do such work count what they do. Not seen are loops that call none of them,
 * and the steps back a regular expression takes: against those only a text so large that the test would not end helps.
 */
export function workOf(run: () => void): number {
  const stop = startCounting();
  let work = 0;
  try {
    run();
  } finally {
    work = stop();
  }
  return work;
}

/** The same of work that waits in between. What else runs meanwhile is counted too. */
export async function workOfJob(run: () => Promise<unknown>): Promise<number> {
  const stop = startCounting();
  let work = 0;
  try {
    await run();
  } finally {
    work = stop();
  }
  return work;
}

/** Fails unless twice the size is about twice the work at most. */
export function assertInProportion(run: (size: number) => void, size: number, name = ''): void {
  assertDoubled(
    workOf(() => run(size)),
    workOf(() => run(2 * size)),
    name,
  );
}

/** Fails unless the second, the work for twice as much, is about twice the first at most. */
export function assertDoubled(once: number, twice: number, name = ''): void {
  assert.ok(
    once > 0 && twice <= 2.5 * once,
    `${name || 'the work'}: ${once.toFixed()}, and of twice as much ${twice.toFixed()}`,
  );
}

/** Counts from now until what it returns is called, which says how much it was. */
function startCounting(): () => number {
  let work = 0;
  const undo: (() => void)[] = [];
  const count = <T extends object>(
    type: T,
    names: readonly (keyof T)[],
    costOf: (self: unknown, args: readonly unknown[], result: unknown, before: number) => number,
  ) => {
    for (const name of names) {
      const original = type[name] as Method;
      const counting = function (this: { readonly lastIndex?: number }, ...args: never[]): unknown {
        const before = this.lastIndex ?? 0;
        const result = original.apply(this as never, args);
        work += costOf(this, args, result, before);
        return result;
      };
      type[name] = counting as T[keyof T];
      undo.push(() => (type[name] = original as T[keyof T]));
    }
  };
  const length = (some: unknown) => (some as string | readonly unknown[]).length;
  count(String.prototype, ['charCodeAt', 'charAt', 'codePointAt', 'slice', 'substring'], () => 1);
  count(String.prototype, ['startsWith', 'endsWith'], (_, [part]) => length(part));
  count(
    String.prototype,
    ['toLowerCase', 'toUpperCase', 'normalize', 'trim', 'trimStart', 'trimEnd', 'repeat'],
    (self) => length(self),
  );
  count(String.prototype, ['split', 'replace', 'replaceAll', 'includes'], (self, [what]) =>
    // what a regular expression searches, it counts itself
    typeof what === 'string' ? length(self) : 1,
  );
  count(String.prototype, ['indexOf'], (self, [, from], found) => {
    const start = Number(from ?? 0);
    // an engine looks at many characters at a time
    return ((Number(found) < 0 ? length(self) : Number(found)) - start) / 16 + 1;
  });
  count(String.prototype, ['lastIndexOf'], (self, [, from], found) => {
    const start = Math.min(Number(from ?? Infinity), length(self));
    return (start - Math.max(Number(found), 0)) / 16 + 1;
  });
  count(RegExp.prototype, ['exec'], (self, [text], found, before) => {
    const { sticky, global } = self as RegExp;
    const hit = found as RegExpExecArray | null;
    const start = sticky || global ? before : 0;
    if (hit) return hit.index + hit[0].length - start + 1;
    return sticky ? 1 : length(text) - start + 1;
  });
  count(Map.prototype, ['get', 'has', 'set'], () => 1);
  count(Set.prototype, ['has', 'add'], () => 1);
  count(Array.prototype, ['push', 'pop', 'at'], (_, args) => 1 + args.length);
  count(Array.prototype, ['map', 'filter', 'flatMap', 'find', 'some', 'every', 'join', 'includes'], (self) =>
    length(self),
  );
  count(Array.prototype, ['splice', 'sort', 'forEach', 'reduce'], (self) => length(self));
  count(Array.prototype, ['slice', 'concat'], (_, __, result) => 1 + length(result));
  count(Array.prototype, ['indexOf', 'findIndex'], (self, _, found) =>
    Number(found) < 0 ? length(self) : Number(found) + 1,
  );
  // the steps of `for … of` and of three dots
  for (const some of ['', [], new Map(), new Set()])
    count(Object.getPrototypeOf(some[Symbol.iterator]()) as Iterator<unknown>, ['next'], () => 1);
  return () => {
    undo.reverse().forEach((each) => each());
    return work;
  };
}
