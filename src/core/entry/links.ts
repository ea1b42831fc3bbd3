import { wellFormed } from '../text.ts';
import type { CslItem } from './csl.ts';

/** The addresses a paper can be opened at. Each is there only where the entry tells it. */
export interface PaperLinks {
  readonly arxiv?: string;
  readonly doi?: string;
  readonly pdf?: string;
  readonly url?: string;
}

/** The arXiv identifier of an item, such as `2312.00752` or `hep-th/9901001`. */
export function arxivId(item: CslItem): string | undefined {
  const archive = item['archive'];
  const id = item['archive_location'];
  if (typeof archive === 'string' && /^arxiv$/i.test(archive) && typeof id === 'string' && id) {
    return id.replace(/^arxiv:\s*/i, '');
  }
  return /^arxiv:\s*(\S+)/i.exec(item.number ?? '')?.[1] ?? /^10\.48550\/arxiv\.(.+)$/i.exec(item.DOI ?? '')?.[1];
}

/** Addresses by the resolvers' documented forms; an identifier with odd characters is escaped. */
export function linksOf(item: CslItem): PaperLinks {
  const arxiv = arxivId(item);
  const url = item.URL && /^https?:\/\//i.test(item.URL) ? item.URL : undefined;
  return {
    ...(arxiv
      ? { arxiv: `https://arxiv.org/abs/${escaped(arxiv)}`, pdf: `https://arxiv.org/pdf/${escaped(arxiv)}` }
      : {}),
    ...(item.DOI ? { doi: `https://doi.org/${escaped(item.DOI)}` } : {}),
    ...(url ? { url } : {}),
    ...(!arxiv && url && /\.pdf($|[?#])/i.test(url) ? { pdf: url } : {}),
  };
}

function escaped(identifier: string): string {
  return encodeURIComponent(wellFormed(identifier)).replaceAll('%2F', '/');
}
