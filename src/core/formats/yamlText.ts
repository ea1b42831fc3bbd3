import { wellFormed } from '../text.ts';

/** Writing YAML values that read back as what they were, whatever they contain. */

/** Letters and digits with harmless marks between them; everything else is quoted. */
const plain = /^[\p{L}][\p{L}\p{M}\p{N}_./()&+' -]*$/u;
/** Words that YAML 1.1 or 1.2 readers take for something other than text. */
const reserved = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
/**
 * What a double-quoted scalar must escape and JSON does not (YAML 1.2, 5.1 "Character Set"). U+0085,
 * U+2028 and U+2029 are printable, but end a line for readers of YAML 1.1.
 */
const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A scalar on one line: plain where every reader takes it as text, else double-quoted. */
export function yamlScalar(value: string): string {
  return isPlain(value) ? value : yamlQuoted(value);
}

/** Whether every reader takes the value for a text as it stands, also inside brackets. */
function isPlain(value: string): boolean {
  return plain.test(value) && !reserved.test(value) && !value.endsWith(' ');
}

/** A double-quoted scalar on one line. */
export function yamlQuoted(value: string): string {
  const escape = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(wellFormed(value)).replace(unprintable, escape);
}

/** A list on one line: `[Gu, "Dao, Tri"]`. Inside brackets a comma or bracket always means quotes. */
export function yamlList(values: readonly string[]): string {
  return `[${values.map(yamlScalar).join(', ')}]`;
}
