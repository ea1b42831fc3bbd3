import type { CslItem, CslName } from '../entry/csl.ts';
import { arxivId } from '../entry/links.ts';
import { yamlScalar } from '../formats/yamlText.ts';
import { yearOf } from '../entry/authors.ts';

/** Markdown that describes one paper, in the form of the seeds; `seeds/README.md` describes the fields. */
export function paperFileOf(item: CslItem): string {
  const { title = '', author = [] } = item;
  const year = yearOf(item);
  const fields: string[] = [`citekey: ${yamlScalar(item.id)}`, `title: ${title ? yamlScalar(title) : '""'}`];
  fields.push('authors:', ...(author.length ? author.map(nameLine) : ['  - Family, Given']));
  fields.push(`year: ${year ?? ''}`.trimEnd());
  for (const [field, variable] of Object.entries(variables)) {
    const value = item[variable];
    if (typeof value === 'string' && value) fields.push(`${field}: ${yamlScalar(value)}`);
  }
  const arxiv = arxivId(item);
  if (arxiv) fields.push(`arxiv: "${arxiv}"`);
  fields.push('topics: []');
  const abstract = typeof item.abstract === 'string' ? `\n${item.abstract.trim()}\n` : '\n';
  return `---\n${fields.join('\n')}\n---\n${abstract}`;
}

const variables = {
  type: 'type',
  venue: 'container-title',
  volume: 'volume',
  issue: 'issue',
  pages: 'page',
  publisher: 'publisher',
  doi: 'DOI',
  url: 'URL',
} as const;

function nameLine({ family, given, literal, ...particles }: CslName): string {
  const particle = particles['non-dropping-particle'];
  const last = [typeof particle === 'string' ? particle : '', family ?? ''].filter(Boolean).join(' ');
  return `  - ${yamlScalar(literal ?? [last, given].filter(Boolean).join(', '))}`;
}
