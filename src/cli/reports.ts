import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ToldProblem } from './check.ts';
import type { CheckFormat } from './command.ts';
import { wordsOf } from './files.ts';

/** The problems as text in a format. */
export function report(problems: readonly ToldProblem[], format: CheckFormat, version: string): string {
  switch (format) {
    case 'text':
      return problems.map(line).join('');
    case 'json':
      return `${JSON.stringify(problems, null, 2)}\n`;
    case 'github':
      return problems.map(workflowCommand).join('');
    case 'sarif':
      return `${JSON.stringify(sarif(problems, version), null, 2)}\n`;
  }
}

/** Lines and columns count from 1. */
function line({ file, range: { start }, severity, code, message }: ToldProblem): string {
  return `${file}:${start.line + 1}:${start.character + 1}: ${severity} ${code}: ${message}\n`;
}

/** GitHub, "Workflow commands for GitHub Actions": a message at a place, which is shown beside the changed line. */
function workflowCommand({ file, range: { start, end }, severity, code, message }: ToldProblem): string {
  const level = severity === 'error' || severity === 'warning' ? severity : 'notice';
  const properties = {
    file,
    line: start.line + 1,
    // columns are read only where all is on one line
    ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
    endLine: end.line + 1,
    title: code,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${level} ${list.join(',')}::${escaped(message)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** SARIF 2.1.0 (OASIS), as code scanning services read it. */
function sarif(problems: readonly ToldProblem[], version: string): unknown {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'literature-notes',
            version,
            rules: codes.map((id) => ({ id, shortDescription: { text: wordsOf(id) } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map(({ file, range: { start, end }, severity, code, message }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: levels[severity],
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: addressOf(file) },
                region: {
                  startLine: start.line + 1,
                  startColumn: start.character + 1,
                  endLine: end.line + 1,
                  endColumn: end.character + 1,
                },
              },
            },
          ],
        })),
      },
    ],
  };
}

/** Relative to the folder one is in, as services look for files in the repository; others as a whole. */
function addressOf(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  if (relative.startsWith('..') || path.isAbsolute(relative)) return pathToFileURL(path.resolve(file)).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}
