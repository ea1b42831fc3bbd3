// The README's pictures, from the running product: `npm run pictures`. `-- --themes` takes them in every kind of theme, to be looked at.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
const shown = values.themes ? undefined : ['browse', 'card', 'cite', 'edit', 'problems', 'note', 'template', 'connections', 'board'];
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
  await addReading(workspace);
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

  await page.locator('.sidebar .pane-header', { hasText: 'Connections' }).click();
  await page.locator('.sidebar .pane-header', { hasText: 'Details' }).click();
  await page.locator('.sidebar .monaco-list-row', { hasText: 'Ideas' }).first().waitFor();
  await settle();
  await take('connections');
  await page.locator('.sidebar .pane-header', { hasText: 'Connections' }).click();

  await command('Literature: New Template');
  await page.locator('.quick-input-widget input:focus').waitFor();
  await page.keyboard.type('paper');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: 'paper.md' }).waitFor();
  await command('Literature: Preview Template');
  await page.locator('.tab', { hasText: 'Preview' }).first().waitFor();
  await settle();
  await command('View: Toggle Primary Side Bar Visibility');
  await settle();
  await take('template');

  await command('View: Close All Editors');
  await command('Literature: Open Reading Board');
  await page.frameLocator('iframe.webview').last().frameLocator('#active-frame').getByText('Mamba').first().waitFor();
  await settle();
  await take('board');

  await context.close();
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
}

/** What somebody is reading, and a document that links to notes. */
async function addReading(workspace) {
  await mkdir(path.join(workspace, '.literature'));
  await writeFile(path.join(workspace, '.literature/reading.yaml'), readingList);
  await writeFile(path.join(workspace, 'Ideas.md'), ideas);
}

const readingList = `papers:
  gu2021efficiently: {status: read, rating: 5, finished: 2026-09-12}
  vaswani2021scaling: {status: read, rating: 3, finished: 2026-10-02}
  yeom2019pruning: {status: read, rating: 4, finished: 2026-10-20}
  sieber2024understanding: {status: reading, started: 2026-11-02, priority: high}
  karami2024orchid: {status: reading, started: 2026-11-20}
  ren2021combiner: {status: to-read, priority: high, added: 2026-08-03, tags: [related work]}
  behrouz2024mambamixer: {status: to-read, priority: high, added: 2026-10-14}
  khaki2024need: {status: to-read, added: 2026-09-30, tags: [pruning]}
  fournier2021practical: {status: to-read, added: 2026-11-05}
  guo2024slab: {status: to-read, priority: low, added: 2026-11-11}
`;
const ideas = `# Ideas

Compare the selection of [[@gu2023mamba]] with gates [@sieber2024understanding].
Does the state of @gu2023mamba [sec. 3] hold names? [[@akyurek2024context]] says how to measure it.
`;
