// `npm test`: builds, checks and runs every test; on a fresh clone it installs what it needs first.
//
//   npm test                  everything but the desktop app
//   npm test -- unit editor   only these
//   npm test -- desktop       the editor tests in the desktop app, which is downloaded
import { fork } from 'node:child_process';
import path from 'node:path';
import { build, installDependencies, node } from '../vscode/dependencies.mjs';
import { sum } from './editor/report.mjs';

/** Name and command; each must succeed. */
const checks = [
  ['types', 'node_modules/typescript/bin/tsc', '-p', '.'],
  ['types', 'node_modules/typescript/bin/tsc', '-p', 'src/webview'],
  ['lint', 'node_modules/eslint/bin/eslint.js', '.'],
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
];

const inDesktop = (name) => [
  [name, 'runDesktopTests.mjs', '--version', '1.99.0'],
  [name, 'runDesktopTests.mjs', '--version', 'stable'],
];

/** The embedded VS Code runs where its server does; elsewhere it is the desktop app. */
const inEditor =
  process.platform === 'win32'
    ? inDesktop('editor')
    : [
        ['editor', 'runEditorTests.mjs'],
        ['minimum', 'runEditorTests.mjs', '--set', 'minimum'],
        ['start', 'runStartTest.mjs'],
      ];

/** Name and script; each tells its counts. */
const tests = [
  ['unit', 'runUnitTests.mjs'],
  ...inEditor,
  ['web', 'runWebTests.mjs'],
  ['package', 'runPackageTest.mjs'],
  ...inDesktop('desktop'),
];

/** So many lines of what a failure said. */
const longestReason = 14;

const only = process.argv.slice(2);
const wanted = ([name]) => (only.length ? only.includes(name) : name !== 'desktop');
const started = performance.now();
const results = [];

const isReady = await installDependencies().then(build, (error) => console.log(error.message));
if (isReady) {
  for (const [name, ...command] of checks.filter(wanted)) {
    if (!(await node(...command))) results.push({ name, passed: 0, failed: 1 });
  }
  for (const [name, script, ...args] of tests.filter(wanted)) results.push(...(await run(name, script, args)));
} else {
  results.push({ name: 'build', passed: 0, failed: 1 });
}

console.log(`\nAll of it, in ${Math.round((performance.now() - started) / 1000)} s:`);
for (const { name, passed, failed, pending, why = [] } of results) {
  console.log(
    `  ${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed${pending ? `, ${pending} skipped` : ''}`,
  );
  // said again where the last lines are all that is kept of a long run
  for (const reason of why) console.log(reason.split('\n').slice(0, longestReason).join('\n').replace(/^/gm, '      '));
}
const { passed, failed } = sum(results);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** The results that the script sent; a script that ends without any has failed. */
function run(name, script, args) {
  return new Promise((resolve) => {
    let sent;
    fork(path.join(import.meta.dirname, script), args)
      .on('message', (message) => (sent = message))
      .on('close', (code) => resolve(sent ?? [{ name: `${name} (ended with ${code})`, passed: 0, failed: 1 }]));
  });
}
