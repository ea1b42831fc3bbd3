import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { PaperPicker } from '../citing/picker.ts';
import type { Papers } from '../library/papers.ts';

export interface Question {
  /** The command that asks. */
  readonly title: string;
  /** What the paper is searched for, as a request: "Search the paper to show". */
  readonly search: string;
}

/**
 * The paper of the first of these keys that the library knows, as the active document means it. Where there is no key,
 * or none that is known, the user picks a paper, and reads which key is unknown.
 */
export async function paperMeant(
  { papers, picker }: { readonly papers: Papers; readonly picker: PaperPicker },
  keys: readonly (string | undefined)[],
  { title, search }: Question,
): Promise<Paper | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const given = keys.filter((key) => key !== undefined);
  for (const key of given) {
    const known = document ? await papers.cited(key, document) : await papers.find(key);
    if (known) return known;
  }
  const [unknown] = given;
  const picked = await picker.pick({
    title,
    placeholder:
      unknown === undefined ? search : vscode.l10n.t('“{0}” is no paper of the library. {1}', unknown, search),
    many: false,
  });
  return picked?.papers[0];
}
