/** What is wrong with an identifier, and what it should be where that is beyond doubt. */
export interface BadIdentifier {
  readonly reason: 'form' | 'checksum';
  readonly fixed?: string;
}

const good = undefined;

/** DOI handbook, 2.2: `10.`, a registrant's number, `/`, anything. Addresses and full stops behind are not part of it. */
export function checkDoi(written: string): BadIdentifier | undefined {
  const isDoi = (text: string) => /^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(text);
  const bare = decoded(written.trim().replace(/^(?:https?:\/\/)?(?:(?:dx|www)\.)?doi\.org\/|^doi:\s*/i, ''));
  // a bracket belongs to the DOI where it is opened in it, as in 10.1016/S0140-6736(05)67889-0
  const clean = bare.replace(/[.,;]+$/, '');
  const fixed = clean.endsWith(')') && !clean.includes('(') ? clean.slice(0, -1) : clean;
  if (fixed === written && isDoi(written)) return good;
  return { reason: 'form', ...(isDoi(fixed) && fixed !== written ? { fixed } : {}) };
}

function decoded(text: string): string {
  if (!/%2f/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** ISO 2108: 13 digits of which the last is a checksum with weights 1 and 3, or 10 with weights 10 to 1 and `X`. */
export function checkIsbn(written: string): BadIdentifier | undefined {
  return checkNumber(written, {
    prefix: /^(?:ISBN(?:-?1[03])?)\s*:?\s*/i,
    shape: /^(?:\d{9}[\dX]|97[89]\d{10})$/,
    groups: (fixed) => fixed,
    isWhole: (digits) => (digits.length === 10 ? weighted(digits, 10, 11) : alternating(digits)),
  });
}

/** ISO 3297: four digits, a hyphen, and four of which the last is a checksum with weights 8 to 1. */
export function checkIssn(written: string): BadIdentifier | undefined {
  return checkNumber(written, {
    prefix: /^(?:[ep]-?)?ISSN\s*:?\s*/i,
    shape: /^\d{7}[\dX]$/,
    groups: (fixed) => (/^\d{7}[\dX]$/.test(fixed) ? `${fixed.slice(0, 4)}-${fixed.slice(4)}` : fixed),
    isWhole: (digits) => weighted(digits, 8, 11),
  });
}

interface NumberRules {
  readonly prefix: RegExp;
  readonly shape: RegExp;
  /** How it is written, from what is written without prefix and foreign hyphens. */
  readonly groups: (fixed: string) => string;
  readonly isWhole: (digits: string) => boolean;
}

function checkNumber(written: string, { prefix, shape, groups, isWhole }: NumberRules): BadIdentifier | undefined {
  const clean = written
    .trim()
    .replace(prefix, '')
    .replace(/[\u2010-\u2015\u2212]|---?/g, '-')
    .replace(/x$/, 'X')
    .replace(/[.,;]$/, '');
  const digits = clean.replace(/[- ]/g, '');
  if (!shape.test(digits)) return { reason: 'form' };
  // which digit is wrong nobody can tell, so no other is proposed
  if (!isWhole(digits)) return { reason: 'checksum' };
  const fixed = groups(clean);
  return fixed === written ? good : { reason: 'form', fixed };
}

function weighted(digits: string, first: number, modulus: number): boolean {
  const sum = [...digits].reduce((total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * (first - at), 0);
  return sum % modulus === 0;
}

function alternating(digits: string): boolean {
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10 === 0;
}

/** arXiv, "Understanding the arXiv identifier": `YYMM.NNNNN` since 2007, `archive/YYMMNNN` before, both with a version. */
export function checkArxiv(written: string): BadIdentifier | undefined {
  const isArxiv = (text: string) =>
    /^\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v[1-9]\d*)?$/.test(text) ||
    /^[a-z][a-z-]*(?:\.[A-Z]{2})?\/\d{2}(?:0[1-9]|1[0-2])\d{3}(?:v[1-9]\d*)?$/.test(text);
  const fixed = written
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf)\//i, '')
    .replace(/^arxiv:\s*/i, '')
    .replace(/\.pdf$/i, '')
    .replace(/\s*\[[\w.-]+\]$/, '')
    .replace(/[.,;]$/, '');
  if (fixed === written && isArxiv(written)) return good;
  return { reason: 'form', ...(isArxiv(fixed) && fixed !== written ? { fixed } : {}) };
}
