import type { Page } from 'playwright-core';
import { dismissMessages, type Shoot } from './shoot.ts';

/** The start screen, and the sample dataset as it is opened. */
export async function shootStart(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('button', { name: 'Open a folder' }).waitFor();
  await shoot('start');
  await openSample(page);
  await shoot('indexed');
  const keep = page.getByRole('button', { name: 'Keep', exact: true });
  if (await keep.isVisible()) await keep.click();
  await dismissMessages(page);
  await shoot('grid');
}

async function openSample(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /sample dataset/i })
    .first()
    .click();
  await page.locator('img[data-loaded]').first().waitFor({ timeout: 60_000 });
  await page
    .getByRole('status')
    .filter({ hasText: /Index.*ok/ })
    .waitFor({ timeout: 60_000 });
}
