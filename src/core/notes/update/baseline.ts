import { safeName } from '../fileName.ts';
import { digest } from '../../library/digest.ts';
import type { OwnedParts } from './parts.ts';

/**
 * What was last written into a note: against it an update tells what the user changed from what the library did. It
 * lies beside the notes in the workspace, so that git and other machines have it too.
 */
export interface Baseline {
  /** The template that made the note; nothing where it was the default one. */
  readonly template?: string;
  /** The `currentDate` that the note was made with. */
  readonly date: string;
  /** The `selectedText` that it was made with. */
  readonly selectedText: string;
  readonly fields: ReadonlyMap<string, unknown>;
  /** The content of each block, with LF line ends. */
  readonly blocks: ReadonlyMap<string, string>;
  /** The marks of PDFs that were imported into it, by their ids; nothing where none ever were. */
  readonly marks?: readonly string[];
}

/** What is kept of a note into which marks were imported, and of which nothing else is known. */
export function baselineOfMarks(marks: readonly string[]): Baseline {
  return { date: '', selectedText: '', fields: new Map(), blocks: new Map(), marks };
}

/** Whether it tells what an update wrote into the note, so that the next one need not ask. */
export function tellsOfUpdate(baseline: Baseline | undefined): baseline is Baseline {
  return baseline !== undefined && baseline.date !== '';
}

/** The baseline of a note that was just made of these parts. */
export function firstBaseline(
  { fields, blocks }: OwnedParts,
  making: Pick<Baseline, 'template' | 'date' | 'selectedText'>,
): Baseline {
  return {
    ...making,
    fields: new Map([...fields].map(([name, { value }]) => [name, value])),
    blocks: new Map([...blocks].map(([name, { content }]) => [name, content])),
  };
}

const version = 1;
/** A longer file is none that was written here. */
const longestBaseline = 20_000_000;

/** Where the baseline of a paper's notes lies in their workspace folder. Keys that differ in case only have two files. */
export function baselinePath(key: string): string {
  const name = safeName(key);
  const isOwn = name === key && key === key.toLowerCase() && key.length <= 80 && !/[. ]$/.test(key);
  return `.literature/baseline/${isOwn ? key : `${name.slice(0, 60)}~${digest(key)}`}.json`;
}

/** The text of a baseline: sorted, a field in each line, so that versions of it merge. The same for the same content. */
export function writeBaseline({ template, date, selectedText, fields, blocks, marks }: Baseline): string {
  const head = [
    ['version', version],
    ...(template === undefined ? [] : [['template', template]]),
    ['date', date],
    ...(selectedText ? [['selectedText', selectedText]] : []),
  ].map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const parts = [
    ...head,
    `  "fields": ${mapping(fields)}`,
    `  "blocks": ${mapping(blocks)}`,
    ...(marks ? [`  "marks": ${listing(marks)}`] : []),
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function mapping(values: ReadonlyMap<string, unknown>): string {
  const lines = [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return lines.length ? `{\n${lines.join(',\n')}\n  }` : '{}';
}

function listing(values: readonly string[]): string {
  const lines = [...new Set(values)].sort().map((value) => `    ${JSON.stringify(value)}`);
  return lines.length ? `[\n${lines.join(',\n')}\n  ]` : '[]';
}

/** The baseline that a file holds; nothing where it is damaged, such as by the marks of a conflict, or of another version. */
export function readBaseline(text: string): Baseline | undefined {
  if (text.length > longestBaseline) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (!isRecord(data) || data['version'] !== version) return undefined;
  const { template, date, selectedText, fields, blocks, marks } = data;
  if (typeof date !== 'string' || !isRecord(fields) || !isRecord(blocks)) return undefined;
  const contents = Object.entries(blocks).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    ...(typeof template === 'string' ? { template } : {}),
    date,
    selectedText: typeof selectedText === 'string' ? selectedText : '',
    fields: new Map(Object.entries(fields)),
    blocks: new Map(contents),
    ...(Array.isArray(marks) ? { marks: marks.filter((mark) => typeof mark === 'string') } : {}),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
