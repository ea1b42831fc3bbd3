import type { Syntax } from '../citations/syntax.ts';
import type { Span } from '../text.ts';
import { declaredBibliographies } from './declared.ts';
import { isFileName } from './named.ts';
import { nameInLatex } from './nameInLatex.ts';
import { nameInMetadata } from './nameInMetadata.ts';
import { nameInOrg } from './nameInOrg.ts';
import { nameInRst } from './nameInRst.ts';
import { nameInTypst } from './nameInTypst.ts';

/** Text to put in the place of a stretch of another, which may be empty. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/**
 * How a document comes to name one more bibliography, behind those it names: a field of its YAML metadata,
 * `\addbibresource` or `\bibliography`, `#bibliography(…)`, `#+bibliography:`, or `.. bibliography::`. One replacement that keeps all that is
 * there, and that the document's own line ends stand in. `name` is the path as the document shall say it, with `/`
 * (see `relativePath`).
 *
 * Nothing where the document names the file already, or says what it names in a way that only its author can extend: a
 * part of a LaTeX document in several files (extend the main file), a mapping, front matter that is not YAML.
 */
export function nameBibliography(text: string, syntax: Syntax, name: string): Replacement | undefined {
  const before = namesIn(text, syntax);
  if (!isFileName(name) || before.includes(name)) return undefined;
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  // what was proposed is read again, and counts only if the document then names what it did and the file
  for (const { span, text: written } of ways[syntax](text, name)) {
    const replacement = { span, text: written.replace(/\r\n|\n|\r/g, lineEnd) };
    const after = text.slice(0, span.start) + replacement.text + text.slice(span.end);
    const names = namesIn(after, syntax);
    if (names.length === before.length + 1 && [...before, name].every((each, at) => names[at] === each))
      return replacement;
  }
  return undefined;
}

/** Ways to write it, the best first. */
const ways: Readonly<Record<Syntax, (text: string, name: string) => readonly Replacement[]>> = {
  markdown: nameInMetadata,
  latex: nameInLatex,
  typst: nameInTypst,
  org: nameInOrg,
  rst: nameInRst,
};

function namesIn(text: string, syntax: Syntax): string[] {
  return declaredBibliographies(text, syntax).files.map(({ name }) => name);
}
