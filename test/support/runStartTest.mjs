// Does `npm start` do what it says? It must print an address that shows VS Code with the extension in it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { launchBrowser } from '../vscode/browser.mjs';
import { cache } from '../vscode/install.mjs';
import { exitProperly, report } from './editor/report.mjs';
import { openPage } from './editor/runSuite.mjs';
import { defaults } from './editor/suites.mjs';

exitProperly();
console.log('\nstart');
const start = spawn(
  process.execPath,
  [path.join(import.meta.dirname, 'start.mjs'), '--embedded', '--no-open', '--no-build'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
process.once('exit', () => start.kill());
setTimeout(() => start.kill('SIGKILL'), 300_000).unref();
const browser = await launchBrowser();
const page = await openPage(browser, defaults.window);
const result = { name: 'start', passed: 0, failed: 0 };
try {
  await page.goto(await addressIn(start.stdout));
  await page.locator('.activitybar [aria-label^="Literature"]').first().waitFor({ timeout: 60_000 });
  start.kill('SIGINT');
  const [code] = await once(start, 'exit');
  if (code !== 0) throw new Error(`npm start ended with ${code}`);
  result.passed = 1;
  console.log('  ✓ opens VS Code with the extension, and ends with Ctrl+C');
} catch (error) {
  result.failed = 1;
  console.log(`  ✗ ${error.stack}`);
  await page.screenshot({ path: path.join(cache, 'failures/start.png') }).catch(() => {});
  start.kill('SIGINT');
}
await browser.close();
report([result]);

async function addressIn(output) {
  let text = '';
  for await (const chunk of output) {
    text += chunk;
    const address = text.match(/http:\/\/127\.0\.0\.1:\S+/);
    if (address) return address[0];
  }
  throw new Error(`npm start printed no address:\n${text}`);
}
