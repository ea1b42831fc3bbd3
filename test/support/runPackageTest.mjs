// Is the package whole, small and quick? It is made, installed into a clean VS Code and used there.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../vscode/browser.mjs';
import { cache, install, root } from '../vscode/install.mjs';
import { installExtension, startServer, workbenchUrl } from '../vscode/server.mjs';
import { exitProperly, report } from './editor/report.mjs';
import { openPage } from './editor/runSuite.mjs';
import { defaults } from './editor/suites.mjs';
import { checkSize, inKilobytes, makePackage } from './package.mjs';

/** The most that `activate` may take of the extension host before it gives way, in milliseconds. */
/** Windows opened to measure. */
const activations = 3;
const limit = 50;
/** The embedded VS Code does not run on Windows; the package is only looked at there. */
const embedded = process.platform !== 'win32';

exitProperly();
console.log('\npackage');
const result = { name: 'package', passed: 0, failed: 0 };
const scratch = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-'));
const file = path.join(scratch, 'literature-notes.vsix');
const notices = path.join(root, 'ThirdPartyNotices.txt');
const noticesBefore = await readFile(notices, 'utf8').catch(() => '');
let made, page;

await check('is made', async () => {
  made = await makePackage(file);
  return inKilobytes(made.size);
});
if (made) {
  await check('is small', () => checkSize(made.size));
  await check('names every package that it contains, and its licence', async () => {
    const text = await readFile(notices, 'utf8');
    for (const { name, version } of made.packages) assert.ok(text.includes(`\n${name} ${version} (`), name);
    assert.ok(
      made.packages.some(({ name }) => name === 'gray-matter'),
      'a package known to be there',
    );
    assert.ok(text === noticesBefore, 'ThirdPartyNotices.txt was out of date; it has been written anew');
  });
  if (embedded) await checkInstalled();
}
await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
report([result]);

async function checkInstalled() {
  const installation = await install('stable');
  const browser = await launchBrowser();
  let server;
  await check('can be installed', async () => {
    await installExtension({ installation, scratch, file });
    const entries = await readdir(path.join(scratch, 'extensions'), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.parentPath.includes('literature-notes.'));
    const names = files.map(({ name }) => name).filter((name) => name !== '.vsixmanifest');
    assert.equal(names.length, made.files.length, `the files of the package and no others: ${names.join(' ')}`);
    assert.ok(!names.some((name) => /\.map$|\.ts$|\.test\./.test(name)), 'neither sources nor tests');
  });
  await check('shows its papers', async () => {
    server = await startServer({ installation, scratch });
    await (await openPapers(browser, server)).click();
    await page.locator('.sidebar [role="treeitem"][aria-level="2"]').first().waitFor();
  });
  await check(`is activated in less than ${limit} ms of its own work`, async () => {
    for (let again = 1; again < activations; again++) {
      await page.context().close();
      await openPapers(browser, server);
    }
    const times = await ownActivationTimes();
    assert.ok(times.length >= activations, `${activations} activations in the log: ${times.join(', ')}`);
    const least = Math.min(...times);
    assert.ok(least < limit, `it took ${times.join(', ')} ms`);
    return `${least} ms of ${times.join(', ')}; with its loading VS Code counts ${await countedActivationTime()}`;
  });
  await server?.stop();
  await browser.close();
}

/** Opens a window, and the Papers view in it; gives the first topic. */
async function openPapers(browser, server) {
  page = await openPage(browser, defaults.window);
  await page.goto(workbenchUrl(server, {}));
  await page.locator('.activitybar [aria-label^="Literature"]').first().click({ timeout: 60_000 });
  const topic = page.locator('.sidebar [role="treeitem"][aria-level="1"]').first();
  await topic.waitFor({ timeout: 30_000 });
  return topic;
}

/**
 * What the extension measured and wrote into its log, in milliseconds, for each window that was
 * opened. Other work of the machine only adds to a time, so the least is the nearest to its own.
 */
async function ownActivationTimes() {
  const logs = path.join(scratch, 'data/logs');
  const found = (await readdir(logs, { recursive: true })).filter(
    (name) => path.basename(name) === 'Literature Notes.log',
  );
  const texts = await Promise.all(found.map((name) => readFile(path.join(logs, name), 'utf8')));
  return texts.flatMap((text) => [...text.matchAll(/activated in ([\d.]+) ms/gi)].map(([, time]) => Number(time)));
}

/** What the list of extensions tells: the reading of the bundle is in it, and whatever else the machine did then. */
async function countedActivationTime() {
  await page.locator('.activitybar [aria-label^="Extensions"]').first().click();
  const extension = page.locator('.extension-list-item', { hasText: 'Literature Notes' }).first();
  return extension.locator('.activationTime').textContent();
}

/** Runs one check and prints how it went, with the figure that it gives. */
async function check(title, run) {
  try {
    const figure = await run();
    result.passed++;
    console.log(`  ✓ ${title}${figure ? ` (${figure})` : ''}`);
  } catch (error) {
    result.failed++;
    console.log(`  ✗ ${title}: ${error.stack}`);
    await page?.screenshot({ path: path.join(cache, 'failures/package.png') }).catch(() => {});
  }
}
