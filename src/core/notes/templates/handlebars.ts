import type { TextEdit } from '../../text.ts';
import { templateName } from './names.ts';
import type { TemplatePart } from './scan.ts';
import { definedIn, templateParts } from './scan.ts';

/** What the item of `{{#each}}` is called in Liquid. */
const item = 'item';

/**
 * What a template written for Handlebars, as those of Obsidian's Citations plugin are, has to say in Liquid; an output
 * that Liquid reads as it is gives nothing. `inEach` tells whether it stands in `{{#each}}`, where bare names are
 * those of the item.
 */
export function liquidFor(
  source: string,
  part: TemplatePart,
  inEach = false,
  defined: ReadonlySet<string> = none,
): string | undefined {
  if (part.kind !== 'output') return undefined;
  const written = source.slice(part.inner.start, part.inner.end).replace(/^~|~$/g, '').trim();
  const [, helper = '', argument = ''] = /^[#^]\s*(\w+)\s*(.*)$/s.exec(written) ?? [];
  const value = valueOf(argument.replace(/\s+as\s*\|.*$/, ''), inEach, defined);
  const name = /\bas\s*\|\s*(\w+)/.exec(argument)?.[1] ?? item;
  if (helper === 'each') return `{% for ${name} in ${value} %}`;
  if (helper === 'if') return `{% if ${condition(value)} %}`;
  if (helper === 'unless') return `{% unless ${condition(value)} %}`;
  const closed = /^\/\s*(each|if|unless)$/.exec(written)?.[1];
  if (closed) return `{% end${closed === 'each' ? 'for' : closed} %}`;
  if (written === 'else' || written === '^') return defined.has('else') ? undefined : '{% else %}';
  const otherwise = /^else\s+if\s+(.+)$/s.exec(written)?.[1];
  if (otherwise !== undefined) return `{% elsif ${condition(valueOf(otherwise, inEach, defined))} %}`;
  const comment = /^!(?:--)?(.*?)(?:--)?$/s.exec(written)?.[1];
  if (comment !== undefined) return `{% comment %}${comment}{% endcomment %}`;
  const unescaped = /^[{&]\s*([^{}]+?)\s*\}?$/s.exec(written)?.[1];
  const plain = unescaped ?? written;
  const liquid = valueOf(plain, inEach, defined);
  return unescaped !== undefined || liquid !== plain ? `{{ ${liquid} }}` : undefined;
}

/** Whether an output is Handlebars, also where it has no form in Liquid: helpers, partials. */
export function isHandlebars(source: string, part: TemplatePart, defined: ReadonlySet<string> = none): boolean {
  if (part.kind !== 'output') return false;
  const written = source.slice(part.inner.start, part.inner.end).trim();
  return /^[#/^>!&{]/.test(written) || liquidFor(source, part, false, defined) !== undefined;
}

/** Every edit that makes a template of Handlebars one of Liquid; nothing where one of its parts has no form in it. */
export function inLiquid(source: string): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const parts = templateParts(source);
  const defined = definedIn(parts);
  let each = 0;
  for (const part of parts) {
    const text = liquidFor(source, part, each > 0, defined);
    if (text === undefined && isHandlebars(source, part, defined)) return undefined;
    if (text?.startsWith('{% for')) each++;
    if (text === '{% endfor %}') each--;
    if (text === undefined) continue;
    // the third brace of {{{title}}} stands behind the part
    const isTriple = source.startsWith('{{{', part.span.start) && source[part.span.end] === '}';
    edits.push({ start: part.span.start, end: part.span.end + (isTriple ? 1 : 0), text });
  }
  return edits;
}

const none: ReadonlySet<string> = new Set();

/** Lists are true in Liquid though they are empty. */
function condition(value: string): string {
  return templateName(value)?.kind === 'list' ? `${value}.size > 0` : value;
}

function valueOf(written: string, inEach: boolean, defined: ReadonlySet<string>): string {
  const path = written.trim().replace(/^(?:\.\.\/)+/, '');
  if (defined.has('this') || path !== written.trim()) return path;
  if (path === 'this' || path === '.') return item;
  if (/^this[./]/.test(path)) return `${item}.${path.slice(5)}`;
  if (path === '@index') return 'forloop.index0';
  if (path === '@first' || path === '@last') return `forloop.${path.slice(1)}`;
  const root = /^[\w-]+/.exec(path)?.[0];
  const isItems =
    inEach &&
    root !== undefined &&
    /^[\w.-]+$/.test(path) &&
    !templateName(root) &&
    !defined.has(root) &&
    root !== 'forloop';
  return isItems ? `${item}.${path}` : path;
}
