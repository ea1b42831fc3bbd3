import type { CslItem } from '../../entry/csl.ts';
import type { Fields } from './fields.ts';
import { textOfParagraphs } from './tex.ts';

const abstractTex = Symbol('abstractTex');

interface WithAbstract {
  readonly [abstractTex]: string;
}

/** One getter for all items, so that they share their shape. */
const lazyAbstract: PropertyDescriptor = {
  enumerable: true,
  configurable: true,
  get(this: WithAbstract) {
    return textOfParagraphs(this[abstractTex], 'plain');
  },
};

/**
 * Adds the abstract. Abstracts are most of a library's text and few are looked at, so the item
 * for views decodes its own each time it is asked; copies and JSON have it as a plain text.
 */
export function withAbstract(item: CslItem, fields: Fields): CslItem {
  const tex = fields.tex('abstract');
  if (tex === undefined || tex.trim() === '') return item;
  if (fields.form !== 'plain') return Object.assign(item, { abstract: textOfParagraphs(tex, fields.form) });
  Object.defineProperty(item, abstractTex, { value: tex });
  return Object.defineProperty(item, 'abstract', lazyAbstract);
}
