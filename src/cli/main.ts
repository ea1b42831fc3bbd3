import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listCitations } from './citations.ts';
import { check } from './check.ts';
import { convert } from './convert.ts';
import { listEntries } from './entries.ts';
import { parseCommand } from './command.ts';
import { extensionFolder } from './files.ts';
import type { Output } from './files.ts';
import { searchPapers } from './search.ts';
import { usage } from './usage.ts';

/** Runs a command line; the result is the exit code: 1 where a file could not be read, 2 where the command makes no sense. */
export function run(words: readonly string[], output: Output): number {
  const command = parseCommand(words);
  switch (command.name) {
    case 'help':
      output.out(usage);
      return 0;
    case 'version':
      output.out(`${version()}\n`);
      return 0;
    case 'mistake':
      output.error(`literature-notes: ${command.what}\n\n${usage}`);
      return 2;
    case 'entries':
      return listEntries(command, output);
    case 'search':
      return searchPapers(command, output);
    case 'convert':
      return convert(command, output);
    case 'citations':
      return listCitations(command, output);
    case 'check':
      return check(command, output, version());
  }
}

function version(): string {
  const manifest = readFileSync(path.join(extensionFolder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
