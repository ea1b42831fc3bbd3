import type { Syntax } from '../syntax.ts';
import { typedInLatex } from './latex.ts';
import { typedInMarkdown } from './markdown.ts';
import { typedInOrg } from './org.ts';
import { typedInRole } from './role.ts';
import type { Typed } from './typed.ts';
import { typedInTypst } from './typst.ts';

const readers: Readonly<Record<Syntax, (text: string, offset: number) => Typed | undefined>> = {
  markdown: typedInMarkdown,
  latex: typedInLatex,
  typst: typedInTypst,
  org: typedInOrg,
  rst: typedInRole,
};

/**
 * The key or the label of a locator that is being typed at a place; nothing where no citation is. `text` is the
 * document, or its part around the place; only whoever has read the whole document knows code, math and comments.
 */
export function typedAt(text: string, offset: number, syntax: Syntax): Typed | undefined {
  return readers[syntax](text, offset);
}
