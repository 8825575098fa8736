import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ElectronRun, type ElectronStart, runElectron } from '../../../src/main/launch/run-electron.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-run-electron-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A stand-in for Electron: a shell script. */
function executable(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function start(file: string, more: Partial<ElectronStart> = {}): Promise<ElectronRun> {
  return runElectron({ executable: file, args: [], env: process.env, signal: new AbortController().signal, ...more });
}

describe.skipIf(process.platform === 'win32')('runElectron', () => {
  it('gives the exit status of an app that was closed', async () => {
    expect(await start(executable('closed', 'exit 0'))).toEqual({ started: true, status: 0 });
  });

  it('is told that Electron cannot run here when it fails at once, in its own words', async () => {
    const run = await start(executable('broken', 'echo noise >&2; echo "no sandbox for you" >&2; exit 133'));
    expect(run).toEqual({ started: false, because: expect.stringMatching(/ended with status 133.*"no sandbox for you"/) });
  });

  it('names the signal when it crashes at once', async () => {
    const run = await start(executable('crash', 'kill -ABRT $$'));
    expect(run).toEqual({ started: false, because: expect.stringContaining('SIGABRT') });
  });

  it('takes a later failure for the end of the app', async () => {
    const run = await start(executable('later', 'sleep 0.3; exit 3'), { earlyMs: 100 });
    expect(run).toEqual({ started: true, status: 3 });
  });

  it('says so when there is no executable', async () => {
    const run = await start(join(folder, 'none'));
    expect(run).toEqual({ started: false, because: expect.stringContaining('ENOENT') });
  });

  it('passes arguments and environment on, but not what would make a plain Node of Electron', async () => {
    const app = executable('args', '[ "$1" = "two words" ] && [ "$WINNOW_NODE" = here ] && [ -z "$ELECTRON_RUN_AS_NODE" ]');
    const env = { ...process.env, WINNOW_NODE: 'here', ELECTRON_RUN_AS_NODE: '1' };
    expect(await start(app, { args: ['two words'], env })).toEqual({ started: true, status: 0 });
  });

  it('ends the app when asked to stop, and does not take that for a failure', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    await expect(start(executable('stopped', 'exec sleep 20'), { signal: abort.signal })).rejects.toThrow(/abort/);
  });
});
