import { blockAtEnd, blockContent, blockEdit, containedContent, ownedBlocks } from '../notes/edit/blocks.ts';
import type { TextEdit } from '../text.ts';
import { lineEndOf } from '../text.ts';
import type { MergedBlock, RenderedMark } from './block.ts';
import { mergedBlock } from './block.ts';

/** The name of the block of a note that holds the marks of the paper's PDFs. */
export const annotationsBlock = 'annotations';

/** What makes a note show the marks, nothing where it does; or why it cannot, as a problem of its blocks. */
export type NoteEdit =
  { readonly edit?: TextEdit; readonly merged: MergedBlock } | { readonly refused: 'blockBroken' | 'blockDoesNotHold' };

/**
 * Puts the marks into the block of the note. A note without the block gets one at its end, below a heading.
 * @param options `heading` is that of a new block; the others are those of `mergedBlock`
 */
export function annotationsEdit(
  note: string,
  marks: readonly RenderedMark[],
  { heading, ...options }: Parameters<typeof mergedBlock>[2] & { readonly heading: string },
): NoteEdit {
  const { blocks, problems } = ownedBlocks(note);
  const block = blocks.find(({ name }) => name === annotationsBlock);
  if (!block && problems.some(({ facts }) => facts?.['name'] === annotationsBlock)) return { refused: 'blockBroken' };
  const current = block ? blockContent(note, block) : '';
  // who took the whole block out wants it back by importing again
  const { imported = [], isWhole } = options;
  const merged = mergedBlock(current, marks, { imported: block ? imported : [], isWhole });
  if (block) {
    const edit = blockEdit(note, annotationsBlock, merged.text);
    if (edit) return { edit, merged };
    return containedContent(merged.text) === current ? { merged } : { refused: 'blockDoesNotHold' };
  }
  if (!marks.length) return { merged };
  const added = blockAtEnd(note, annotationsBlock, merged.text);
  if (!added) return { refused: 'blockDoesNotHold' };
  const title = `${heading}${lineEndOf(note).repeat(2)}`;
  return { edit: { ...added, text: added.text.replace('<!-- literature:', () => `${title}<!-- literature:`) }, merged };
}
