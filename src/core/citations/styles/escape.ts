import type { Syntax } from '../syntax.ts';

const blank = '\u200B';
const latex: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Plain text as a language has it, so that no mark of it means anything: titles hold all of them. */
export function escapeText(text: string, syntax: Syntax): string {
  const line = text.replace(/\s+/g, ' ').trim();
  switch (syntax) {
    case 'markdown': // every ASCII mark may have a backslash before it (CommonMark, "Backslash escapes")
      return line.replace(/[\\`*_[\]<>$^~@|]|&(?=#?\w+;)/g, '\\$&');
    case 'latex':
      return line.replace(/[\\~^&%$#_{}]/g, (mark) => latex[mark] ?? `\\${mark}`);
    case 'typst': // `//` and `/*` begin comments
      return line.replace(/[\\#$*_`<>@[\]~]|\/(?=[/*])/g, '\\$&');
    case 'org': // there is no escape in a description; a blank of no width keeps brackets apart (Org manual, "Escape Character")
      return line.replace(/[[\]](?=[[\]])/g, `$&${blank}`).replace(/\]$/, `]${blank}`);
    case 'rst':
      return line.replace(/[\\*`_|<]/g, '\\$&');
  }
}

/** An address within a link of the language, or as a link of its own. */
export function addressIn(url: string, syntax: Syntax, place: 'inLink' | 'alone'): string {
  // what could end a link in any of the languages is written as in RFC 3986, section 2.1
  const plain = url.replace(/[\s<>()[\]{}"`\\|^]/g, percent);
  const isAlone = place === 'alone';
  switch (syntax) {
    case 'markdown':
      return isAlone ? `<${plain}>` : plain;
    case 'latex': {
      const address = plain.replace(/[%#]/g, '\\$&');
      return isAlone ? `\\url{${address}}` : address;
    }
    case 'typst':
      return isAlone ? `#link("${plain}")` : plain;
    case 'org':
      return isAlone ? `[[${plain}]]` : plain;
    case 'rst':
      return isAlone ? plain : plain.replace(/_$/, '\\_');
  }
}

/** A link of each language whose address is the paper's, and in the brackets its text. */
const links: Readonly<Record<Syntax, RegExp>> = {
  markdown: /\[([^\]]*)\]\(\{url\}\)/g,
  latex: /\\href\{\{url\}\}\{((?:[^{}]|\{\w+\})*)\}/g,
  typst: /#link\("\{url\}"\)\[([^\]]*)\]/g,
  org: /\[\[\{url\}\]\[([^\]]*)\]\]/g,
  rst: /`([^`<]*?) ?<\{url\}>`__?/g,
};

/** A template for a paper without an address: links become their text. */
export function withoutLink(template: string, syntax: Syntax): string {
  return template.replace(links[syntax], '$1');
}

function percent(mark: string): string {
  return `%${mark.codePointAt(0)?.toString(16).toUpperCase().padStart(2, '0') ?? ''}`;
}
