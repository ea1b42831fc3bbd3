import { bibstring } from './bibstrings.ts';
import type { Fields } from './fields.ts';
import type { Put } from './item.ts';
import { splitOutside } from './nameLists.ts';
import { joined } from './numbers.ts';
import { squeezed } from './texBlanks.ts';

/** Pandoc names every body that made the work public, the school first and the publisher last. */
const publishers = ['school', 'institution', 'organization', 'howpublished', 'publisher'];

/** Who made the work public, where, and as what. */
export function putPublication(type: string, fields: Fields, put: Put): void {
  let publisher: string | undefined;
  for (const name of publishers) {
    const skipped = name === 'howpublished' && fields.form === 'plain' && isAddress(fields);
    if (fields.has(name) && !skipped) publisher = joined(publisher, '; ', list(fields, name));
  }
  put('publisher', publisher);
  put(type === 'patent' ? 'jurisdiction' : 'publisher-place', list(fields, 'address', 'location'));
  put('event-place', list(fields, 'venue'));
  put('original-publisher', list(fields, 'origpublisher'));
  put('original-publisher-place', list(fields, 'origlocation'));
  put('genre', genreOf(type, fields));
  put('status', resolved(fields, 'pubstate'));
}

/** A literal list of BibLaTeX (manual, section 2.2.1): names of bodies or places, "and" between them. */
function list(fields: Fields, name: string, other?: string): string | undefined {
  const tex = fields.tex(name, other);
  if (tex === undefined) return undefined;
  if (!/ and /i.test(tex) && !tex.includes('country')) return fields.textOf(tex) || undefined;
  return splitOutside(squeezed(tex), ' and ')
    .map((part) => fields.textOf(part))
    .map((part) => bibstring(part))
    .filter(Boolean)
    .join('; ');
}

/** A field whose value may be a localization key. */
function resolved(fields: Fields, name: string): string | undefined {
  const value = fields.text(name);
  return value === undefined ? undefined : bibstring(value);
}

function genreOf(type: string, fields: Fields): string | undefined {
  const given = resolved(fields, 'type');
  if (given !== undefined) return given;
  return type === 'phdthesis' || type === 'mastersthesis'
    ? bibstring(type === 'phdthesis' ? 'phdthesis' : 'mathesis')
    : undefined;
}

/** Whether `howpublished` is only a web address, as classic BibTeX has no field for one. */
export function isAddress(fields: Fields): boolean {
  return /^(\\url\s*\{[^{}]*\}|https?:\/\/\S+)$/.test(fields.tex('howpublished')?.trim() ?? '');
}
