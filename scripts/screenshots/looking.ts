import type { Page } from 'playwright-core';
import { clearSearch, type Shoot } from './shoot.ts';

/** A search, details, a sample large, and each way to lay out the grid. */
export async function shootLooking(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('combobox', { name: 'Search' }).fill('-split:test ');
  await shoot('search');
  await page.keyboard.press('Escape');
  await clearSearch(page);
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('i');
  await shoot('details');
  await page.keyboard.press('i');
  await page.keyboard.press('Enter');
  await shoot('large');
  await page.keyboard.press('Escape');
  await shootLayouts(page, shoot);
  await shootPicked(page, shoot);
}

async function shootLayouts(page: Page, shoot: Shoot): Promise<void> {
  await page.keyboard.press('y');
  await shoot('justified');
  await page.keyboard.press('y');
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await shoot('group-menu');
  await page.getByRole('menuitem', { name: 'Class', exact: true }).click();
  await shoot('grouped');
  await page.getByRole('button', { name: 'No groups' }).click();
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('w');
  await page.getByRole('menuitemradio', { name: 'Always, below the picture', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Size in pixels', exact: true }).click();
  await shoot('tile-fields-menu');
  await page.keyboard.press('Escape');
  await shoot('tile-fields');
  await page.keyboard.press('w');
  await page.getByRole('menuitemcheckbox', { name: 'Size in pixels', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Under the pointer', exact: true }).click();
  await page.keyboard.press('Escape');
  for (let step = 0; step < 12; step++) await page.keyboard.press('-');
  await shoot('contact-sheet');
  for (let step = 0; step < 7; step++) await page.keyboard.press('+');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+W');
  await shoot('preview');
  await page.keyboard.press('Shift+W');
}

async function shootPicked(page: Page, shoot: Shoot): Promise<void> {
  await page.keyboard.press('Home');
  for (let step = 0; step < 2; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+C');
  await shoot('picked');
  await page.keyboard.press('d');
  await shoot('picked-difference');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}
