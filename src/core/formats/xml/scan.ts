import { unescapedMarkup } from './entities.ts';

/** What an XML text consists of, in order. */
export type XmlPart =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: string;
      readonly start: number;
      readonly end: number;
      readonly closed: boolean;
    }
  | { readonly kind: 'close'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'text'; readonly text: string; readonly start: number; readonly end: number };

const tag = /^<(\/?)([A-Za-z_][\w.:-]{0,80})/;

/**
 * Takes an XML text apart into tags and text without asking whether they match. Comments, processing instructions
 * and declarations are passed over; a `<` that begins none of these is text. No entity but the predefined ones is known, so
 * nothing can grow.
 */
export function* xmlParts(source: string): Generator<XmlPart, void, undefined> {
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    const textEnd = open < 0 ? source.length : open;
    if (textEnd > at) yield { kind: 'text', text: unescapedMarkup(source.slice(at, textEnd)), start: at, end: textEnd };
    if (open < 0) return;
    at = open;
    if (source.startsWith('<![CDATA[', at)) {
      const end = indexOr(source, ']]>', at);
      yield { kind: 'text', text: source.slice(at + 9, end), start: at, end: end + 3 };
      at = Math.min(end + 3, source.length);
      continue;
    }
    if (source.startsWith('<!--', at)) {
      at = indexOr(source, '-->', at) + 3;
      continue;
    }
    if (source.startsWith('<?', at) || source.startsWith('<!', at)) {
      at = indexOr(source, '>', at) + 1;
      continue;
    }
    const hit = tag.exec(source.slice(at, at + 90));
    if (!hit?.[2]) {
      yield { kind: 'text', text: '<', start: at, end: at + 1 };
      at++;
      continue;
    }
    const [head, slash, name] = hit;
    const end = Math.min(indexOr(source, '>', at) + 1, source.length);
    if (slash) yield { kind: 'close', name, start: at, end };
    else {
      const attributes = source.slice(at + head.length, end - 1);
      yield { kind: 'open', name, attributes, start: at, end, closed: attributes.endsWith('/') };
    }
    at = end;
  }
}

function indexOr(source: string, mark: string, from: number): number {
  const index = source.indexOf(mark, from);
  return index < 0 ? source.length : index;
}

/** An attribute's value, from the text between a tag's name and its end. */
export function attribute(attributes: string, name: string): string | undefined {
  const hit = new RegExp(`(?:^|\\s)${name}\\s{0,20}=\\s{0,20}(?:"([^"]*)"|'([^']*)')`).exec(attributes.slice(0, 1000));
  const value = hit?.[1] ?? hit?.[2];
  return value === undefined ? undefined : unescapedMarkup(value);
}
