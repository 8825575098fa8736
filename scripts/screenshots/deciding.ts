import type { Page } from 'playwright-core';
import { clearSearch, dismissMessages, type Shoot } from './shoot.ts';

/** Tags by the keyboard, notes, triage, history, views, commands. */
export async function shootDeciding(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('combobox', { name: 'Search' }).fill('sort:sizeBytes');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('r');
  await shoot('decide');
  await page.keyboard.press('ControlOrMeta+z');
  await dismissMessages(page);
  await clearSearch(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+N');
  await page.getByRole('textbox', { name: 'Note' }).fill('Is this the sea, or a lake?');
  await shoot('note');
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('i');
  await page.keyboard.press('q');
  for (const key of ['x', ' ', ' ', 'u']) await page.keyboard.press(key);
  await page.getByText(/^4 of \d+ decided/).waitFor();
  await shoot('triage');
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await shoot('history');
  await page.keyboard.press('Escape');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ControlOrMeta+z');
  await dismissMessages(page);
  await page.keyboard.press('Shift+T');
  await shoot('tags');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+V');
  await shoot('views');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await shoot('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('gridcell').first().click({ button: 'right' });
  await shoot('context-menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}
