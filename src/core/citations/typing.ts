import { mayStartCitation } from './keyAt.ts';
import type { Syntax } from './syntax.ts';

/** What is being typed where a citation key belongs: the text so far, and where it starts. */
export interface TypedKey {
  readonly query: string;
  readonly start: number;
  /** Whether the key stands in the braces of `@{`, which may hold any key as it is. */
  readonly inBraces?: true;
}

/** Of a longer line only the end is looked at: nobody types a command that long. */
const longestLookBack = 2000;

/** What may be typed after `@`: words of a title as well as a key, up to the next blank or bracket. */
const query = '([^\\s@[\\]{}();,!"\'`]*)$';
const afterAt = new RegExp(`${mayStartCitation}@${query}`, 'u');
const afterBrace = new RegExp(`${mayStartCitation}@\\{([^\\s{}]*)$`, 'u');
/** In Typst's `cite(<` and `label("`, the latter for keys that hold a slash or the like. */
const inLabel = /\b(?:cite\(\s*<([^<>\s]*)|label\(\s*"([^"\\]*))$/;
/** Org cites in `[cite:@` and `[cite/style:` alone. */
const inOrgGroup = /\[cite(?:\/[^\s:\]]*)?:[^\]]*$/;
/** In the text of a role of sphinxcontrib-bibtex, behind its last comma or the note before the key. */
const inRole = /:(?:foot)?cite(?::[a-z]+)?:`(?:[^`]*[,}])?\s*([^`\s,{}]*)$/;
/** Before the brace of a LaTeX command's keys: the command, its notes, and of a list all groups before. */
const beforeKeys =
  /\\[A-Za-z]*cite(?:s\*?(?:\s*(?:\([^)]*\)|\[[^\]]*\]|\{[^{}]*\}))*|[A-Za-z]*\*?(?:\s*\[[^\]]*\])*)\s*$/i;

/** The key that is being typed at the end of `before`, the line up to the cursor; nothing elsewhere. */
export function typedKey(before: string, syntax: Syntax): TypedKey | undefined {
  const end = before.slice(-longestLookBack);
  const braced = syntax === 'markdown' ? afterBrace.exec(end)?.[1] : undefined;
  const text = braced ?? typedIn(end, syntax);
  if (text === undefined) return undefined;
  return { query: text, start: before.length - text.length, ...(braced === undefined ? {} : { inBraces: true }) };
}

function typedIn(end: string, syntax: Syntax): string | undefined {
  switch (syntax) {
    case 'latex':
      return typedInList(end);
    case 'typst': {
      const label = inLabel.exec(end);
      return label ? (label[1] ?? label[2]) : afterAt.exec(end)?.[1];
    }
    case 'org':
      return inOrgGroup.test(end) ? afterAt.exec(end)?.[1] : undefined;
    case 'rst':
      return inRole.exec(end)?.[1];
    case 'markdown':
      return afterAt.exec(end)?.[1];
  }
}

/** What stands after the last comma of the braces that are open. */
function typedInList(end: string): string | undefined {
  const brace = end.lastIndexOf('{');
  if (brace < end.lastIndexOf('}') || brace < 0 || !beforeKeys.test(end.slice(0, brace))) return undefined;
  const list = end.slice(brace + 1);
  return list.slice(list.lastIndexOf(',') + 1).trimStart();
}
