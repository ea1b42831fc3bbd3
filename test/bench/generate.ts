/**
 * Libraries to measure with: plausible `.bib` files of any size, the same for the same seed. They
 * have what real ones have: abstracts, macros, concatenation, parents, accents, particles, notes
 * between entries, and the mix of entry types that reference managers export.
 */

/** How a library is made. */
export interface LibraryShape {
  readonly entries: number;
  /** Abstracts of about 1.3 kB; without them an entry is about 400 bytes. */
  readonly abstracts?: boolean;
  readonly seed?: number;
}

/** A `.bib` file of `entries` entries; keys are unique. */
export function bibLibrary({ entries, abstracts = true, seed = 1 }: LibraryShape): string {
  const make = new Maker(seed);
  const parts = [head];
  for (let index = 0; index < entries; index++) parts.push(make.entry(index, abstracts));
  return parts.join('\n');
}

const head = `% Encoding: UTF-8
@preamble{ "\\newcommand{\\noop}[1]{}" }
@string{nips = "Advances in Neural Information Processing Systems"}
@string{icml = {International Conference on Machine Learning}}
@string{tpami = {{IEEE} Transactions on Pattern Analysis and Machine Intelligence}}
@string{pub = {Springer}}
`;

const beginnings = 'al be cor de ex fi gra hy in ju ka lo mo ne op pre qua re sub tra un va wi xe yo ze bi con'.split(
  ' ',
);
const middles = 'a ba ci do fe gu li ma no pi ra se ti vo ler men ter nal ric ton ber val'.split(' ');
const endings = 'tion ing ed al ous ic ment ly er est ity ance ive ism or y s le'.split(' ');
const common = (
  'the of and to in a is that for it as with on by this we are be from an which at or has model models data learning ' +
  'network networks training results method methods approach performance show propose using based large deep neural ' +
  'language image representation attention inference task tasks problem algorithm analysis framework efficient'
).split(' ');
const families = (
  'M{\\"u}ller Garc{\\\'\\i}a Smith Nguyen Wang Zhang Li Chen Kim Lee Patel Silva Rossi Novak Dubois Jansen Kowalski ' +
  "Erd{\\H{o}}s Ivanov Tanaka Sato Okafor Hassan Cohen Larsen Nielsen Fern{\\'a}ndez {\\O}stergaard Haddad Costa"
).split(' ');
const given = (
  'Ann Bob Carl Dora Eve Fay Gil Hal Ian Jon Kim Lea Max Nora Otto Pia Quinn Rosa Sam Tess Uma Vera Will Xia Yan Zoe ' +
  'Jos{\\\'e} Andr{\\\'e} Zo{\\"e} Bj{\\"o}rn'
).split(' ');
const venues = ['nips', 'icml', 'tpami', '{Journal of Machine Learning Research}', '{Nature}', '"Proc. " # icml'];

class Maker {
  #state: number;
  readonly #words: string[] = [];

  constructor(seed: number) {
    this.#state = seed;
    for (let index = 0; index < 20_000; index++) this.#words.push(this.#newWord());
  }

  entry(index: number, abstracts: boolean): string {
    const key = `${this.#pick(given)
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()}${1980 + (index % 46)}w${index}`;
    const kind = this.#below(100);
    const fields = [`  author = {${this.#authors()}}`, `  title = {${this.#title()}}`];
    if (kind < 45)
      fields.push(
        `  journal = ${this.#pick(venues)}`,
        `  volume = ${this.#below(60)}`,
        `  number = {${this.#below(12)}}`,
      );
    else if (kind < 85) fields.push(`  booktitle = ${this.#pick(venues)}`, '  publisher = pub # " Verlag"');
    else fields.push('  publisher = {Cambridge University Press}', '  edition = {2}');
    fields.push(
      kind % 3
        ? `  year = {${1980 + (index % 46)}}`
        : `  date = {${1980 + (index % 46)}-0${1 + (index % 9)}-1${index % 10}}`,
    );
    if (kind % 3) fields.push(`  month = ${this.#pick(['jan', 'feb', 'may', 'jun', 'sep', 'dec'])}`);
    const page = this.#below(900);
    fields.push(`  pages = {${page}--${page + 12}}`, `  doi = {10.1000/x_${index}}`);
    if (kind % 2) fields.push(`  url = {https://example.org/papers/${index}?a=b_c%20d}`);
    if (kind % 7 === 0)
      fields.push(
        `  eprint = {2${100 + (index % 800)}.0${1000 + (index % 8000)}}`,
        '  archivePrefix = {arXiv}',
        '  primaryClass = {cs.LG}',
      );
    if (kind % 10 === 3 && index > 50) fields.push(`  crossref = {book${index - (index % 50)}}`);
    fields.push(`  keywords = {${this.#word()}, ${this.#word()} ${this.#word()}, ${this.#pick(common)}}`);
    if (abstracts) fields.push(`  abstract = {${this.#abstract()}}`);
    fields.push(`  file = {:Papers/${key}.pdf:PDF}`);
    const type = kind < 45 ? 'article' : kind < 85 ? 'inproceedings' : 'book';
    const whole = `@${type}{${key},\n${fields.join(',\n')}\n}\n`;
    if (index % 50 === 0)
      return `@proceedings{book${index},\n  title = {${this.#title()}},\n  year = 2001,\n  editor = {${this.#authors()}}\n}\n\n${whole}`;
    return index % 97 === 0 ? `${whole}@comment{jabref-meta: grouping ${index};}\n` : whole;
  }

  #authors(): string {
    const count = 1 + this.#below(5);
    const list = Array.from({ length: count }, () => this.#author());
    if (this.#below(20) === 0) list.push('others');
    return list.join(' and ');
  }

  #author(): string {
    const family = this.#pick(families);
    const first = this.#pick(given);
    switch (this.#below(12)) {
      case 0:
        return `${first} ${this.#pick(given).charAt(0)}. ${family}`;
      case 1:
        return `van der ${family}, ${first}`;
      case 2:
        return `{The ${family} Group}`;
      default:
        return `${family}, ${first}`;
    }
  }

  #title(): string {
    const words = Array.from({ length: 5 + this.#below(8) }, () => {
      const word = this.#word();
      return this.#below(4) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    });
    if (this.#below(3) === 0) words[2] = `{${(words[2] ?? '').toUpperCase()}}`;
    if (this.#below(6) === 0) words[3] = `${words[3] ?? ''}:`;
    if (this.#below(12) === 0) words.push('with $O(n^2)$ \\emph{Cost}');
    return words.join(' ');
  }

  #abstract(): string {
    const sentences: string[] = [];
    for (let length = 0; length < 1280;) {
      const sentence = Array.from({ length: 9 + this.#below(14) }, () => this.#word()).join(' ');
      const tail =
        [' by 12\\%', " --- as ``shown''", ' (see $x_i$)', ' of na{\\"\\i}ve~use', ''][this.#below(30)] ?? '';
      sentences.push(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${tail}.`);
      length += sentence.length + tail.length;
    }
    return sentences.join(this.#below(4) ? ' ' : '\n    ');
  }

  /** Half of all words are common ones; the others fall off as 1/rank does. */
  #word(): string {
    if (this.#below(2)) return this.#pick(common);
    const rank = Math.floor(Math.exp(Math.log(this.#words.length) * (this.#below(1_000_000) / 1_000_000)));
    return this.#words[rank] ?? 'word';
  }

  #newWord(): string {
    const length = this.#below(3);
    const middle = Array.from({ length }, () => this.#pick(middles)).join('');
    return this.#pick(beginnings) + middle + this.#pick(endings);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T;
  }

  /** A number from 0 up to, not including, `limit` (the "mulberry32" generator). */
  #below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) % limit) | 0;
  }
}
