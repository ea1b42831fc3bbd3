/** Identifiers as people paste them, brought into the form that CSL variables hold. */

/** A DOI without resolver or prefix: `10.1000/xyz`. Text that holds none is given back trimmed. */
export function bareDoi(text: string): string {
  return text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:dx\.)?doi\.org\//i, '')
    .replace(/^doi:?\s*/i, '');
}

/** The arXiv identifier in an address such as `https://arxiv.org/abs/2312.00752v2`, without the version. */
export function arxivInUrl(url: string): string | undefined {
  return /^https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf)\/([^?#\s]+?)(?:v\d+)?(?:\.pdf)?(?:[?#]|$)/i.exec(
    url,
  )?.[1];
}

/** Whether a standard number is an ISSN (eight digits, the last may be X) and not an ISBN. */
export function isIssn(text: string): boolean {
  return /^(?:ISSN:?\s*)?\d{4}[-– ]?\d{3}[\dXx](?:\s*\(.*\))?$/.test(text.trim());
}
