import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findBrowserOpener, gatherHostFacts } from '../../../src/main/launch/host-facts.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-facts-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe.skipIf(process.platform !== 'linux')('gatherHostFacts', () => {
  it.each([
    ['', '', false],
    [':0', '', true],
    ['', 'wayland-0', true],
  ])('with DISPLAY "%s" and WAYLAND_DISPLAY "%s" says that there is a display: %s', async (x11, wayland, hasDisplay) => {
    vi.stubEnv('DISPLAY', x11);
    vi.stubEnv('WAYLAND_DISPLAY', wayland);
    expect((await gatherHostFacts({ kind: 'repository', root })).hasDisplay).toBe(hasDisplay);
  });

  it('is quick: it is asked before anything else', async () => {
    const startedMs = performance.now();
    await gatherHostFacts({ kind: 'repository', root });
    expect(performance.now() - startedMs).toBeLessThan(2500);
  });
});

describe.skipIf(process.platform !== 'linux')('findBrowserOpener', () => {
  it('is xdg-open where it can be run', async () => {
    vi.stubEnv('PATH', folder);
    expect(await findBrowserOpener()).toBeNull();
    writeFileSync(join(folder, 'xdg-open'), '#!/bin/sh\n');
    expect(await findBrowserOpener()).toBeNull();
    chmodSync(join(folder, 'xdg-open'), 0o755);
    expect(await findBrowserOpener()).toBe(join(folder, 'xdg-open'));
  });
});
