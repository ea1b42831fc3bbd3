import type { Span } from '../text.ts';

/** A file that a text names, and where it does so. */
export interface NamedFile {
  /** The path as the tool understands it, which may begin with a folder that another setting names. */
  readonly name: string;
  /** Where the name is written, without its quotes. */
  readonly span: Span;
}

/** What a name must not be to stand for a file: nothing, an address on the web, or something that is computed when the document is. */
export function isFileName(name: string): boolean {
  return (
    !/^(?:\s*|~|null)$/i.test(name) && !/^[a-z][a-z+.-]+:\/\//i.test(name) && !/[`\n\r]|^!|\$\{|\{\{|#\d/.test(name)
  );
}
