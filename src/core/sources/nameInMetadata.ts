import { readFrontMatter } from '../formats/frontMatter.ts';
import { LineEnds } from '../formats/lineEnds.ts';
import { metadataBlocks } from '../formats/references.ts';
import { yamlScalar } from '../formats/yamlText.ts';
import type { Span } from '../text.ts';
import type { Replacement } from './nameBibliography.ts';
import { yamlLeaves } from './yamlLeaves.ts';

const keyLine = /^(?:bibliography|"bibliography"|'bibliography')[ \t]*:(?=[ \t\r\n]|$)/;

/**
 * Another file in `bibliography` of YAML metadata: one that is alone becomes a list in brackets, a list gets one more
 * item in its own manner, and a document that has none gets the field as the last of its front matter.
 */
export function nameInMetadata(text: string, name: string): readonly Replacement[] {
  // of several blocks that name one, the last counts
  for (const block of metadataBlocks(text).reverse()) {
    const key = keyIn(text, block);
    if (key) return extended(text, { start: key.end, end: block.end }, block, name).filter(isYaml(text));
  }
  const { yaml, bodyStart, problems } = readFrontMatter(text);
  const field = `bibliography: ${yamlScalar(name)}\n`;
  if (yaml) {
    const isGlued = yaml.end > yaml.start && !/[\n\r]/.test(text.charAt(yaml.end - 1));
    return [insertion(yaml.end, (isGlued ? '\n' : '') + field)].filter(isYaml(text));
  }
  if (problems.length) return [];
  const isEmpty = !text.slice(bodyStart).trim();
  return [insertion(bodyStart, `---\n${field}---\n${isEmpty ? '' : '\n'}`)];
}

/** Front matter that was valid stays so. */
function isYaml(text: string): (replacement: Replacement) => boolean {
  const before = readFrontMatter(text).problems.length;
  return ({ span, text: written }) =>
    readFrontMatter(text.slice(0, span.start) + written + text.slice(span.end)).problems.length <= before;
}

/** The last line of the block that begins with the key, as far as its colon. */
function keyIn(text: string, { start, end }: Span): Span | undefined {
  const ends = new LineEnds(text);
  let key: Span | undefined;
  for (let at = start; at < end;) {
    const lineEnd = ends.after(at, end);
    const hit = keyLine.exec(text.slice(at, Math.min(lineEnd, at + 60)));
    if (hit) key = { start: at, end: at + hit[0].length };
    at = ends.next(lineEnd);
  }
  return key;
}

function extended(text: string, value: Span, block: Span, name: string): Replacement[] {
  const leaves = yamlLeaves(text, block).filter(
    ({ path, span }) => path[0] === 'bibliography' && span.start >= value.start,
  );
  // a mapping of bibliographies gives each a name, which only the author knows
  if (leaves.some(({ path }) => path.length > 1)) return [];
  const last = leaves.at(-1);
  const open = /^[ \t]*(?:(?:#[^\n\r]*)?(?:\r\n|\n|\r)[ \t]+)?\[/.exec(text.slice(value.start, value.end));
  if (open) {
    if (!last) return [insertion(value.start + open[0].length, quotedInFlow(name))];
    return [insertion(writtenSpan(text, last.span).end, `, ${quotedInFlow(name)}`)];
  }
  if (!last || (last.value === '' && leaves.length === 1)) return [insertion(value.start, ` ${yamlScalar(name)}`)];
  const written = writtenSpan(text, last.span);
  const lineStart = startOfLine(text, written.start);
  const dash = /^[ \t]*-[ \t]+/.exec(text.slice(lineStart, written.start))?.[0];
  if (dash !== undefined && lineStart + dash.length === written.start) {
    const lineEnd = new LineEnds(text).after(written.end, value.end);
    return [insertion(lineEnd, `\n${dash}${yamlScalar(name)}`)];
  }
  if (leaves.length > 1) return [];
  if (/^(?:null|~)$/i.test(last.value) && written.start === last.span.start)
    return [{ span: last.span, text: yamlScalar(name) }];
  const isQuoted = written.start < last.span.start;
  const own = isQuoted
    ? text.slice(written.start, written.end)
    : quotedInFlow(last.value, text.slice(written.start, written.end));
  return [{ span: written, text: `[${own}, ${quotedInFlow(name)}]` }];
}

/** In brackets, commas and brackets are marks. */
function quotedInFlow(name: string, plain = yamlScalar(name)): string {
  return /^["']/.test(plain) || !/[,[\]{}]/.test(plain) ? plain : JSON.stringify(name);
}

/** With the quotes around it. */
function writtenSpan(text: string, { start, end }: Span): Span {
  const quote = text.charAt(start - 1);
  return (quote === '"' || quote === "'") && text.charAt(end) === quote
    ? { start: start - 1, end: end + 1 }
    : { start, end };
}

function startOfLine(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

function insertion(offset: number, text: string): Replacement {
  return { span: { start: offset, end: offset }, text };
}
