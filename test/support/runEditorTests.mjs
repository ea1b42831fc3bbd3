// The editor tests, in a real VS Code: `node test/support/runEditorTests.mjs [--set stable|minimum] [--suite NAME] [--grep TEXT]`.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../vscode/browser.mjs';
import { install, root } from '../vscode/install.mjs';
import { startServer, workbenchUrl } from '../vscode/server.mjs';
import { listen } from './editor/bridge.mjs';
import { exitProperly, report } from './editor/report.mjs';
import { openPage, runSuite } from './editor/runSuite.mjs';
import { defaults, suites } from './editor/suites.mjs';

/** The suites that a set runs, with their options. */
export async function suitesOf(set, only) {
  const folder = path.join(root, 'dist/test/editor');
  const files = existsSync(folder) ? await readdir(folder) : [];
  return files
    .filter((file) => file.endsWith('.suite.cjs'))
    .map((file) => file.slice(0, -'.suite.cjs'.length))
    .filter((name) => !only || name === only)
    .map((name) => ({ name, tests: path.join(folder, `${name}.suite.cjs`), ...defaults, ...suites[name] }))
    .filter(({ sets }) => sets.includes(set));
}

/** A scratch folder with a copy of the suite's workspace in it. */
export async function prepare({ workspace }) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-'));
  if (!workspace) return { scratch };
  const [fixture] = workspace.split('/');
  await cp(path.join(root, 'test/fixtures/workspace', fixture), path.join(scratch, fixture), { recursive: true });
  return { scratch, workspace: path.join(scratch, workspace) };
}

/** Runs a suite in a VS Code of its own; `suite.env` is added to what its extension host finds in its environment. */
export async function runInServer({ set, suite, browser, grep }) {
  const open = async (handler) => {
    const { scratch, workspace } = await prepare(suite);
    // what lies there when the server first starts is installed
    for (const name of suite.beside)
      await cp(path.join(root, 'test/fixtures/extensions', name), path.join(scratch, 'extensions', name), {
        recursive: true,
      });
    const bridge = await listen(handler);
    const server = await startServer({
      installation: await install(set),
      scratch,
      // in a browser VS Code saves by itself after a second; what a test sees must not depend on how long it took
      settings: { 'files.autoSave': 'off', ...suite.settings },
      trust: suite.trust,
      env: { LITERATURE_NOTES_BRIDGE: bridge.url, ...suite.env },
    });
    const page = await openPage(browser, suite.window);
    return {
      page,
      load: () => page.goto(workbenchUrl(server, { workspace, extension: root, tests: suite.tests })),
      logs: path.join(scratch, 'data/logs'),
      async stop() {
        await page.context().close();
        await server.stop();
        bridge.close();
        await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
      },
    };
  };
  return runSuite({ name: set === 'stable' ? suite.name : `${suite.name} (${set})`, grep, open });
}

if (process.argv[1] === import.meta.filename) {
  exitProperly();
  const { values } = parseArgs({
    options: { set: { type: 'string', default: 'stable' }, suite: { type: 'string' }, grep: { type: 'string' } },
  });
  const wanted = await suitesOf(values.set, values.suite);
  if (!wanted.length) throw new Error(`no suite ${values.suite ?? ''} for ${values.set} in dist/test/editor`);
  const browser = await launchBrowser();
  const results = [];
  for (const suite of wanted) {
    results.push(await runInServer({ set: values.set, suite, browser, grep: values.grep }));
  }
  await browser.close();
  report(results);
}
