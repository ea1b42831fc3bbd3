/**
 * Text without the tags that CSL-JSON allows in it (citeproc-js, "HTML-like formatting tags"), for formats that have
 * nothing like them.
 */
export function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return text.replace(/<\/?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>/gi, '');
}

/** Text on one line. */
export function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n\v\f\u0085\u2028\u2029]+\s*/g, ' ').trim();
}
