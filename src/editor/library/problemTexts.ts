import * as vscode from 'vscode';
import type { Problem } from '../../core/entry/entry.ts';
import { languageSentences } from '../language/problemTexts.ts';
import type { FileState } from '../../worker/protocol.ts';

/** A problem in a sentence. Codes and facts are made in src/core/formats and src/core/library. */
export function problemText({ code, facts = {} }: Problem): string {
  const text = languageSentences[code] ?? sentences[code];
  return text ? text((name) => facts[name] ?? '') : [code, ...Object.values(facts)].join(' ');
}

type Sentence = (fact: (name: string) => string) => string;
const inEntry = (fact: (name: string) => string) => fact('key') || vscode.l10n.t('this entry');

const sentences: Readonly<Record<string, Sentence>> = {
  // BibTeX
  strayAt: () => vscode.l10n.t('This "@" starts no entry; the text is taken as a comment.'),
  unclosedEntry: (fact) => vscode.l10n.t('The entry "{0}" is not closed.', inEntry(fact)),
  unclosedBraces: (fact) => vscode.l10n.t('A brace in "{0}" is not closed.', fact('field') || inEntry(fact)),
  extraBrace: (fact) => vscode.l10n.t('There is a brace too many in "{0}".', inEntry(fact)),
  missingKey: () => vscode.l10n.t('This entry has no citation key.'),
  missingComma: (fact) => vscode.l10n.t('A comma is missing in "{0}".', inEntry(fact)),
  missingEquals: (fact) => vscode.l10n.t('The field "{0}" of "{1}" has no "=".', fact('field'), inEntry(fact)),
  missingValue: (fact) => vscode.l10n.t('The field "{0}" of "{1}" has no value.', fact('field'), inEntry(fact)),
  unexpectedText: (fact) => vscode.l10n.t('This text in "{0}" is no field and is left out.', inEntry(fact)),
  duplicateField: (fact) => vscode.l10n.t('The entry "{0}" has the field "{1}" twice.', inEntry(fact), fact('field')),
  undefinedString: (fact) => vscode.l10n.t('The abbreviation "{0}" is not defined.', fact('name')),
  missingParent: (fact) =>
    vscode.l10n.t('The entry "{0}" that "{1}" refers to is not in this file.', fact('parent'), inEntry(fact)),
  cyclicParent: (fact) => vscode.l10n.t('"{0}" and "{1}" refer to each other.', inEntry(fact), fact('parent')),
  moreProblems: (fact) => vscode.l10n.t('There are {0} more problems in this file.', fact('count')),
  // other formats
  jsonInvalid: (fact) => vscode.l10n.t('This is not valid JSON: {0}.', fact('reason')),
  jsonUnexpected: () => vscode.l10n.t('This text is not valid JSON and is left out.'),
  yamlInvalid: (fact) => vscode.l10n.t('This is not valid YAML: {0}.', fact('reason')),
  notAnItem: () => vscode.l10n.t('This describes no paper and is left out.'),
  missingType: (fact) => vscode.l10n.t('The entry "{0}" has no type.', inEntry(fact)),
  unknownType: (fact) => vscode.l10n.t('The type "{0}" is not known.', fact('type')),
  overriddenReferences: () => vscode.l10n.t('These references are not read, because others with the same name follow.'),
  notCsl: () => vscode.l10n.t('This file holds no CSL data.'),
  notHayagriva: () => vscode.l10n.t('This file holds no Hayagriva entries.'),
  notRis: () => vscode.l10n.t('This file holds no RIS records.'),
  notEnw: () => vscode.l10n.t('This file holds no EndNote records.'),
  notEndnote: () => vscode.l10n.t('This file holds no EndNote records.'),
  notNbib: () => vscode.l10n.t('This file holds no PubMed records.'),
  unknownFormat: () => vscode.l10n.t('This is no bibliography in a format that can be read.'),
  // paper files
  frontMatterUnclosed: () => vscode.l10n.t('The front matter is not closed: a line "---" is missing.'),
  frontMatterLanguage: (fact) =>
    vscode.l10n.t('Front matter in "{0}" is not read and never run; only YAML is.', fact('language')),
  frontMatterTooLong: () => vscode.l10n.t('The front matter is too long to be read.'),
  frontMatterInvalid: (fact) => vscode.l10n.t('The front matter is not valid YAML: {0}.', fact('reason')),
  // notes that are to be changed
  frontMatterForm: () =>
    vscode.l10n.t('The front matter is not written as one field in a line, so that single fields cannot be changed.'),
  fieldsEntangled: (fact) =>
    vscode.l10n.t(
      'The field "{0}" cannot be changed without changing others, such as through an anchor.',
      fact('field'),
    ),
  blockUnclosed: (fact) =>
    vscode.l10n.t('The block "{0}" is not closed: "<!-- /literature:{0} -->" is missing.', fact('name')),
  blockUnopened: (fact) =>
    vscode.l10n.t('The block "{0}" does not begin: "<!-- literature:{0} -->" is missing above.', fact('name')),
  blockNested: (fact) => vscode.l10n.t('The block "{0}" stands within another, or holds one.', fact('name')),
  blockDuplicate: (fact) => vscode.l10n.t('The note has the block "{0}" more than once.', fact('name')),
  noteConflicted: () =>
    vscode.l10n.t('The note holds the marks of a conflict, such as "<<<<<<< HEAD". Decide it first.'),
  paperWithoutKey: (fact) =>
    vscode.l10n.t('This paper has no citation key; its file name "{0}" serves as one.', fact('key')),
  paperWithoutTitle: (fact) => vscode.l10n.t('The paper "{0}" has no title; its file name serves as one.', fact('key')),
  abstractTooLong: (fact) =>
    vscode.l10n.t('The abstract of "{0}" is very long; its first {1} characters are used.', fact('key'), fact('kept')),
  // several places
  duplicateKey: (fact) => vscode.l10n.t('The citation key "{0}" also stands for another paper.', fact('key')),
  repeatedEntry: (fact) => vscode.l10n.t('The paper "{0}" stands in this file more than once.', fact('key')),
  duplicatePaper: (fact) => vscode.l10n.t('This paper is in the file a second time, as "{0}".', fact('otherKey')),
};

/** Why a file could not be read. */
export function failureText({ code, detail }: Extract<FileState, { kind: 'failed' }>): string {
  switch (code) {
    case 'notFound':
      return vscode.l10n.t('The file does not exist.');
    case 'notAFile':
      return vscode.l10n.t('This is a folder or a device, not a file.');
    case 'notPermitted':
      return vscode.l10n.t('The file may not be read: permission is missing.');
    case 'linkLoop':
      return vscode.l10n.t('The file is a link that leads back to itself.');
    case 'tooLarge':
      return vscode.l10n.t('The file is larger than 500 MB and is not read.');
    case 'unknownFormat':
      return vscode.l10n.t('This is no bibliography in a format that can be read.');
    default:
      return detail
        ? vscode.l10n.t('The file could not be read: {0}', detail)
        : vscode.l10n.t('The file could not be read.');
  }
}
