// Turns positions in bundles into positions in sources, so that a failure names the line of the test.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { root } from '../../vscode/install.mjs';

const maps = new Map();

/** A position in a bundle; in the web extension host, which wraps the code in a function, with a mark at the end. */
const position = /[^\s(]*[\\/](dist[\\/][\w./\\-]+\.c?js)(#vscode-extension)?:(\d+):(\d+)/g;
const linesOfWrapper = 2;

/** The stack without the frames of mocha and VS Code. */
export function mapStack(stack) {
  return stack
    .replace(position, (place, bundle, wrapped, line, column) => {
      const found = mapOf(bundle)?.findEntry(line - 1 - (wrapped ? linesOfWrapper : 0), column - 1);
      if (!found?.originalSource) return place;
      const source = path.relative(root, path.resolve(root, path.dirname(bundle), found.originalSource));
      return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
    })
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules|node:internal|extensionHostProcess|extensionHostWorker)/.test(line))
    .join('\n');
}

function mapOf(bundle) {
  if (!maps.has(bundle)) {
    try {
      maps.set(bundle, new SourceMap(JSON.parse(readFileSync(path.join(root, `${bundle}.map`), 'utf8'))));
    } catch {
      maps.set(bundle, undefined); // built without a map
    }
  }
  return maps.get(bundle);
}
