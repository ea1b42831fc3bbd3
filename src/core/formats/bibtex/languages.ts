/**
 * BCP 47 tags of the languages that `langid` and `hyphenation` may name: babel's names, with the
 * regions that pandoc gives them.
 */
const tags: ReadonlyMap<string, string> = new Map(
  (
    'acadian:fr-CA afrikaans:af-ZA american:en-US arabic:ar australian:en-GB austrian:de-AT basque:eu brazil:pt-BR ' +
    'brazilian:pt-BR british:en-GB bulgarian:bg-BG canadian:en-US canadien:fr-CA catalan:ca-AD croatian:hr-HR ' +
    'czech:cs-CZ danish:da-DK dutch:nl-NL english:en-US estonian:et-EE farsi:fa-IR finnish:fi-FI francais:fr-FR ' +
    'french:fr-FR german:de-DE germanb:de-DE greek:el-GR hebrew:he-IL hungarian:hu-HU icelandic:is-IS italian:it-IT ' +
    'japanese:ja-JP latin:la latvian:lv-LV lithuanian:lt-LT magyar:hu-HU mongolian:mn-MN naustrian:de-AT ' +
    'newzealand:en-GB ngerman:de-DE norsk:nb-NO nynorsk:nn-NO polish:pl-PL polutonikogreek:el-GR portuguese:pt-PT ' +
    'romanian:ro-RO russian:ru-RU serbian:sr-RS serbianc:sr-RS slovak:sk-SK slovene:sl-SL spanish:es-ES ' +
    'swedish:sv-SE thai:th-TH turkish:tr-TR ukrainian:uk-UA ukenglish:en-GB usenglish:en-US vietnamese:vi-VN ' +
    'chinese:zh-CN galician:gl-ES korean:ko-KR norwegian:nb-NO nswissgerman:de-CH swissgerman:de-CH portuges:pt-PT ' +
    'frenchb:fr-FR indonesian:id-ID irish:ga-IE persian:fa-IR slovenian:sl-SI spanishmx:es-MX welsh:cy-GB'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** The language's tag; what is no name of babel's stands as it is. */
export function languageTag(name: string): string {
  return tags.get(name.trim().toLowerCase()) ?? name.trim();
}

/** Whether a title in this language is set in sentence case; without a language, English is assumed. */
export function isEnglish(tag: string | undefined): boolean {
  return tag === undefined || /^en\b/i.test(tag);
}
