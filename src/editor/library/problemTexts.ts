import * as vscode from 'vscode';
import type { Problem } from '../../core/entry/entry.ts';

/** A problem in a sentence. Codes and facts are made in src/core/formats and src/core/library. */
export function problemText({ code, facts = {} }: Problem): string {
  const fact = (name: string) => facts[name] ?? '';
  switch (code) {
    case 'frontMatterUnclosed':
      return vscode.l10n.t('The front matter is not closed: a line "---" is missing.');
    case 'frontMatterLanguage':
      return vscode.l10n.t('Front matter in "{0}" is not read and never run; only YAML is.', fact('language'));
    case 'frontMatterTooLong':
      return vscode.l10n.t('The front matter is too long to be read.');
    case 'frontMatterInvalid':
      return vscode.l10n.t('The front matter is not valid YAML: {0}.', fact('reason'));
    case 'paperWithoutKey':
      return vscode.l10n.t('This paper has no citation key; its file name "{0}" serves as one.', fact('key'));
    case 'paperWithoutTitle':
      return vscode.l10n.t('The paper "{0}" has no title; its file name serves as one.', fact('key'));
    case 'abstractTooLong':
      return vscode.l10n.t(
        'The abstract of "{0}" is very long; its first {1} characters are used.',
        fact('key'),
        fact('kept'),
      );
    case 'duplicateKey':
      return vscode.l10n.t(
        'The citation key "{0}" is already used in {1}; this paper is left out.',
        fact('key'),
        fact('other'),
      );
    default:
      return [code, ...Object.values(facts)].join(' ');
  }
}
