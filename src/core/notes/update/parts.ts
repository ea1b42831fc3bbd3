import type { Problem } from '../../entry/entry.ts';
import { readFrontMatter } from '../../formats/frontMatter.ts';
import { blockContent, containedContent, ownedBlocks } from '../edit/blocks.ts';
import { writtenFields } from '../edit/writtenFields.ts';
import type { WrittenValue } from '../edit/fields.ts';

export interface WantedBlock {
  readonly content: string;
  /** What the opening marker says behind the name. */
  readonly attributes: string;
}

/** What a template made for a paper: the fields and blocks that it owns, in its order. */
export interface OwnedParts {
  readonly fields: ReadonlyMap<string, WrittenValue>;
  readonly blocks: ReadonlyMap<string, WantedBlock>;
}

/** What a rendered note owns, or what is wrong with it: a template that gives this cannot be used. */
export function ownedParts(rendered: string): OwnedParts | { readonly refused: Problem } {
  const text = rendered.replace(/\r\n?/g, '\n');
  const { yaml, data, problems } = readFrontMatter(text);
  const found = yaml && writtenFields(text, yaml, data);
  const problem = problems[0] ?? (yaml && !found ? { code: 'frontMatterForm', span: yaml } : undefined);
  if (problem) return { refused: problem };
  const fields = [...(found ?? [])].map(([name, { block, nameEnd, says }]) => {
    return [name, { written: text.slice(nameEnd, block.end), value: says }] as const;
  });
  const { blocks } = ownedBlocks(text);
  const contents = blocks.map((block) => {
    const content = containedContent(blockContent(text, block));
    return [block.name, { content, attributes: block.attributes }] as const;
  });
  return { fields: new Map(fields), blocks: new Map(contents) };
}
