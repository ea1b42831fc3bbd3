import type { Problem } from '../core/entry/entry.ts';
import { detailsOf, wordsOf } from './files.ts';

type Facts = Readonly<Record<string, string>>;

const sentences: Readonly<Record<string, (facts: Facts) => string>> = {
  unknownKey: ({ key, near }) =>
    near ? `no paper has the key "${key}"; is it ${quoted(near)}?` : `no paper has the key "${key}"`,
  notInBibliography: ({ key }) => `the paper "${key}" is in no bibliography of this document`,
  missingBibliography: ({ name, by }) =>
    by ? `the bibliography "${name}" that ${by} names is not there` : `the bibliography "${name}" is not there`,
  locatorWithoutNumber: ({ label }) => `"${label}" has no number`,
  badDoi: (facts) => identifier('DOI', facts),
  badIsbn: (facts) => identifier('ISBN', facts),
  badIssn: (facts) => identifier('ISSN', facts),
  badArxiv: (facts) => identifier('arXiv identifier', facts),
  missingField: ({ key, type, fields }) => `the entry "${key}" lacks what "@${type}" needs: ${fields}`,
  duplicateKey: ({ key }) => `the citation key "${key}" also stands for another paper`,
  repeatedEntry: ({ key }) => `the paper "${key}" stands in this file more than once`,
  duplicatePaper: ({ otherKey }) => `this paper is in the file a second time, as "${otherKey}"`,
};

/** A problem in a sentence for the command line. */
export function messageOf({ code, facts = {} }: Problem): string {
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  return sentence ? sentence(facts) : `${wordsOf(code)}${detailsOf(facts)}`;
}

function identifier(name: string, { value, reason, fixed }: Facts): string {
  if (reason === 'checksum') return `the checksum of ${name} "${value}" is wrong`;
  return fixed ? `${name} "${value}" is written "${fixed}"` : `"${value}" is no ${name}`;
}

function quoted(keys: string): string {
  return keys
    .split('\n')
    .map((key) => `"${key}"`)
    .join(' or ');
}
