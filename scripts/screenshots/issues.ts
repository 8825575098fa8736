import type { Page } from 'playwright-core';
import type { Shoot } from './shoot.ts';

/** Kinds of issues, evidence, groups, and the report. */
export async function shootIssues(page: Page, shoot: Shoot): Promise<void> {
  const kind = (title: string) => page.getByRole('tabpanel').getByRole('button', { name: new RegExp(`^${title},`) });
  await page.getByRole('tab', { name: /^Issues/ }).click();
  await kind('Blurry').click();
  await shoot('issue');
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('e');
  await shoot('evidence');
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await kind('Near duplicates').click();
  await shoot('groups');
  await page.keyboard.press('c');
  await shoot('compare');
  await page.keyboard.press('Escape');
  await kind('Leaks across splits').click();
  await shoot('leaks');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.frameLocator('iframe').getByRole('heading').first().waitFor();
  await shoot('report');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Filters' }).click();
}
