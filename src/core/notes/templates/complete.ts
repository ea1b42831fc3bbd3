import type { Span } from '../../text.ts';
import { templateFilter, allFilterNames } from './filterTable.ts';
import { templateName, templateNames } from './names.ts';
import { authorFormats } from './people.ts';
import type { TemplatePart } from './scan.ts';
import { definedIn, loopsIn, partAround, templateParts } from './scan.ts';
import { innerTags, templateTags } from './tagTable.ts';

/** Something that can stand at a place of a template. */
export interface TemplateOffer {
  readonly kind: 'variable' | 'own' | 'field' | 'filter' | 'tag' | 'format' | 'block';
  readonly label: string;
  /** What takes the place of the span: a snippet of VS Code. */
  readonly snippet: string;
  readonly meaning: string;
  readonly example?: string;
}

export interface TemplateOffers {
  /** What is typed of it already, and what an editor has put behind it by itself. */
  readonly span: Span;
  readonly offers: readonly TemplateOffer[];
}

const wordBefore = /[\p{L}\p{M}\p{N}_?-]*$/u;
const namesOfPeople: Readonly<Record<string, string>> = {
  family: 'the family name',
  given: 'given names',
  literal: 'the whole name of a body',
};
const fieldsOfLoop: Readonly<Record<string, string>> = {
  index: 'the number of the item, from 1',
  index0: 'its number from 0',
  first: 'whether it is the first',
  last: 'whether it is the last',
  length: 'how many items there are',
};
const fieldsOfList: Readonly<Record<string, string>> = {
  size: 'how many there are',
  first: 'the first of them',
  last: 'the last of them',
};

/** What can stand where the cursor is; nothing where that is not for templates to say. */
export function templateOffers(text: string, offset: number): TemplateOffers | undefined {
  const parts = templateParts(text);
  const part = partAround(parts, offset);
  if (!part) return markerOffers(text, offset);
  const typed = wordBefore.exec(text.slice(part.inner.start, offset))?.[0] ?? '';
  const start = offset - typed.length;
  const before = text.slice(part.inner.start, start);
  const format = /\bauthors\s*:\s*(["'])$/.exec(before);
  if (format) return { span: { start, end: offset }, offers: authorFormats.map(formatOffer) };
  if (isInText(before)) return undefined;
  const lead = before.trimEnd();
  if (lead.endsWith('|')) return { span: { start, end: offset }, offers: allFilterNames.map(filterOffer) };
  if (before.endsWith('.')) return { span: { start, end: offset }, offers: fieldOffers(parts, before) };
  if (part.kind === 'tag' && isAtTag(lead)) return tagOffers(text, part, parts, start, offset);
  if (part.kind === 'tag' && /(?:^|\n)\s*(?:assign|capture|increment|decrement|for)$/.test(lead)) return undefined;
  return { span: { start, end: offset }, offers: nameOffers(text, part, parts, before, offset) };
}

function isAtTag(lead: string): boolean {
  return !lead || /^\s*liquid\b(?:[^]*\n)?$/.test(lead);
}

function isInText(before: string): boolean {
  let quote = '';
  for (let at = 0; at < before.length; at++) {
    const letter = before.charAt(at);
    if (quote && letter === '\\') at++;
    else if (quote ? letter === quote : letter === '"' || letter === "'") quote = quote ? '' : letter;
  }
  return quote !== '';
}

function formatOffer(format: string): TemplateOffer {
  return { kind: 'format', label: format, snippet: format, meaning: `names as the format "${format}" has them` };
}

function filterOffer(name: string): TemplateOffer {
  const { meaning = '', example = '', gives = '', takesArguments } = templateFilter(name) ?? {};
  const shown = gives ? `${example} → ${gives}` : example;
  const snippet = name === 'authors' ? 'authors: "${1:short}"' : takesArguments ? `${name}: $0` : name;
  return { kind: 'filter', label: name, snippet, meaning, example: shown };
}

/** The fields of what a path before a dot stands for. */
function fieldOffers(parts: readonly TemplatePart[], before: string): TemplateOffer[] {
  const path = /([\p{L}_][\p{L}\p{M}\p{N}_-]*(?:\[[^\]]*\]|\.[\p{L}\p{M}\p{N}_-]+)*)\.$/u.exec(before)?.[1] ?? '';
  const root = /^[^.[]+/.exec(path)?.[0] ?? '';
  const fields = fieldsAt(path, root, loopsIn(parts).get(root));
  return Object.entries(fields).map(([label, meaning]) => ({ kind: 'field', label, snippet: label, meaning }));
}

function fieldsAt(path: string, root: string, list: string | undefined): Readonly<Record<string, string>> {
  if (root === 'forloop') return fieldsOfLoop;
  if (/^entry\.(?:author|editor|translator)\[/.test(path)) return namesOfPeople;
  if (list !== undefined) return list === 'entry' ? namesOfPeople : (templateName(list)?.fields ?? {});
  const known = templateName(root);
  if (!known || path.includes('.')) return {};
  if (known.kind === 'list') return path.includes('[') ? (known.fields ?? {}) : fieldsOfList;
  return known.fields ?? {};
}

function nameOffers(
  text: string,
  part: TemplatePart,
  parts: readonly TemplatePart[],
  before: string,
  offset: number,
): TemplateOffer[] {
  // in braces that hold nothing yet, blanks make it read well
  const isBare = part.kind === 'output' && !before && text.startsWith('}}', offset);
  const snippet = (name: string) => (isBare ? ` ${name} ` : name);
  const own = [...definedIn(parts)].map((label): TemplateOffer => ({
    kind: 'own',
    label,
    snippet: snippet(label),
    meaning: 'a name of this template',
  }));
  const known = templateNames.map(({ name, meaning, example }): TemplateOffer => ({
    kind: 'variable',
    label: name,
    snippet: snippet(name),
    meaning,
    example,
  }));
  return [...own, ...known];
}

function tagOffers(
  text: string,
  part: TemplatePart,
  parts: readonly TemplatePart[],
  start: number,
  offset: number,
): TemplateOffers {
  const isInLiquid = text.slice(part.inner.start, start).trimStart().startsWith('liquid');
  const after = isInLiquid ? '' : (/^[ \t]*-?%?\}/.exec(text.slice(offset))?.[0] ?? '');
  const lead = !isInLiquid && start === part.inner.start ? ' ' : '';
  const open = openTags(parts, part);
  const close = (inner: string) => (isInLiquid ? inner : `${lead}${inner} %}`);
  const ends = open.slice(0, 1).map(({ name, end = '' }): TemplateOffer => ({
    kind: 'tag',
    label: end,
    snippet: close(end),
    meaning: `closes "${name}"`,
  }));
  const inner = Object.entries(innerTags)
    .filter(([, within]) => open[0] && within.includes(open[0].name))
    .map(([label]): TemplateOffer => ({
      kind: 'tag',
      label,
      snippet: close(label === 'else' ? label : `${label} $0`),
      meaning: `belongs to "${open[0]?.name ?? ''}"`,
    }));
  const tags = templateTags.map(({ name, meaning, rest, end }): TemplateOffer => ({
    kind: 'tag',
    label: name,
    snippet: isInLiquid
      ? `${name}${rest.replace(/ %\}\{% /g, '\n')}`
      : `${close(name + rest)}${end ? `$0{% ${end} %}` : ''}`,
    meaning,
  }));
  return { span: { start, end: offset + after.length }, offers: [...ends, ...inner, ...tags] };
}

/** The tags that are open before a part, the innermost first. */
function openTags(parts: readonly TemplatePart[], before: TemplatePart): (typeof templateTags)[number][] {
  const open: (typeof templateTags)[number][] = [];
  for (const part of parts) {
    if (part.span.start >= before.span.start) break;
    const tag = templateTags.find(({ name }) => name === part.name);
    if (tag?.end) open.unshift(tag);
    else if (part.name.startsWith('end') && open[0]?.end === part.name) open.shift();
  }
  return open;
}

/** Blocks that a template can own, and what stands in each at first. */
const blocks: readonly (readonly [name: string, meaning: string, content: string])[] = [
  ['abstract', 'the abstract, kept as the library has it', '{{ abstract }}'],
  ['reference', 'the paper in one line', '{{ bibliographyEntry }}'],
  [
    'annotations',
    'what is marked in the paper’s files',
    '{% for a in annotations %}\n> {{ a.text }} ([p. {{ a.page }}]({{ a.link }}))\n{% endfor %}',
  ],
  [
    'cited-in',
    'the documents that cite the paper',
    '{% for c in citedIn %}\n- {{ c.path }}, line {{ c.line }}\n{% endfor %}',
  ],
  ['related', 'related papers', '{% for r in related %}\n- {{ r.key | wikilink: r.title }}\n{% endfor %}'],
];

function markerOffers(text: string, offset: number): TemplateOffers | undefined {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const [typed] = /<(?:!(?:-(?:-\s*(?:l\w*:?[\w-]*)?)?)?)?$/.exec(text.slice(start, offset)) ?? [];
  if (typed === undefined || text.slice(start, offset - typed.length).trim()) return undefined;
  const after = /^[ \t]*(?:--)?>/.exec(text.slice(offset))?.[0] ?? '';
  return {
    span: { start: offset - typed.length, end: offset + after.length },
    offers: blocks.map(([name, meaning, content]) => ({
      kind: 'block',
      label: `<!-- literature:${name} -->`,
      snippet: `<!-- literature:${name} -->\n${content.replace(/[$}\\]/g, '\\$&')}\n<!-- /literature:${name} -->`,
      meaning,
    })),
  };
}
