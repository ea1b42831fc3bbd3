/**
 * Localization keys that BibLaTeX resolves in `type`, `pubstate`, `location` and `series`, as its
 * English strings have them (manual, section 4.9.2, "Localization Keys").
 */
const english: ReadonlyMap<string, string> = new Map([
  ['bathesis', 'Bachelor’s thesis'],
  ['mathesis', 'Master’s thesis'],
  ['phdthesis', 'PhD thesis'],
  ['candthesis', 'Candidate thesis'],
  ['resreport', 'research report'],
  ['techreport', 'technical report'],
  ['software', 'computer software'],
  ['datacd', 'CD-ROM'],
  ['audiocd', 'audio CD'],
  ['patent', 'patent'],
  ['patentde', 'German patent'],
  ['patenteu', 'European patent'],
  ['patentfr', 'French patent'],
  ['patentuk', 'British patent'],
  ['patentus', 'U.S. patent'],
  ['patreq', 'patent request'],
  ['patreqde', 'German patent request'],
  ['patreqeu', 'European patent request'],
  ['patreqfr', 'French patent request'],
  ['patrequk', 'British patent request'],
  ['patrequs', 'U.S. patent request'],
  ['countryde', 'Germany'],
  ['countryep', 'European Union'],
  ['countryeu', 'European Union'],
  ['countryfr', 'France'],
  ['countryuk', 'United Kingdom'],
  ['countryus', 'United States of America'],
  ['inpreparation', 'in preparation'],
  ['submitted', 'submitted'],
  ['forthcoming', 'forthcoming'],
  ['inpress', 'in press'],
  ['prepublished', 'pre-published'],
  ['newseries', 'new series'],
  ['oldseries', 'old series'],
]);

/** What the key stands for, or the key itself where it is none. */
export function bibstring(key: string): string {
  return english.get(key.trim()) ?? key.trim();
}
