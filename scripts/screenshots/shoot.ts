import type { Page } from 'playwright-core';

/** Takes a screenshot of the page as it is, under a name; those that are not asked for are left out. */
export type Shoot = (what: string) => Promise<void>;

/** Shows every sample again, the grid in focus. */
export async function clearSearch(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Search' }).fill('');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Samples' }).focus();
}

/** Until none lies over the page. */
export async function dismissMessages(page: Page): Promise<void> {
  const dismiss = page.getByRole('button', { name: /^Dismiss/ });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
  // The tooltip of what lies under the pointer now would take the next Escape.
  await page.mouse.move(0, 0);
}
