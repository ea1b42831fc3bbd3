import { metadataBlocks } from '../formats/references.ts';
import type { Span } from '../text.ts';
import { yamlLeaves } from './yamlLeaves.ts';

/**
 * Beginnings of cross-references that a Quarto project or document adds to the usual ones: `crossref: custom:`, of which
 * each has its `key` (Quarto, "Custom Float Types"). `fileName` is that of a project file.
 */
export function projectCrossReferences(fileName: string, text: string): readonly string[] {
  return /_(?:quarto|metadata)\.ya?ml$/.test(fileName) ? customIn(text, { start: 0, end: text.length }) : [];
}

/** The same, of a document's own metadata. */
export function documentCrossReferences(text: string): readonly string[] {
  return /^crossref[ \t]*:/m.test(text) ? metadataBlocks(text).flatMap((block) => customIn(text, block)) : [];
}

function customIn(text: string, span: Span): string[] {
  return yamlLeaves(text, span)
    .filter(({ path, value }) => path.join('.') === 'crossref.custom.key' && /^[\p{L}\p{N}_]+$/u.test(value))
    .map(({ value }) => value);
}
