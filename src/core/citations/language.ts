import type { Syntax } from './syntax.ts';

/** What babel and polyglossia call the languages whose labels are known. */
const latexNames: Readonly<Record<string, string>> = {
  german: 'de',
  ngerman: 'de',
  austrian: 'de',
  naustrian: 'de',
  nswissgerman: 'de',
  french: 'fr',
  acadian: 'fr',
  canadien: 'fr',
  spanish: 'es',
};

/** Where a document says its language; pandoc takes `lang` of the metadata (manual, "Language variables"). */
const said: Readonly<Record<Syntax, RegExp>> = {
  markdown: /^lang:[ \t]*["']?([A-Za-z]{2,8})/m,
  latex:
    /\\usepackage\[[^\]]{0,200}?([a-z]+)\]\{babel\}|\\set(?:main|default)language(?:\[[^\]]{0,100}\])?\{([a-z]+)\}/,
  typst: /#set\s+text\([^)]{0,200}?\blang:\s*"([a-z]{2,3})"/,
  org: /^#\+language:[ \t]*([a-z]{2})/im,
  rst: /^(?!)/,
};

/** The language of a document, as `de`, where its beginning says it. */
export function languageOf(beginning: string, syntax: Syntax): string | undefined {
  const hit = said[syntax].exec(beginning);
  const name = (hit?.[1] ?? hit?.[2])?.toLowerCase();
  return name === undefined ? undefined : syntax === 'latex' ? latexNames[name] : name;
}
