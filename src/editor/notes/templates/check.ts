import type * as vscode from 'vscode';
import type { Entry, Problem } from '../../../core/entry/entry.ts';
import { yamlFault } from '../../../core/notes/templates/noteYaml.ts';
import { templateProblems } from '../../../core/notes/templates/problems.ts';
import { samplePapers } from '../../../core/notes/templates/samples.ts';
import { yamlChanges } from '../../../core/notes/templates/yamlChanges.ts';
import { templateVariables } from '../../../core/notes/variables.ts';
import type { Papers } from '../../library/papers.ts';
import { problemText } from '../../library/problemTexts.ts';
import { knownOf } from '../templateContext.ts';

/**
 * What is wrong with a template by itself, and with the front matter that it gives for a paper and for papers that are
 * hard to write about. Each part that is to blame is told once. Between papers others have their turn; nothing is given
 * once the template is another one.
 */
export async function checkTemplate(
  text: string,
  paper: Entry | undefined,
  papers: Papers,
  scope: vscode.Uri,
  isStale: () => boolean,
): Promise<readonly Problem[] | undefined> {
  const problems = templateProblems(text);
  const blamed = new Set<number>();
  for (const entry of [...(paper ? [paper] : []), ...samplePapers]) {
    await new Promise((resolve) => setTimeout(resolve));
    if (isStale()) return undefined;
    const variables = templateVariables(entry, knownOf(papers, entry, scope));
    for (const { span, written, read, quoted } of yamlChanges(text, variables)) {
      if (blamed.has(span.start)) continue;
      blamed.add(span.start);
      problems.push({ code: 'templateChanged', span, facts: { written, read, quoted: JSON.stringify(quoted) } });
    }
    const fault = yamlFault(text, variables);
    if (!fault || blamed.has(fault.span.start)) continue;
    blamed.add(fault.span.start);
    problems.push({
      code: 'templateYaml',
      span: fault.span,
      facts: {
        title: entry.item.title ?? entry.key,
        reason: problemText(fault.problem),
        ...(fault.quoted ? { quoted: JSON.stringify(fault.quoted) } : {}),
      },
    });
  }
  return problems;
}
