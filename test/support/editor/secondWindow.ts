// Another window of the same workspace, with an extension host of its own: somebody who has it open twice.
import type { Locator, Page } from 'playwright-core';
import { page } from './page.ts';

const patience = 60_000;

/** Opens it in a page beside the one of the tests; resolves when its commands can be called. */
export async function openSecondWindow(): Promise<Page> {
  const url = new URL(await page.evaluate<string>('location.href'));
  const payload = JSON.parse(url.searchParams.get('payload') ?? '[]') as readonly [string, string][];
  const own = payload.filter(([name]) => name !== 'extensionTestsPath');
  url.searchParams.set('payload', JSON.stringify(own));
  await page.context().newPage();
  // pages are told by their number: the tests hold no handles
  const window = page.context().pages()[1]!;
  await window.goto(url.href);
  await window.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: patience });
  return window;
}

/** Opens a file of the workspace in a window, by a part of its name, which must not begin with what VS Code takes for something else. */
export async function openIn(window: Page, name: string): Promise<void> {
  await chosen(window, 'Control+p', name, name).then((row) => row.click());
  await window.locator('.tab.active', { hasText: name }).waitFor();
  await window.locator('.editor-instance .view-lines').first().click();
  await window.locator('.monaco-editor.focused').first().waitFor();
}

/** The row of a command in the palette of a window: a click on it runs the command. */
export async function commandIn(window: Page, title: string): Promise<Locator> {
  return chosen(window, 'F1', title, title);
}

/** A message in a window. */
export function messageIn(window: Page, text: string | RegExp): Locator {
  return window.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
}

async function chosen(window: Page, key: string, typed: string, expected: string): Promise<Locator> {
  await window.keyboard.press(key);
  await window.locator('.quick-input-widget input:focus').waitFor({ timeout: patience });
  await window.keyboard.type(typed);
  const row = window.locator('.quick-input-widget .monaco-list-row', { hasText: expected }).first();
  await row.waitFor({ timeout: patience });
  return row;
}
