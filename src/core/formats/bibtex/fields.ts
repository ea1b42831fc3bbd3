import type { CslDate, CslName } from '../../entry/csl.ts';
import type { RawField } from './raw.ts';
import { fieldNamed } from './inherit.ts';
import { readDate } from './dates.ts';
import { readNames } from './names.ts';
import { outerColon, sentenceCase, withoutMarks } from './sentenceCase.ts';
import type { TextForm } from './texReader.ts';
import { texToText, textOfParagraphs } from './tex.ts';
import type { Macros } from './value.ts';
import { texOfValue } from './value.ts';

/** The fields of one entry, read as what they are: text, titles, names, dates, addresses. */
export class Fields {
  readonly #text: string;
  readonly #macros: Macros;
  readonly #fields: readonly RawField[];
  readonly form: TextForm;
  /** Whether titles are set in sentence case; see `sentenceCase`. */
  #sentences = false;

  constructor(text: string, macros: Macros, fields: readonly RawField[], form: 'plain' | 'rich') {
    this.#text = text;
    this.#macros = macros;
    this.#fields = fields;
    this.form = form;
  }

  setSentenceCase(on: boolean): void {
    this.#sentences = on;
  }

  has(name: string): boolean {
    return fieldNamed(this.#fields, name) !== undefined;
  }

  /** The TeX source of the field, or of the other one where the entry has not the first. */
  tex(name: string, other?: string): string | undefined {
    const first = fieldNamed(this.#fields, name);
    const field = first ?? (other === undefined ? undefined : fieldNamed(this.#fields, other));
    return field && texOfValue(this.#text, field.start, field.end, this.#macros);
  }

  text(name: string, other?: string): string | undefined {
    const tex = this.tex(name, other);
    return tex === undefined ? undefined : texToText(tex, this.form) || undefined;
  }

  /** A text of any TeX source, in the form of these fields. */
  textOf(tex: string): string {
    return texToText(tex, this.form);
  }

  /** A text that may have paragraphs; an empty line stands between them. */
  paragraphs(name: string): string | undefined {
    const tex = this.tex(name);
    return tex === undefined ? undefined : textOfParagraphs(tex, this.form) || undefined;
  }

  /** A title: as typed where views show it, in sentence case where CSL expects it. */
  title(name: string): string | undefined {
    const tex = this.tex(name);
    if (tex === undefined) return undefined;
    if (this.form === 'plain' || !this.#sentences) return texToText(tex, this.form) || undefined;
    return withoutMarks(sentenceCase(texToText(tex, 'title'))) || undefined;
  }

  /** A title up to its colon, if it has one outside quotes, braces and markup. */
  titleBeforeColon(name: string): string | undefined {
    const tex = this.tex(name);
    if (!tex?.includes(':')) return undefined;
    const marked = texToText(tex, 'title');
    const colon = outerColon(marked);
    if (colon <= 0) return undefined;
    const short = marked.slice(0, colon);
    return withoutMarks(this.#sentences ? sentenceCase(short) : short);
  }

  /** An address or identifier, which TeX does not typeset: only what people add for TeX's sake is taken off. */
  verbatim(name: string, other?: string): string | undefined {
    const written = this.tex(name, other)?.trim();
    if (!written) return undefined;
    if (!/[\\{\s]/.test(written)) return written;
    const bare = /^(?:\\url\s*)?\{(.*)\}$/s.exec(written)?.[1] ?? written;
    return bare.replace(/\{\\([%#&_~$])(?:\{\})?\}|\\([%#&_~$])(?:\{\})?|[\0-\x20]+/g, '$1$2') || undefined;
  }

  /** Keys with commas between them. */
  keys(name: string): readonly string[] {
    return keysIn(this.tex(name) ?? '');
  }

  names(name: string, usePrefix: boolean): readonly CslName[] | undefined {
    const tex = this.tex(name);
    if (tex === undefined) return undefined;
    const names = readNames(tex, this.form === 'plain', usePrefix);
    return names.length ? names : undefined;
  }

  /** The date of `date`, or of `year`, `month` and `day`, with the same beginning of the names. */
  date(prefix: '' | 'url' | 'orig' | 'event'): CslDate | undefined {
    const year = this.text(`${prefix}year`);
    // A tilde is a mark of doubt in a date, and between a macro and a number no more than a blank.
    const date = this.tex(`${prefix}date`)?.trim();
    const month = year === undefined ? undefined : this.tex(`${prefix}month`)?.replaceAll('~', ' ').trim();
    const day = month === undefined ? undefined : this.text(`${prefix}day`);
    return readDate(date || undefined, year, month, day, this.form === 'plain');
  }
}

/** The keys of a list such as `xdata` or `ids`, as TeX source without delimiters. */
export function keysIn(tex: string): readonly string[] {
  const keys = tex.split(',').map((key) => key.trim());
  return keys.filter(Boolean);
}
