import type { Eprint } from './eprint.ts';
import type { Fields } from './fields.ts';
import type { Put } from './item.ts';
import { isAddress } from './publication.ts';

/** Numbers and addresses by which the work is found. An arXiv preprint's own address needs no URL in views. */
export function putIdentifiers(type: string, fields: Fields, eprint: Eprint, put: Put): void {
  const views = fields.form === 'plain';
  const options = views ? '' : (fields.tex('options') ?? '');
  const hides = (name: string): boolean => options !== '' && new RegExp(`\\b${name}\\s*=\\s*false`).test(options);
  if (!hides('doi')) put('DOI', fields.verbatim('doi')?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i, ''));
  const isKnownFromArxiv = views && eprint.arxiv !== undefined;
  const address = views && isAddress(fields) ? fields.verbatim('howpublished') : undefined;
  const shown = hides('url') && type !== 'online' ? undefined : fields.verbatim('url');
  put('URL', shown ?? address ?? (isKnownFromArxiv ? undefined : eprint.url));
  put('ISBN', fields.text('isbn'));
  put('ISSN', fields.text('issn'));
  put('PMID', fields.verbatim('pmid') ?? eprint.pmid);
  put('PMCID', fields.verbatim('pmcid'));
  if (eprint.arxiv === undefined) return;
  put('archive', 'arXiv');
  put('archive_location', eprint.arxiv);
  put('archive_collection', eprint.arxivClass);
}
