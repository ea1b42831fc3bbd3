// The README's pictures, from the running product: `npm run pictures`. `-- --themes` takes them in every kind of theme, to be looked at.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../vscode/browser.mjs';
import { cache, install, root } from '../vscode/install.mjs';
import { startServer, workbenchUrl } from '../vscode/server.mjs';
import { exitProperly } from './editor/report.mjs';

exitProperly();
const { values } = parseArgs({ options: { themes: { type: 'boolean', default: false } } });
const themes = values.themes
  ? {
      light: 'Default Light Modern',
      dark: 'Default Dark Modern',
      'high-contrast': 'Default High Contrast',
      'high-contrast-light': 'Default High Contrast Light',
    }
  : { '': 'Default Light Modern' };
/** The README shows some of them. */
const shown = values.themes ? undefined : ['browse', 'card', 'cite', 'edit', 'problems', 'note'];
const folder = values.themes ? path.join(cache, 'pictures') : path.join(root, 'media/readme');
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
for (const [name, theme] of Object.entries(themes))
  await takeAll(theme, (what) => path.join(folder, `${[what, name].filter(Boolean).join('-')}.png`));
await browser.close();

async function takeAll(theme, fileOf) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-'));
  const workspace = path.join(scratch, 'sample');
  await cp(path.join(root, 'test/fixtures/workspace/sample'), workspace, { recursive: true });
  const settings = {
    'workbench.colorTheme': theme,
    'window.autoDetectColorScheme': false,
    'editor.minimap.enabled': false,
    'editor.wordWrap': 'on',
    'window.commandCenter': false,
    'literatureNotes.addToBibliography': 'never',
  };
  const server = await startServer({ installation: await install('stable'), scratch, settings });
  const context = await browser.newContext({
    viewport: { width: 1120, height: 700 },
    deviceScaleFactor: values.themes ? 1 : 1.5,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(workbenchUrl(server, { workspace, extension: root }));

  const row = (text) => page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
  const quickRow = (text) => page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: text });
  const take = async (what) => {
    if (!shown || shown.includes(what)) await page.screenshot({ path: fileOf(what) });
  };
  const settle = () => page.waitForTimeout(700);
  const command = async (title) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.type(title);
    await quickRow(title).waitFor();
    await page.keyboard.press('Enter');
  };
  const pick = async (query, title) => {
    await page.locator('.quick-input-widget input:focus').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(query);
    await quickRow(title).waitFor();
  };

  await row('manuscript.md').dblclick();
  await page.locator('.view-line', { hasText: 'later ones choose what to keep' }).waitFor();
  await page.locator('.activitybar [aria-label^="Literature"]').first().click();
  await row('Hypernetworks').waitFor();
  await page.mouse.move(900, 600);
  await command('Literature: Find Paper');
  await pick('gu dao mamba', 'Mamba: Linear-Time');
  await page.keyboard.press('Enter');
  await settle();
  await page.mouse.move(900, 600);
  await take('browse');

  await command('Literature: Filter Papers');
  await page.locator('.quick-input-widget input:focus').waitFor();
  await page.keyboard.type('mamba');
  await page.locator('.sidebar .message', { hasText: '“mamba”' }).waitFor();
  await settle();
  await take('filter');
  await page.keyboard.press('Escape');
  await page.locator('.sidebar .pane-header', { hasText: 'Papers' }).hover();
  await page.locator('.sidebar .action-label[aria-label^="Collapse All"]').click();
  await row('Hypernetworks').click();
  await page.mouse.move(900, 600);
  await settle();
  await row('Chauhan et al.').hover();
  await page.locator('.monaco-hover', { hasText: 'A Brief Review' }).first().waitFor();
  await take('card');
  await page.mouse.move(900, 600);

  await page.locator('.view-line', { hasText: 'later ones choose what to keep' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+Shift+Z');
  await pick('selective spaces gu', 'Mamba: Linear-Time');
  await page.keyboard.press('Control+Enter');
  await settle();
  await pick('sructured state space', 'Efficiently Modeling Long Sequences');
  await page.keyboard.press('Control+Enter');
  await settle();
  await take('cite');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: '@gu2021efficiently]' }).waitFor();
  await settle();
  await page.keyboard.type(' as in @mamba', { delay: 60 });
  await page.locator('.suggest-widget .monaco-list-row', { hasText: 'gu2023mamba' }).first().waitFor();
  await settle();
  await take('complete');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' or as in @gu2023mumba');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await settle();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'gu2023mamba' }).first().waitFor();
  await settle();
  await take('problems');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: 'or as in @gu2023mamba' }).waitFor();
  await command('Literature: Edit Citation');
  const form = page.frameLocator('iframe.webview').last().frameLocator('#active-frame');
  await form.locator('.locator input').fill('3-5');
  await settle();
  await take('edit');
  await form.locator('button.secondary', { hasText: 'Cancel' }).click();
  await settle();
  await command('Literature: Open Literature Note');
  await page.locator('.tab.active', { hasText: '@gu2023mamba.md' }).waitFor();
  await settle();
  await take('note');

  await context.close();
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
}
