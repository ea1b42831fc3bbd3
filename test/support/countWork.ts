/* Counts what a reader does, so that a test can tell linear from quadratic without a clock. */

type Method = (this: never, ...args: never[]) => unknown;

/**
 * How much work it was, in characters looked at, searched or copied, and places of maps, sets and lists looked up or filled.
 * Meanwhile the methods that do such work count what they do; loops that call none of them are not seen.
 */
export function workOf(run: () => void): number {
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
  const length = (text: unknown) => (text as string).length;
  count(String.prototype, ['charCodeAt', 'charAt', 'codePointAt', 'slice', 'substring'], () => 1);
  count(String.prototype, ['startsWith', 'endsWith'], (_, [part]) => length(part));
  count(String.prototype, ['toLowerCase', 'toUpperCase', 'normalize', 'trim', 'repeat'], (self) => length(self));
  count(String.prototype, ['split', 'replace', 'replaceAll', 'includes'], (self, [what]) =>
    // what a regular expression searches, it counts itself
    typeof what === 'string' ? length(self) : 1,
  );
  count(String.prototype, ['indexOf'], (self, [, from], found) => {
    const start = Number(from ?? 0);
    // an engine looks at many characters at a time
    return ((Number(found) < 0 ? length(self) : Number(found)) - start) / 16 + 1;
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
  try {
    run();
  } finally {
    undo.reverse().forEach((each) => each());
  }
  return work;
}
