// The web tests, in VS Code for the Web: `node test/support/runWebTests.mjs [--grep TEXT]`.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../vscode/browser.mjs';
import { install, root } from '../vscode/install.mjs';
import { startWebServer } from '../web/server.mjs';
import { report } from './editor/report.mjs';
import { openPage, runSuite } from './editor/runSuite.mjs';
import { defaults } from './editor/suites.mjs';

const { values } = parseArgs({ options: { grep: { type: 'string' } } });
const installation = await install('web');
const browser = await launchBrowser();

async function open(bridge) {
  const server = await startWebServer({
    installation,
    workspace: path.join(root, 'test/fixtures/workspace', defaults.workspace),
    tests: 'dist/test/web/index.js',
    bridge,
  });
  const page = await openPage(browser, defaults.window);
  return {
    page,
    load: () => page.goto(server.url),
    async stop() {
      await page.context().close();
      server.close();
    },
  };
}

const result = await runSuite({ name: 'web', grep: values.grep, open });
await browser.close();
report([result]);
