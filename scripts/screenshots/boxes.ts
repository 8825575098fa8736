import type { Page } from 'playwright-core';
import type { Shoot } from './shoot.ts';

/** What annotation files would say, before it is used otherwise. */
export async function shootImport(page: Page, shoot: Shoot): Promise<void> {
  const bar = page.getByRole('region', { name: 'Read from annotation files' });
  await bar.waitFor();
  await shoot('import-bar');
  await bar.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('list', { name: 'The first pictures' }).waitFor();
  await page.waitForTimeout(1000);
  await shoot('import-preview');
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Keep' }).click();
}

/** Given boxes and those of a detector: over a picture, and counted. */
export async function shootBoxes(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('i');
  await page.keyboard.press('Enter');
  await page.locator('g[data-kind=predicted]').first().waitFor();
  await shoot('boxes');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await page.keyboard.press('c');
  await page.getByText('mAP, IoU .50 to .95').waitFor();
  await shoot('boxes-confusion');
}

/** How an export is split anew, and what it came to. */
export async function shootExport(page: Page, shoot: Shoot): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('ControlOrMeta+e');
  await dialog.getByText('New split', { exact: true }).click();
  await dialog.getByText(/^No leaks/).waitFor();
  await shoot('splits');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByText(/samples exported/).waitFor();
  await shoot('export-summary');
  await page.keyboard.press('Escape');
}
