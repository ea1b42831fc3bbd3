import { parseArgs } from 'node:util';
import { writtenFormats } from '../core/formats/writers.ts';
import type { WrittenFormat } from '../core/formats/writers.ts';

export interface EntriesCommand {
  readonly name: 'entries';
  readonly files: readonly string[];
  readonly json: boolean;
}

export interface SearchCommand {
  readonly name: 'search';
  readonly query: string;
  readonly libraries: readonly string[];
  readonly limit: number;
  readonly json: boolean;
}

export interface ConvertCommand {
  readonly name: 'convert';
  readonly file: string;
  readonly to: WrittenFormat;
}

export interface CitationsCommand {
  readonly name: 'citations';
  readonly file: string;
  readonly json: boolean;
}

/** How problems are told: a line each, JSON, or as services for continuous integration read them. */
export const checkFormats = ['text', 'json', 'sarif', 'github'] as const;
export type CheckFormat = (typeof checkFormats)[number];

export interface CheckCommand {
  readonly name: 'check';
  readonly files: readonly string[];
  readonly libraries: readonly string[];
  readonly format: CheckFormat;
}

export type Command =
  | CheckCommand
  | EntriesCommand
  | SearchCommand
  | ConvertCommand
  | CitationsCommand
  | { readonly name: 'help' | 'version' }
  | { readonly name: 'mistake'; readonly what: string };

const flags = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } as const;
const json = { type: 'boolean', default: false } as const;
const usualLimit = 20;

/** What a command line asks for. Mistakes are told in the words of a shell user. */
export function parseCommand(words: readonly string[]): Command {
  try {
    return parse([...words]);
  } catch (error) {
    // parseArgs throws for options that are unknown or lack their value
    return mistake(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

function parse([name, ...args]: string[]): Command {
  switch (name) {
    case 'entries': {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ...flags, json } });
      return general(values) ?? { name, files: positionals, json: values.json };
    }
    case 'search': {
      const library = { type: 'string', multiple: true, default: [] as string[] } as const;
      const options = { ...flags, json, library, limit: { type: 'string' } } as const;
      const { values, positionals } = parseArgs({ args: exclusionsLast(args), allowPositionals: true, options });
      const limit = values.limit === undefined ? usualLimit : Number(values.limit);
      const query = positionals.join(' ');
      if (general(values)) return general(values) ?? mistake('');
      if (!Number.isInteger(limit) || limit < 1)
        return mistake(`--limit must be a number from 1, not "${values.limit}"`);
      if (!query.trim()) return mistake('search needs a query');
      return { name, query, libraries: values.library, limit, json: values.json };
    }
    case 'convert': {
      const options = { ...flags, to: { type: 'string' } } as const;
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
      const [file, ...others] = positionals;
      const to = writtenFormats.find((format) => format === values.to);
      if (general(values)) return general(values) ?? mistake('');
      if (file === undefined || others.length) return mistake('convert needs one file');
      if (!to) return mistake(`--to must be one of ${writtenFormats.join(', ')}`);
      return { name, file, to };
    }
    case 'citations': {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ...flags, json } });
      const [file, ...others] = positionals;
      if (general(values)) return general(values) ?? mistake('');
      if (file === undefined || others.length) return mistake('citations needs one file');
      return { name, file, json: values.json };
    }
    case 'check': {
      const library = { type: 'string', multiple: true, default: [] as string[] } as const;
      const options = { ...flags, json, library, format: { type: 'string' } } as const;
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
      const wanted = values.format ?? (values.json ? 'json' : 'text');
      const format = checkFormats.find((each) => each === wanted);
      if (general(values)) return general(values) ?? mistake('');
      if (!format) return mistake(`--format must be one of ${checkFormats.join(', ')}`);
      if (values.json && format !== 'json') return mistake('--json and --format exclude each other');
      if (!positionals.length) return mistake('check needs a file');
      return { name, files: positionals, libraries: values.library, format };
    }
    default: {
      if (name === undefined) return mistake('a command is missing');
      if (!name.startsWith('-')) return mistake(`unknown command "${name}"`);
      const { values } = parseArgs({ args: [name, ...args], options: flags });
      return general(values) ?? mistake('a command is missing');
    }
  }
}

function general(values: { help?: boolean | undefined; version?: boolean | undefined }): Command | undefined {
  if (values.help) return { name: 'help' };
  return values.version ? { name: 'version' } : undefined;
}

function mistake(what: string): Command {
  return { name: 'mistake', what };
}

/** Words such as `-survey` are part of a query; options have two minuses, but for `-h`. */
function exclusionsLast(args: readonly string[]): string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const isExclusion = (word: string, at: number) =>
    at < end && /^-[^-h]|^-h./.test(word) && !/^--(?:library|limit)$/.test(args[at - 1] ?? '');
  const excluded = args.filter(isExclusion);
  if (!excluded.length) return [...args];
  const kept = args.filter((word, at) => at < end && !isExclusion(word, at));
  return [...kept, '--', ...excluded, ...args.slice(end + 1)];
}
