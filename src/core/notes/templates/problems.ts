import type { Problem } from '../../entry/entry.ts';
import { templateError } from '../template.ts';
import { allFilterNames } from './filterTable.ts';
import { isHandlebars, liquidFor } from './handlebars.ts';
import { templateNames } from './names.ts';
import { nearest } from './nearest.ts';
import type { TemplatePart } from './scan.ts';
import { definedIn, templateParts } from './scan.ts';
import { fileTags, innerTags, isTag, templateTags } from './tagTable.ts';

/** More than so many say nothing new. */
const mostProblems = 100;
/** What Liquid gives within `for` and `tablerow`. */
const given = new Set(['forloop', 'block']);

/**
 * What is wrong with a template, each at its place: tags and filters that are not there, Handlebars, variables that no
 * paper has, and what keeps LiquidJS from reading it, of which it tells the first. The sentences of its codes are in
 * src/editor/language/problemTexts.ts.
 */
export function templateProblems(text: string): Problem[] {
  const parts = templateParts(text);
  const defined = definedIn(parts);
  const problems: Problem[] = parts.flatMap((part) => problemsOf(text, part, defined));
  const isTold = problems.some(({ code }) => code !== 'unknownVariable');
  const error = isTold ? undefined : templateError(text);
  if (error) {
    const { start = 0, end = 0, message } = error;
    problems.push({
      code: 'templateSyntax',
      span: { start, end: endOfLine(text, start, end) },
      facts: { reason: message },
    });
  }
  return problems.sort((a, b) => a.span.start - b.span.start).slice(0, mostProblems);
}

function problemsOf(text: string, part: TemplatePart, defined: ReadonlySet<string>): Problem[] {
  const { tokens, span, kind, name } = part;
  if (isHandlebars(text, part, defined)) {
    const written = text.slice(span.start, span.end);
    const liquid = liquidFor(text, part, false, defined) ?? '';
    return [{ code: 'templateHandlebars', span, facts: { written, liquid } }];
  }
  const problems: Problem[] = [];
  if (!part.isClosed) problems.push({ code: 'templateUnclosed', span, facts: { end: kind === 'tag' ? '%}' : '}}' } });
  const isStray = kind === 'tag' && name && !isTag(name);
  if (isStray) {
    const near = nearest(name, [...templateTags.map((tag) => tag.name), ...Object.keys(innerTags)]) ?? '';
    const code = fileTags.includes(name) ? 'templateFileTag' : 'templateTag';
    problems.push({ code, span: tokens[0]?.span ?? span, facts: { name, near } });
  }
  for (const token of tokens) {
    if (token.kind === 'filter' && !allFilterNames.includes(token.text))
      problems.push({
        code: 'templateFilter',
        span: token.span,
        facts: { name: token.text, near: nearest(token.text, allFilterNames) ?? '' },
      });
    if (token.kind === 'variable' && !isStray && !isKnown(token.text, defined))
      problems.push({
        code: 'unknownVariable',
        span: token.span,
        facts: { name: token.text, near: nearest(token.text, [...variableNames, ...defined]) ?? '' },
      });
  }
  return problems;
}

const variableNames = templateNames.map(({ name }) => name);

function isKnown(name: string, defined: ReadonlySet<string>): boolean {
  return variableNames.includes(name) || defined.has(name) || given.has(name);
}

/** LiquidJS's token may be empty, or go on to the end of the template. */
function endOfLine(text: string, start: number, end: number): number {
  const line = /[\n\r]|$/.exec(text.slice(start))?.index ?? 0;
  return Math.max(Math.min(end, start + line), Math.min(start + 1, text.length));
}
