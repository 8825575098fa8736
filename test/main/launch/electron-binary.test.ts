import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronState } from '../../../src/main/launch/electron-binary.ts';
import { fetchElectron } from '../../../src/main/launch/fetch-electron.ts';

const LIMITS = { stallMs: 400, overallMs: 1500, pollMs: 50 };
const INSTALL = `
  const fs = require('node:fs');
  fs.mkdirSync(__dirname + '/dist', { recursive: true });
  fs.writeFileSync(__dirname + '/dist/electron', '');
  fs.writeFileSync(__dirname + '/path.txt', 'electron');
`;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'winnow-electron-test-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function installPackage(script: string): void {
  mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true });
  writeFileSync(join(root, 'node_modules', 'electron', 'install.js'), script);
}

describe('electronState', () => {
  it('is unavailable where the npm package is not installed', () => {
    expect(electronState({ kind: 'repository', root })).toEqual({
      state: 'unavailable',
      because: expect.stringContaining('npm ci'),
    });
  });

  it('is downloadable before the first run', () => {
    installPackage(INSTALL);
    expect(electronState({ kind: 'repository', root })).toEqual({ state: 'downloadable' });
  });

  it('is the app itself in a package, and unavailable where only the engine was taken along', () => {
    expect(electronState({ kind: 'package', resources: root, executable: '/opt/Winnow/winnow' }).state).toBe('installed');
    expect(electronState({ kind: 'package', resources: root, executable: null }).state).toBe('unavailable');
  });
});

describe('fetchElectron', () => {
  it('gives the executable that the installer leaves behind', async () => {
    installPackage(INSTALL);
    const fetched = { state: 'installed', executable: join(root, 'node_modules', 'electron', 'dist', 'electron') };
    expect(await fetchElectron(root, new AbortController().signal, LIMITS)).toEqual(fetched);
    expect(electronState({ kind: 'repository', root })).toEqual(fetched);
  });

  it('says what the installer said when it fails', async () => {
    installPackage(`console.error(new Error('the disk is full').stack); process.exit(1);`);
    expect(await fetchElectron(root, new AbortController().signal, LIMITS)).toEqual({
      state: 'unavailable',
      because: expect.stringContaining('the disk is full'),
    });
  });

  it('does not wait for a download from which nothing arrives', async () => {
    installPackage('setInterval(() => {}, 1000);');
    const startedMs = Date.now();
    expect(await fetchElectron(root, new AbortController().signal, LIMITS)).toEqual({
      state: 'unavailable',
      because: expect.stringContaining('nothing arrived for 0.4 s'),
    });
    expect(Date.now() - startedMs).toBeLessThan(1500);
  });

  it('does not wait for ever for a slow download', async () => {
    installPackage(`setInterval(() => require('node:fs').appendFileSync(process.env.TMPDIR + '/part', 'x'), 50);`);
    expect(await fetchElectron(root, new AbortController().signal, LIMITS)).toEqual({
      state: 'unavailable',
      because: expect.stringContaining('after 1.5 s'),
    });
  });

  it('stops at once when asked to', async () => {
    installPackage('setInterval(() => {}, 1000);');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    await expect(fetchElectron(root, abort.signal)).rejects.toThrow(/abort/);
  });
});
