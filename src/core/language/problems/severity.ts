/** How much a problem matters, as settings and the command line say it. */
export const severities = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type Severity = (typeof severities)[number];

/**
 * The problems that have a setting and a section in `media/problems.md`, and how much each matters unless a setting
 * says otherwise. An error is what makes the tool that renders the document leave a citation unresolved or give up, so
 * that a check on the command line fails; a document that renders has none.
 */
export const usualSeverities = {
  // in documents
  unknownKey: 'error',
  notInBibliography: 'warning',
  missingBibliography: 'error',
  uncheckedCitations: 'information',
  locatorWithoutNumber: 'warning',
  linkWithoutNote: 'information',
  // in notes
  noteWithoutPaper: 'information',
  noteKeyDiffers: 'information',
  severalNotes: 'information',
  malformedNote: 'warning',
  malformedTable: 'warning',
  staleTable: 'information',
  // in templates of notes
  malformedTemplate: 'error',
  unknownVariable: 'warning',
  templateYaml: 'warning',
  // in bibliographies
  malformedEntry: 'warning',
  duplicateKey: 'warning',
  repeatedEntry: 'warning',
  duplicatePaper: 'warning',
  badDoi: 'warning',
  badIsbn: 'warning',
  badIssn: 'warning',
  badArxiv: 'warning',
  missingField: 'information',
  missingAttachment: 'information',
  unusedEntry: 'off',
} as const satisfies Readonly<Record<string, Severity>>;
export type ProblemCode = keyof typeof usualSeverities;
export const problemCodes = Object.keys(usualSeverities) as readonly ProblemCode[];

/** Which of them a code belongs to: readers of bibliographies have codes of their own, all of malformed entries. */
export function kindOfProblem(code: string): ProblemCode {
  if (Object.hasOwn(usualSeverities, code)) return code as ProblemCode;
  if (code === 'tableForeign' || code === 'tableFieldUnknown') return 'staleTable';
  if (code.startsWith('table')) return 'malformedTable';
  if (code === 'templateChanged') return 'templateYaml';
  if (code.startsWith('template')) return 'malformedTemplate';
  return code.startsWith('frontMatter') ? 'malformedNote' : 'malformedEntry';
}

/** How much a problem matters by a setting, an object of severities by code, which may hold anything. */
export function severityOf(code: string, setting: unknown = {}): Severity {
  const kind = kindOfProblem(code);
  const chosen =
    typeof setting === 'object' && setting !== null && Object.hasOwn(setting, kind)
      ? (setting as Readonly<Record<string, unknown>>)[kind]
      : undefined;
  return severities.find((severity) => severity === chosen) ?? usualSeverities[kind];
}
