import type { LatexPackage } from '../edit/editable.ts';
import { latexPackage } from '../edit/editable.ts';

/** The commands a document cites with in parentheses, and in the sentence. */
export interface CommandsInUse {
  readonly parenthetical: string;
  readonly inText: string;
}

const usual: Readonly<Record<LatexPackage, CommandsInUse>> = {
  natbib: { parenthetical: 'citep', inText: 'citet' },
  biblatex: { parenthetical: 'parencite', inText: 'textcite' },
};
const parenthetical = new Set(['cite', 'citep', 'parencite', 'autocite', 'footcite', 'smartcite', 'supercite']);
const inText = new Set(['citet', 'textcite']);
/** Commands by which a part of a document in several files tells what its main file loads. */
const telling = /\\(?:citep|citet|parencite|textcite|autocite|footcite|smartcite|supercite)\b/;
const loading = /\\usepackage(?:\[[^\]]*\])?\{[^}]*\b(?:natbib|biblatex)\b|\\addbibresource/;

/**
 * The commands that a LaTeX document cites with: of each kind the one it uses most, else the one of the package it
 * loads (manuals of natbib and BibLaTeX). Nothing where it neither loads one nor uses a command of one.
 */
export function commandsInUse(text: string): CommandsInUse | undefined {
  const code = text.replace(/(?<!\\)%.*/g, '');
  if (!loading.test(code) && !telling.test(code)) return undefined;
  const counts = new Map<string, number>();
  for (const [, command = ''] of code.matchAll(/\\([a-z]+)\*?(?=[[{])/g))
    if (parenthetical.has(command) || inText.has(command)) counts.set(command, (counts.get(command) ?? 0) + 1);
  const most = (kind: ReadonlySet<string>) =>
    [...counts].filter(([command]) => kind.has(command)).sort(([, a], [, b]) => b - a)[0]?.[0];
  const { [latexPackage(code)]: ofPackage } = usual;
  return {
    parenthetical: most(parenthetical) ?? ofPackage.parenthetical,
    inText: most(inText) ?? ofPackage.inText,
  };
}
