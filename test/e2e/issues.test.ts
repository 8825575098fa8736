import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleDataset, type PlantedFile } from '../../src/main/sample-dataset/make-sample-dataset.ts';
import { GROUP_KINDS, type IssueKind, type IssueRow, isGroupKind } from '../../src/shared/issue.ts';
import { ISSUES } from '../../src/shared/issue-meanings.ts';
import { winnow } from '../contract/run-winnow.ts';
import { launchBrowser } from '../fixtures/browser.ts';
import { type ServedEngine, serveEngine } from '../fixtures/served-engine.ts';

/** Kinds whose samples are tagged "remove" here; what is left of odd sizes depends on what was removed besides. */
const REMOVED = [
  'corrupt',
  'unsupported',
  'wrong-extension',
  'dark',
  'light',
  'blurry',
  'low-information',
  'single-color',
  'letterbox',
  'odd-aspect-ratio',
  'strong-compression',
  'grayscale',
  'orientation-flag',
  'animated',
] as const satisfies readonly IssueKind[];
const CLASS_KINDS: readonly IssueKind[] = ['class-imbalance', 'class-name'];

/** The sample dataset with its planted problems: every kind of issue is looked at, decided, undone, and left out of an export. */
describe('from planted problems to an export without them', () => {
  const work = mkdtempSync(join(tmpdir(), 'winnow-issues-'));
  const home = join(work, 'home');
  const folder = join(work, 'sample');
  const out = join(work, 'sample-clean');
  let engine: ServedEngine;
  let browser: Browser;
  let page: Page;
  let panel: Locator;
  let groups: Locator;
  let found: readonly IssueRow[] = [];

  const issuesOf = async (dataset: string): Promise<readonly IssueRow[]> => {
    const { stdout, stderr, status } = await winnow(home, 'issues', dataset, '--json');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return JSON.parse(stdout) as IssueRow[];
  };
  const leftOf = async (kind: IssueKind): Promise<number> => (await issuesOf(folder)).filter((each) => each.kind === kind).length;
  const row = (kind: IssueKind): Locator => panel.getByRole('button', { name: new RegExp(`^${ISSUES[kind].title},`) });
  /** `3 samples`, `1 of 3 groups`: what follows the title. */
  const rowText = async (kind: IssueKind): Promise<string> => {
    const text = (await row(kind).textContent()) ?? '';
    return text
      .slice(text.indexOf(',') + 1)
      .replaceAll(/\s+/g, ' ')
      .trim();
  };
  const bar = (kind: IssueKind): Locator => page.getByRole('region', { name: `Issue: ${ISSUES[kind].title}` });
  const sampleCount = (): Promise<string | null> => page.getByRole('toolbar', { name: 'View' }).getByRole('status').textContent();
  const groupCount = async (): Promise<string> => (await groups.getByRole('status').first().textContent()) ?? '';
  const groupsOf = (kind: IssueKind): number =>
    new Set(found.filter((each) => each.kind === kind).map(({ group }) => group)).size;

  beforeAll(async () => {
    await makeSampleDataset(folder, { signal: new AbortController().signal, report: () => undefined });
    engine = await serveEngine(home, folder);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(engine.url);
    panel = page.getByRole('navigation', { name: 'Issues' });
    groups = page.getByRole('region', { name: 'Duplicate groups' });
  });

  afterAll(async () => {
    await browser.close();
    await engine.stop();
    rmSync(work, { recursive: true });
  });

  it('finds what was planted while it reads the files', async () => {
    await page.getByRole('tab', { name: /^Issues/ }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /Index.*ok/ })
      .waitFor({ timeout: 60_000 });
    found = await issuesOf(folder);
    const { planted } = JSON.parse(readFileSync(join(folder, 'planted.json'), 'utf8')) as PlantedFile;
    for (const { problem, path } of planted) {
      if (problem === 'label' || CLASS_KINDS.includes(problem)) continue;
      expect(
        found.some((each) => each.kind === problem && each.path === path),
        `${problem}: ${path}`,
      ).toBe(true);
    }
    for (const kind of CLASS_KINDS) expect(found.filter((each) => each.kind === kind).length, kind).toBeGreaterThan(0);
  });

  it('lists every kind with its count, and shows as many samples or groups', async () => {
    const kinds = [...new Set(found.map(({ kind }) => kind))].filter((kind) => !CLASS_KINDS.includes(kind));
    expect(kinds.length).toBeGreaterThan(18);
    for (const kind of kinds) {
      await row(kind).click();
      if (isGroupKind(kind)) {
        const count = groupsOf(kind);
        await expect.poll(() => rowText(kind)).toContain(`${count} group`);
        await expect.poll(groupCount).toContain(`of ${count} group`);
      } else {
        const count = found.filter((each) => each.kind === kind).length;
        await expect.poll(() => rowText(kind)).toContain(`${count} sample`);
        await bar(kind).waitFor();
        await expect.poll(sampleCount).toMatch(new RegExp(`^${count} of `));
      }
    }
  });

  it('moves a cut: grid and counts follow', async () => {
    await row('dark').click();
    const cut = bar('dark').getByRole('slider', { name: 'Cut for Dark' });
    // What was shown before may still be there.
    await expect.poll(sampleCount).toMatch(/^3 of /);
    const before = await sampleCount();
    await cut.focus();
    await page.keyboard.press('Home');
    await expect.poll(sampleCount).toMatch(/^(0|No) /);
    await bar('dark').getByRole('button', { name: 'Close the issue' }).click();
    // With nothing below its cut it is still there to be opened.
    await panel.getByRole('button', { name: 'dark', exact: true }).click();
    await cut.focus();
    for (let step = 0; step < 6; step++) await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => cut.getAttribute('aria-valuenow')).toBe('0.6');
    await expect.poll(async () => Number.parseInt((await sampleCount()) ?? '', 10)).toBeGreaterThan(3);
    const { stdout } = await winnow(home, 'count', folder, '--where', 'issue:dark', '--json');
    await expect.poll(sampleCount).toMatch(new RegExp(`^${(JSON.parse(stdout) as { count: number }).count} of `));
    await bar('dark')
      .getByRole('button', { name: /default/i })
      .click();
    await expect.poll(sampleCount).toBe(before);
  });

  it('decides about groups by key, and takes it back', async () => {
    await row('near-duplicate').click();
    const total = groupsOf('near-duplicate');
    await expect.poll(groupCount).toContain(`${total} of ${total} group`);
    await groups.getByRole('grid').focus();
    await page.keyboard.press('k');
    await expect.poll(groupCount).toContain(`${total - 1} of ${total} group`);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(groupCount).toContain(`${total} of ${total} group`);
    await page.keyboard.press('n');
    await expect.poll(groupCount).toContain(`${total - 1} of ${total - 1} group`);
    expect(groupsOf('near-duplicate')).toBe(total);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(groupCount).toContain(`${total} of ${total} group`);
    expect((await issuesOf(folder)).filter(({ kind }) => kind === 'near-duplicate')).toEqual(
      found.filter(({ kind }) => kind === 'near-duplicate'),
    );
  });

  it('keeps the best of all groups of each kind', async () => {
    for (const kind of GROUP_KINDS) {
      await row(kind).click();
      const all = groups.getByRole('button', { name: /^Keep the best of/ });
      await expect.poll(groupCount).toContain(`of ${groupsOf(kind)} group`);
      if (await all.isDisabled()) continue;
      await all.click();
      await page.getByRole('button', { name: 'Keep the best', exact: true }).click();
      await expect.poll(groupCount).toMatch(/^0 of /);
    }
    for (const kind of GROUP_KINDS) await expect.poll(() => rowText(kind)).toMatch(/^0 of /);
  });

  it('tags whole kinds, says what is none, and undoes', async () => {
    for (const kind of REMOVED) {
      await row(kind).click();
      const tagAll = bar(kind).getByRole('button', { name: /^(Tag .* “remove”|All decided)$/ });
      await tagAll.waitFor();
      if (await tagAll.isEnabled()) await tagAll.click();
      await expect.poll(() => rowText(kind), { message: kind }).toMatch(/^0 of /);
    }
    await row('odd-file-size').click();
    const before = await rowText('odd-file-size');
    await bar('odd-file-size').getByRole('button', { name: 'None is an issue' }).click();
    await expect.poll(() => rowText('odd-file-size')).toMatch(/^0 of /);
    const kept = found.filter(({ kind }) => kind === 'odd-file-size').length - (await leftOf('odd-file-size'));
    expect(before).toMatch(new RegExp(`^${kept} `));
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect.poll(() => rowText('odd-file-size')).toBe(before);
  });

  it('exports without them, and nothing of what was removed is found again', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await dialog.getByLabel('Name of the new folder').fill('sample-clean');
    await dialog.getByRole('button', { name: 'Choose…' }).click();
    await page.getByLabel('Path of the folder').fill(work);
    await page.getByLabel('Path of the folder').press('Enter');
    await dialog.getByRole('checkbox', { name: /private metadata/i }).check();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => dialog.textContent(), { timeout: 60_000 }).toMatch(/\d+ samples exported/);

    expect((await winnow(home, 'verify', out)).status).toBe(0);
    expect((await winnow(home, 'index', out)).status).toBe(0);
    const left = await issuesOf(out);
    const gone: readonly IssueKind[] = [...REMOVED, ...GROUP_KINDS, 'private-metadata'];
    expect(left.filter(({ kind }) => gone.includes(kind))).toEqual([]);
  });
});
