// Runs one suite in a VS Code that somebody opened, prints each result, keeps what explains a failure.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cache, root } from '../../vscode/install.mjs';
import { createBridge } from './bridge.mjs';
import { mapStack } from './mapStack.mjs';

const seconds = 1000;
/** Until the first word of the tests, and between any two after it. */
const patience = { start: 90 * seconds, event: 120 * seconds };

/**
 * @param {object} suite
 * @param {string} suite.name
 * @param {string} [suite.grep]
 * @param {(bridge: import('node:http').RequestListener) => Promise<Opened>} suite.open
 * @returns {Promise<{ name: string, passed: number, failed: number, pending: number, why: string[] }>} `why` tells of each failure
 *
 * @typedef {object} Opened
 * @property {import('playwright-core').Page} page   where VS Code is about to be shown
 * @property {() => Promise<unknown>} load           shows it
 * @property {string} [logs]                         the folder of VS Code's log files
 * @property {() => Promise<void>} stop
 */
export async function runSuite({ name, grep, open }) {
  const failures = path.join(cache, 'failures', name);
  await rm(failures, { recursive: true, force: true });
  console.log(`\n${name}`);

  const counts = { passed: 0, failed: 0, pending: 0 };
  const said = [];
  const why = [];
  let opened;
  let finish, giveUp, timer;
  const finished = new Promise((resolve, reject) => ((finish = resolve), (giveUp = reject)));
  finished.catch(() => {}); // it may fail before anybody waits for it
  const expectWord = (limit) => {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp(new Error(`no word from the tests for ${limit / seconds} s`)), limit);
  };

  const picture = async (title) => {
    await mkdir(failures, { recursive: true });
    const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
    // a suite may have opened other windows
    for (const [at, page] of (opened?.page.context().pages() ?? []).entries()) {
      const file = path.join(failures, `${name}${at ? `-window-${at + 1}` : ''}.png`);
      await page.screenshot({ path: file, timeout: 5 * seconds }).catch(() => {});
      console.log(`      picture: ${path.relative(root, file)}`);
    }
  };
  const bridge = createBridge({
    options: { grep },
    page: () => opened.page,
    async onEvent(event) {
      expectWord(patience.event);
      print(event);
      if (event.kind === 'fail') {
        why.push(`${event.fullTitle}\n${mapStack(event.stack)}`);
        await picture(event.fullTitle);
      }
      if (event.kind === 'done') finish();
      else if (event.kind === 'broken') giveUp(Object.assign(new Error(), { stack: event.stack }));
      else if (event.kind in tally) counts[tally[event.kind]]++;
    },
  });

  try {
    opened = await open(bridge);
    expectWord(patience.start);
    opened.page.on('console', (message) => said.push(message.text()));
    opened.page.on('crash', () => giveUp(new Error('the page crashed')));
    opened.page.on('close', () => giveUp(new Error('the window was closed')));
    await opened.load();
    await finished;
    if (counts.passed + counts.failed + counts.pending === 0 && !grep) throw new Error('the suite has no tests');
  } catch (error) {
    counts.failed++;
    why.push(`did not finish: ${mapStack(error.stack)}`);
    console.log(`  ✗ ${name} ${why.at(-1)}`);
    for (const line of said.filter((text) => /\bERR\b|Error:/.test(text)).slice(-5)) console.log(mapStack(line));
    await picture('did not finish');
  } finally {
    clearTimeout(timer);
    if (counts.failed) await keepLogs(failures, said, opened?.logs);
    await opened?.stop();
  }
  return { name, ...counts, why };
}

/** A window of its own for a suite: nothing remembered, the clipboard at hand. */
export async function openPage(browser, viewport) {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.setDefaultTimeout(20 * seconds);
  return page;
}

const tally = { pass: 'passed', fail: 'failed', pending: 'pending' };

function print({ kind, title, depth, duration, stack }) {
  if (!title) return;
  const indent = '  '.repeat(depth);
  if (kind === 'suite') console.log(`${indent}${title}`);
  if (kind === 'pass')
    console.log(`${indent}✓ ${title}${duration > seconds ? ` (${(duration / seconds).toFixed(1)} s)` : ''}`);
  if (kind === 'pending') console.log(`${indent}- ${title}`);
  if (kind === 'fail') console.log(`${indent}✗ ${title}\n${mapStack(stack).replace(/^/gm, `${indent}    `)}`);
}

async function keepLogs(failures, said, logs) {
  await mkdir(failures, { recursive: true });
  await writeFile(path.join(failures, 'console.log'), said.join('\n'));
  if (logs) await cp(logs, path.join(failures, 'logs'), { recursive: true }).catch(() => {});
}
