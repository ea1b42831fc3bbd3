// The browser that shows VS Code to the tests: an installed one, or the one from a package.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { install } from './install.mjs';

/** Silent without a network, and able to run as root in a container. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Linux distributions put what Playwright does not look for by itself. */
const distributed = ['chromium', 'chromium-browser', 'brave-browser'].map((name) => `/usr/bin/${name}`);

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launchBrowser() {
  for (const where of installed()) {
    try {
      return await chromium.launch({ ...where, args });
    } catch {
      // not installed, or only a stub of it: the next one, then
    }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The editor tests need a browser: install Chrome, Chromium or Edge, or set CHROME_PATH.');
  }
  const unpacked = path.join(await install('browser'), 'unpacked');
  return chromium.launch({
    executablePath: path.join(unpacked, 'chromium'),
    args,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [path.join(unpacked, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: path.join(unpacked, 'fonts'),
      XDG_CACHE_HOME: path.join(unpacked, 'cache'),
    },
  });
}

function installed() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return [{ executablePath: chosen }];
  return [
    { channel: 'chrome' },
    { channel: 'msedge' },
    ...distributed.filter(existsSync).map((executablePath) => ({ executablePath })),
  ];
}
