// Dragging by mouse, from where things stand still to where they stand still.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { page } from './page.ts';
import { eventually } from './workbench.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where something stands, once it stands still: rows move while lists fill, lines are drawn anew with their colours. */
export async function placeOf(what: Locator): Promise<Box> {
  let before = '';
  return eventually(async () => {
    const box = await what.boundingBox();
    const [last, now] = [before, JSON.stringify(box)];
    before = now;
    assert.ok(box && now === last, `it moved from ${last} to ${now}`);
    return box;
  });
}

/** The end of the line of the document in front that has this text. */
export async function endOfLine(text: string): Promise<Point> {
  const last = page.locator('.view-line', { hasText: text }).locator('span span').last();
  const { x, y, width, height } = await placeOf(last);
  return { x: x + width, y: y + height / 2 };
}

/** Drags a row to a point, with a modifier that is pressed on the way. */
export async function drag(row: Locator, to: Point, modifier?: 'Shift'): Promise<void> {
  const from = await placeOf(row);
  await page.mouse.move(from.x + 60, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 160, from.y + 40, { steps: 4 });
  if (modifier) await page.keyboard.down(modifier);
  await page.mouse.move(to.x + 6, to.y, { steps: 12 });
  await page.mouse.move(to.x, to.y, { steps: 2 });
  await page.mouse.up();
  if (modifier) await page.keyboard.up(modifier);
}

/** Drags a row of the Papers view, or of the explorer, behind the end of the line with this text. */
export async function dropBehind(row: Locator, text: string, modifier?: 'Shift'): Promise<void> {
  const { x, y } = await endOfLine(text);
  await drag(row, { x: x + 24, y }, modifier);
}
