import type { Page } from 'playwright-core';

/** Of a notch of the wheel, CSS pixels, and how often one comes. */
const NOTCH_PX = 100;
const EVERY_MS = 33;
/** From the view's right edge to the middle of its scrollbar. */
const BAR_PX = 7;

/** Turns the wheel down over the grid. */
export async function wheelDown(page: Page, seconds: number): Promise<void> {
  const { x, y, width, height } = await gridBox(page);
  await page.mouse.move(x + width / 2, y + height / 2);
  const start = performance.now();
  for (let turn = 1; performance.now() - start < 1000 * seconds; turn++) {
    await page.mouse.wheel(0, NOTCH_PX);
    await waitUntil(start + turn * EVERY_MS);
  }
}

/** Drags the thumb of the grid's scrollbar evenly from its upper end, and lets go. @param to 1: to the lower end */
export async function dragDown(page: Page, seconds: number, to: number): Promise<void> {
  const { x, y, width, height } = await gridBox(page);
  const bar = x + width - BAR_PX;
  await page.getByRole('grid').evaluate((element) => {
    element.scrollTop = 0;
  });
  await page.waitForTimeout(500);
  const [from, length] = [y + BAR_PX, (height - 2 * BAR_PX) * to];
  await page.mouse.move(bar, from);
  await page.mouse.down();
  const start = performance.now();
  for (let part = 0; part < 1; part = (performance.now() - start) / (1000 * seconds)) {
    await page.mouse.move(bar, from + part * length);
    await page.waitForTimeout(8);
  }
  // Beyond the end, where it ends there.
  await page.mouse.move(bar, from + length + (to === 1 ? 40 : 0));
  await page.mouse.up();
}

async function gridBox(
  page: Page,
): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const box = await page.getByRole('grid').boundingBox();
  if (box === null) throw new Error('There is no grid on the screen.');
  return box;
}

async function waitUntil(ms: number): Promise<void> {
  const left = ms - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
