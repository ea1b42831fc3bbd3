import type { Fields } from './fields.ts';

/** What an entry's `eprint` names: an arXiv or PubMed identifier, or an address. */
export interface Eprint {
  readonly arxiv?: string;
  readonly arxivClass?: string;
  readonly pmid?: string;
  readonly url?: string;
}

/** Archives whose items have an address of their own; arXiv's and PubMed's are in `eprintOf`. */
const addresses: ReadonlyMap<string, string> = new Map([
  ['jstor', 'https://www.jstor.org/stable/'],
  ['googlebooks', 'https://books.google.com?id='],
  ['hdl', 'https://hdl.handle.net/'],
]);

/**
 * The electronic identifier (BibLaTeX manual, section 3.14.7). BibTeX's `archivePrefix` and
 * `primaryClass` are its aliases; without a type, an identifier that looks like arXiv's is one.
 */
export function eprintOf(fields: Fields): Eprint {
  const written = fields.verbatim('eprint') ?? fields.verbatim('arxivid');
  if (written === undefined) return {};
  const type = fields.verbatim('eprinttype', 'archiveprefix')?.toLowerCase();
  if (type === 'arxiv' || (type === undefined && looksLikeArxiv.test(written))) {
    const arxiv = written.replace(/^arxiv:/i, '');
    const arxivClass = fields.verbatim('eprintclass', 'primaryclass');
    return {
      arxiv,
      ...(arxivClass ? { arxivClass } : {}),
      ...(type ? { url: `https://arxiv.org/abs/${arxiv}` } : {}),
    };
  }
  if (type === 'pubmed') return { pmid: written, url: `https://www.ncbi.nlm.nih.gov/pubmed/${written}` };
  const address = addresses.get(type ?? '');
  return address === undefined ? {} : { url: address + written };
}

/** "2312.00752v2", "hep-th/9901001", with or without "arXiv:". */
const looksLikeArxiv = /^(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i;
