import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleShell } from '../../scripts/package/bundle-shell.ts';
import { decideHowToOpen } from '../../src/main/launch/decide-how-to-open.ts';
import { gatherHostFacts } from '../../src/main/launch/host-facts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const decision = decideHowToOpen(await gatherHostFacts({ kind: 'repository', root }));
const executable = decision.how === 'electron' && decision.electron.state === 'installed' ? decision.electron.executable : null;
if (executable === null) {
  console.log(
    `The desktop app is not tested: ${decision.how === 'electron' ? 'the Electron binary is not here' : decision.because}.`,
  );
}

describe.skipIf(executable === null)('the desktop app', () => {
  let home = '';
  let app: ElectronApplication;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'winnow-electron-e2e-'));
    const shell = join(root, 'dist', 'shell');
    await bundleShell(shell);
    expect(existsSync(join(root, 'dist', 'renderer', 'index.html')), 'the page is built').toBe(true);
    const env = { ...process.env, WINNOW_HOME: home, WINNOW_NODE: process.execPath };
    app = await _electron.launch({
      executablePath: executable!,
      args: [shell, `--user-data-dir=${join(home, 'electron')}`],
      env,
    });
  });
  afterAll(async () => {
    await app.close();
    rmSync(home, { recursive: true });
  });

  it('shows the page from the engine’s socket and opens the sample dataset', async () => {
    const page = await app.firstWindow();
    expect(page.url()).toBe('winnow://app/');
    await page.getByRole('button', { name: /sample dataset/i }).click();
    await page.locator('img[src*="/thumbs/"]').first().waitFor({ timeout: 60_000 });
  });

  it('gives the page the ShellApi, and no Node', async () => {
    const page = await app.firstWindow();
    expect(await page.evaluate('typeof window.winnowShell.pickFolder')).toBe('function');
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
  });
});
