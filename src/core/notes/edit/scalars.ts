import { loadYaml } from '../../formats/yaml/load.ts';
import { yamlQuoted, yamlScalar } from '../../formats/yamlText.ts';

/** What readers of YAML take for a number or a date when it is not quoted. */
const typed = /^[-+]?\.?\d[\d_.,:eE+-]*(?:[Tt ][\d:.Zz+-]+)?$/;
const truth = /^(?:true|false|yes|no|on|off|y|n)$/i;
/** Whole numbers and days, which stand without quotes everywhere. `2312.00750` as a number would lose its last digit. */
const countOrDay = /^(?:0|[1-9]\d{0,8}|\d{4}-\d\d-\d\d)$/;
const needsEscapes = /[\p{Cc}\p{Surrogate}\u2028\u2029\ufeff\ufffe\uffff]/u;

/** A value for a field that had none: numbers and days as people write them, the rest as text for every reader. */
export function freshScalar(value: string): string {
  return countOrDay.test(value) ? value : yamlScalar(value);
}

/**
 * The value in the manner of the one that stands there, `old`, without anchor and tag: in its quotes, or without
 * any where it can be read the same way. Nothing for blocks of text, which `textBlockLike` writes.
 */
export function scalarLike(old: string, value: string): string | undefined {
  if (/^[|>]/.test(old)) return undefined;
  if (!old) return freshScalar(value);
  if (old.startsWith('"')) return yamlQuoted(value);
  if (old.startsWith("'")) return needsEscapes.test(value) ? yamlQuoted(value) : `'${value.replaceAll("'", "''")}'`;
  return isPlainHere(old, value) ? value : yamlScalar(value);
}

function isPlainHere(old: string, value: string): boolean {
  if (typed.test(old) && typed.test(value)) return true;
  if (truth.test(old) && truth.test(value)) return true;
  if (!/^\p{L}/u.test(value) || truth.test(value) || /^null$/i.test(value) || needsEscapes.test(value)) return false;
  const { value: read, fault } = loadYaml(`a: ${value}`);
  return !fault && (read as { readonly a?: unknown } | undefined)?.a === value;
}

/** The same for a block of text, `|` or `>` and the lines below it; its field is indented by `indent`. */
export function textBlockLike(old: string, value: string, indent: number, lineEnd: string): string | undefined {
  const [, mark = '', digit = '', after = ''] = /^([|>])[-+]?(\d?)[-+]?([^\n\r]*)/.exec(old) ?? [];
  if (!mark) return undefined;
  const first = /[\n\r]([ \t]*)[^\s]/.exec(old)?.[1];
  const blanks = digit ? ' '.repeat(indent + Number(digit)) : (first ?? ' '.repeat(indent + 2));
  const trailing = /\n*$/.exec(value)?.[0].length ?? 0;
  const chomping = trailing === 0 ? '-' : trailing === 1 ? '' : '+';
  const lines = value.slice(0, value.length - Math.min(trailing, 1)).split('\n');
  const body = lines.map((line) => (line ? blanks + line : ''));
  const written = mark === '|' ? body : body.flatMap((line, at) => (at ? ['', line] : [line]));
  return [`${mark}${digit}${chomping}${after}`, ...written].join(lineEnd);
}
