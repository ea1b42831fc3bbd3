import type { Span } from '../../text.ts';

/** A command with its arguments is not longer than this. */
const longestCommand = 5000;
const commandName = /\\[A-Za-z]*cite[A-Za-z]*\*?/gi;
const argument = /\s*(?:\[((?:[^[\]{}]|\{[^{}]*\})*)\]|\(((?:[^(){}]|\{[^{}]*\})*)\)|\{([^{}]*)\})/y;

/** One list of keys with the notes before it. */
interface Unit extends Span {
  readonly list: Span;
}

/**
 * What to take out of `\cite{a,b}` or `\cites[3]{a}[4]{b}` so that a key is gone: the key with a comma, its list with
 * the notes before it, or the whole command.
 */
export function removeFromLatex(text: string, key: Span): Span {
  const from = Math.max(0, key.start - longestCommand);
  const command = [...text.slice(from, key.start).matchAll(commandName)].at(-1);
  if (!command) return key;
  const start = from + command.index;
  const units = unitsAfter(text, start + command[0].length, /cites\*?$/i.test(command[0]));
  const unit = units.find(({ list }) => list.start <= key.start && key.end <= list.end);
  if (!unit) return key;
  return withoutKey(text, unit.list, key) ?? (units.length > 1 ? unit : { start, end: units.at(-1)?.end ?? key.end });
}

function unitsAfter(text: string, from: number, takesSeveral: boolean): Unit[] {
  const units: Unit[] = [];
  let start = from;
  for (argument.lastIndex = from; ;) {
    const hit = argument.exec(text);
    if (!hit) return units;
    const end = argument.lastIndex;
    if (hit[3] === undefined) continue;
    units.push({ start, end, list: { start: end - 1 - hit[3].length, end: end - 1 } });
    if (!takesSeveral) return units;
    start = end;
  }
}

/** The key with the comma behind it, or the last with the one before; nothing where it is alone. */
function withoutKey(text: string, list: Span, key: Span): Span | undefined {
  const after = /^\s*,\s*/.exec(text.slice(key.end, list.end))?.[0];
  if (after !== undefined) return { start: key.start, end: key.end + after.length };
  const before = /\s*,\s*$/.exec(text.slice(list.start, key.start))?.[0];
  return before === undefined ? undefined : { start: key.start - before.length, end: key.end };
}
