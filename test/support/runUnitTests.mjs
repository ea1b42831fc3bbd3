// The unit tests, in plain Node: `node test/support/runUnitTests.mjs [--grep TEXT]`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { report } from './editor/report.mjs';
import { root } from '../vscode/install.mjs';

const { values } = parseArgs({ options: { grep: { type: 'string' } } });
const folder = path.join(root, 'dist/test/unit');
process.setSourceMapsEnabled(true);

const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, reporter: 'dot', ...values });
for (const file of readdirSync(folder, { recursive: true }).sort()) {
  if (file.endsWith('.test.cjs')) mocha.addFile(path.join(folder, file));
}
const why = [];
const { stats } = await new Promise((resolve) => {
  const runner = mocha.run(() => resolve(runner));
  runner.on('fail', (test, error) => why.push(`${test.fullTitle()}\n${error.stack}`));
});
report([{ name: 'unit', passed: stats.passes, failed: stats.failures, pending: stats.pending, why }]);
