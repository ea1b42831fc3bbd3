// The editor tests in the desktop app: `node test/support/runDesktopTests.mjs [--version 1.99.0|stable] [--suite NAME] [--grep TEXT]`.
//
// @vscode/test-electron downloads and starts it; Playwright drives its window through Chromium's debugging port.
import path from 'node:path';
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { chromium } from 'playwright-core';
import { root } from '../vscode/install.mjs';
import { freePort, writeSettings } from '../vscode/server.mjs';
import { listen } from './editor/bridge.mjs';
import { report } from './editor/report.mjs';
import { runSuite } from './editor/runSuite.mjs';
import { prepare, suitesOf } from './runEditorTests.mjs';

const { values } = parseArgs({
  options: { version: { type: 'string', default: 'stable' }, suite: { type: 'string' }, grep: { type: 'string' } },
});
const set = values.version === 'stable' ? 'stable' : 'minimum';

async function open(suite, handler) {
  const { scratch, workspace } = await prepare(suite);
  const data = path.join(scratch, 'data');
  await writeSettings(path.join(data, 'User'), suite.settings);
  const bridge = await listen(handler);
  const port = await freePort();
  const ended = runTests({
    version: values.version,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite.tests,
    extensionTestsEnv: { LITERATURE_NOTES_BRIDGE: bridge.url },
    launchArgs: [
      ...(workspace ? [workspace] : []),
      ...[
        `--remote-debugging-port=${port}`,
        `--user-data-dir=${data}`,
        `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ],
      ...['--skip-welcome', '--skip-release-notes', '--disable-extensions', '--disable-updates'],
      ...(suite.trust ? ['--disable-workspace-trust'] : []),
    ],
  });
  const browser = await Promise.race([
    connect(port),
    ended.then(() => Promise.reject(new Error('VS Code ended at once'))),
  ]);
  const page = await windowOf(browser);
  page.setDefaultTimeout(10_000);
  await page.setViewportSize(suite.window).catch(() => {}); // a help for pictures, no more
  return {
    page,
    load: async () => {},
    logs: path.join(data, 'logs'),
    async stop() {
      // the app ends with its tests; one that hangs ends with its window
      const patience = setTimeout(() => page.close().catch(() => {}), 10_000);
      await ended.catch(() => {});
      clearTimeout(patience);
      await browser.close();
      bridge.close();
      await rm(scratch, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
    },
  };
}

/** The download may come first, so patience. */
async function connect(port) {
  for (let tries = 0; ; tries++) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (tries === 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Of all that the app shows the workbench, as soon as it is there. */
async function windowOf(browser) {
  for (;;) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const workbench = pages.find((page) => page.url().includes('workbench'));
    if (workbench) return workbench;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const results = [];
for (const suite of await suitesOf(set, values.suite)) {
  results.push(
    await runSuite({
      name: `${suite.name} (desktop ${values.version})`,
      grep: values.grep,
      open: (handler) => open(suite, handler),
    }),
  );
}
report(results);
