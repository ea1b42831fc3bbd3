import * as vscode from 'vscode';

type Sentence = (fact: (name: string) => string) => string;

/** Sentences for what is wrong with citations, identifiers and whole entries; see `problemText`. */
export const languageSentences: Readonly<Record<string, Sentence>> = {
  unknownKey: (fact) => {
    const near = fact('near').split('\n').filter(Boolean);
    return near.length
      ? vscode.l10n.t('No paper has the key "{0}". Is it {1}?', fact('key'), quoted(near))
      : vscode.l10n.t('No paper has the key "{0}".', fact('key'));
  },
  notInBibliography: (fact) =>
    vscode.l10n.t('The paper "{0}" is in the library, but in no bibliography of this document.', fact('key')),
  missingBibliography: (fact) =>
    // TeX also looks in folders of its own, which are not known here
    fact('elsewhere')
      ? vscode.l10n.t(
          'The bibliography "{0}" is not in the folder of the document; its entries are not in the library.',
          fact('name'),
        )
      : vscode.l10n.t('The bibliography "{0}" is not there: {1}.', fact('name'), fact('file')),
  uncheckedCitations: (fact) =>
    vscode.l10n.t('The citations of this document are not checked: {0} could not be read.', fact('file')),
  locatorWithoutNumber: (fact) => vscode.l10n.t('"{0}" has no number.', fact('label')),
  linkWithoutNote: (fact) => vscode.l10n.t('The paper "{0}" has no note yet.', fact('key')),
  noteWithoutPaper: (fact) => vscode.l10n.t('No paper of the library has the key "{0}" of this note.', fact('key')),
  tableMarkers: () =>
    vscode.l10n.t('The markers of this table do not fit together: each needs its closing one, on a line of its own.'),
  tableAttributeUnknown: (fact) =>
    vscode.l10n.t('"{0}" says nothing here; topic, query, fields, sort and layout do.', fact('name')),
  tableAttributeMalformed: () => vscode.l10n.t('This is not understood; write name="value".'),
  tableLayoutUnknown: (fact) => vscode.l10n.t('"{0}" is no layout: write table, list or matrix.', fact('layout')),
  tableWithoutPapers: () => vscode.l10n.t('This table needs a topic="…" or a query="…".'),
  tableTopicUnknown: (fact) =>
    vscode.l10n.t('No paper has the topic "{0}", so the table stays as it is.', fact('topic')),
  tableFieldUnknown: (fact) => vscode.l10n.t('None of the notes has the field "{0}" yet.', fact('field')),
  tableForeign: () =>
    vscode.l10n.t(
      'Somebody wrote in this table, so it stays as it is. "Update Tables" writes it anew; without its markers it is yours.',
    ),
  noteKeyDiffers: (fact) =>
    vscode.l10n.t('The paper of this note has another key now: "{1}" instead of "{0}".', fact('key'), fact('other')),
  severalNotes: (fact) =>
    fact('isFirst')
      ? vscode.l10n.t('The paper "{0}" has {1} notes. This one opens.', fact('key'), fact('count'))
      : vscode.l10n.t('The paper "{0}" has {1} notes. Another one opens.', fact('key'), fact('count')),
  // templates of notes
  templateSyntax: (fact) => vscode.l10n.t('This cannot be rendered: {0}.', fact('reason')),
  templateUnclosed: (fact) => vscode.l10n.t('This is not closed: "{0}" is missing.', fact('end')),
  templateTag: (fact) => notThere(vscode.l10n.t('There is no tag "{0}".', fact('name')), fact),
  templateFileTag: (fact) => vscode.l10n.t('Templates read no other files, so there is no tag "{0}".', fact('name')),
  templateFilter: (fact) => notThere(vscode.l10n.t('There is no filter "{0}".', fact('name')), fact),
  unknownVariable: (fact) => notThere(vscode.l10n.t('No paper has "{0}".', fact('name')), fact),
  templateHandlebars: (fact) =>
    fact('liquid')
      ? vscode.l10n.t('"{0}" is Handlebars. In Liquid it is "{1}".', fact('written'), fact('liquid'))
      : vscode.l10n.t('"{0}" is Handlebars, and Liquid has nothing for it.', fact('written')),
  templateChanged: (fact) => vscode.l10n.t('In front matter "{0}" is read as "{1}".', fact('written'), fact('read')),
  templateYaml: (fact) =>
    vscode.l10n.t(
      'For a paper such as "{0}" this gives front matter that cannot be read. {1}',
      fact('title'),
      fact('reason'),
    ),
  badDoi: (fact) => identifier('DOI', fact),
  badIsbn: (fact) => identifier('ISBN', fact),
  badIssn: (fact) => identifier('ISSN', fact),
  badArxiv: (fact) => identifier('arXiv', fact),
  missingField: (fact) =>
    vscode.l10n.t('The entry "{0}" lacks what "@{1}" needs: {2}.', fact('key'), fact('type'), fact('fields')),
  missingAttachment: (fact) =>
    fact('count')
      ? vscode.l10n.t('None of the {0} files that this bibliography names is on this computer.', fact('count'))
      : vscode.l10n.t('The file "{0}" of "{1}" is not there.', fact('place'), fact('key')),
  unusedEntry: (fact) => vscode.l10n.t('No document cites "{0}".', fact('key')),
};

function notThere(text: string, fact: (name: string) => string): string {
  return fact('near') ? vscode.l10n.t('{0} Is it "{1}"?', text, fact('near')) : text;
}

function identifier(name: string, fact: (name: string) => string): string {
  if (fact('reason') === 'checksum')
    return vscode.l10n.t('The checksum of {0} "{1}" is wrong: one of its digits is another.', name, fact('value'));
  return fact('fixed')
    ? vscode.l10n.t('{0} "{1}" is written "{2}".', name, fact('value'), fact('fixed'))
    : vscode.l10n.t('"{1}" is no {0}.', name, fact('value'));
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `"${key}"`).join(', ');
}
