import type { Page } from 'playwright-core';
import { clearSearch, dismissMessages, type Shoot } from './shoot.ts';

/** A model looks at the pictures: the map from afar and near, everything arranged, more like one. */
export async function shootShape(page: Page, shoot: Shoot): Promise<void> {
  // Out of the groups that were looked at last, and of the order before.
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Samples' }).waitFor();
  await clearSearch(page);
  await page.keyboard.press('m');
  await shoot('map-before');
  await page.getByRole('button', { name: /^Find what is alike/ }).click();
  await shoot('models');
  await page.getByRole('button', { name: 'Start' }).click();
  const map = page.getByRole('application', { name: /^Map of/ });
  await map.waitFor({ timeout: 120_000 });
  await page
    .getByRole('status')
    .filter({ hasText: /points/ })
    .first()
    .waitFor({ timeout: 60_000 });
  await dismissMessages(page);
  await page.keyboard.press('0');
  await page.waitForTimeout(1500);
  await shoot('map');
  const box = await map.boundingBox();
  if (box !== null) await page.mouse.move(box.x + box.width * 0.36, box.y + box.height * 0.74);
  for (let step = 0; step < 3; step++) await page.mouse.wheel(0, -250);
  await page.waitForTimeout(1500);
  await shoot('map-near');
  await page.keyboard.press('m');
  await page.getByRole('grid', { name: 'Samples' }).waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('s');
  await shoot('similar');
  await page.keyboard.press('a');
  // Pictures are fetched and painted by software, one after the other.
  await page.waitForTimeout(10_000);
  await shoot('arranged');
  await page.keyboard.press('a');
  await clearSearch(page);
}

/** Labels predicted from one another: the matrix, and what is probably mislabelled. */
export async function shootLabels(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('c');
  await shoot('confusion-before');
  await page.getByRole('button', { name: /^Predict from embeddings/ }).click();
  await page.getByText('From the labels').click();
  await shoot('predictions');
  await page.getByRole('button', { name: 'Predict the labels' }).click();
  await page.getByRole('application', { name: /^Matrix of/ }).waitFor({ timeout: 120_000 });
  await dismissMessages(page);
  await shoot('confusion');
  await page.keyboard.press('v');
  await page.waitForTimeout(1500);
  await shoot('review');
  await page.keyboard.press('v');
  await page.keyboard.press('c');
}

/** How the splits differ: the largest difference, by labels, and by what a model sees. */
export async function shootSkew(page: Page, shoot: Shoot): Promise<void> {
  await page.keyboard.press('j');
  const difference = (title: string) => page.getByRole('table', { name: /^Differences/ }).getByRole('button', { name: title });
  await difference('What the pictures show').click();
  await shoot('skew-embedding');
  await difference('Labels').click();
  await shoot('skew-labels');
  await difference('Blurry').click();
  await shoot('skew');
  await page.keyboard.press('j');
}
