import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fakeElectron } from './fake-electron.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'winnow-shell-main-'));
const electron = fakeElectron(join(root, 'dist', 'shell'), folder);
vi.mock('electron', () => electron.module);
const { app, ipcMain, shell } = electron.module;

/** A message as the window's own page sends it. */
function fromPage(channel: string, sent?: unknown): void {
  const { webContents } = electron.window();
  ipcMain.emit(channel, { sender: webContents, senderFrame: { url: 'winnow://app/' } }, sent);
}

describe('the shell, with Electron faked at its edge and the real engine', () => {
  const argv = process.argv;
  beforeAll(async () => {
    vi.stubEnv('WINNOW_NODE', process.execPath);
    vi.stubEnv('WINNOW_HOME', join(folder, 'home'));
    process.argv = ['/electron', join(root, 'dist', 'shell'), '/data/pets'];
    await import('../../../src/main/shell/main.ts');
  });
  afterAll(() => {
    process.argv = argv;
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('registers the scheme before Electron is ready and opens the window after', async () => {
    expect(electron.calls).toEqual(['enableSandbox', 'setAppUserModelId', 'registerSchemesAsPrivileged']);
    electron.ready();
    await vi.waitFor(() => expect(electron.calls).toContain('new BrowserWindow'));
    expect(electron.calls.indexOf('protocol.handle')).toBeLessThan(electron.calls.indexOf('new BrowserWindow'));
    expect(electron.window().loadURL).toHaveBeenCalledWith('winnow://app/');
  });

  it('gives the page a sandbox, and no Node', () => {
    expect(electron.window().options.webPreferences).toMatchObject({
      preload: join(root, 'dist', 'shell', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  it('answers the page from the engine', async () => {
    const response = await electron.handlers.winnow!(new Request('winnow://app/api/engine'));
    expect(await response.json()).toMatchObject({ home: join(folder, 'home') });
  });

  it('gives the folder of the command line to the page when it listens, and that of a second start at once', () => {
    const { send } = electron.window().webContents;
    expect(send).not.toHaveBeenCalled();
    fromPage('winnow:ready-for-folders');
    app.emit('second-instance', {}, [], '/', { folder: '/data/cars' });
    expect(send.mock.calls).toEqual([
      ['winnow:open-folder', '/data/pets'],
      ['winnow:open-folder', '/data/cars'],
    ]);
    expect(electron.window().focus).toHaveBeenCalled();
  });

  it('does what its own page asks for, and nothing for another', () => {
    fromPage('winnow:show-in-folder', '/data/pets/1.jpg');
    fromPage('winnow:set-title', 'pets – Winnow');
    ipcMain.emit('winnow:show-in-folder', { sender: {}, senderFrame: { url: 'winnow://app/' } }, '/etc/passwd');
    const { webContents } = electron.window();
    ipcMain.emit('winnow:show-in-folder', { sender: webContents, senderFrame: { url: 'https://example.org/' } }, '/etc/passwd');
    expect(shell.showItemInFolder.mock.calls).toEqual([['/data/pets/1.jpg']]);
    expect(electron.window().setTitle).toHaveBeenCalledWith('pets – Winnow');
  });

  it('drags files that are there, with an icon, to other programs, and tells how many', async () => {
    const { startDrag } = electron.window().webContents;
    const icon = 'data:image/png;base64,iVBORw0KGgo=';
    const here = fileURLToPath(import.meta.url);
    const frame = (url: string) => ({ sender: electron.window().webContents, senderFrame: { url } });
    const drag = (sent: unknown, url = 'winnow://app/') => electron.answers.get('winnow:start-drag')?.(frame(url), sent);
    expect(drag({ files: [here, join(folder, 'gone.jpg'), 'package.json'], icon })).toBe(1);
    expect(startDrag.mock.calls).toMatchObject([[{ file: here, files: [here], icon: { url: icon } }]]);
    const refused = [
      { files: [join(folder, 'gone.jpg')], icon },
      { files: [here], icon: 'data:image/png;base64,AA==' },
      { files: [here], icon: 'https://example.org/icon.png' },
      { files: [], icon },
      '',
    ];
    for (const sent of refused) expect(drag(sent)).toBe(0);
    expect(drag({ files: [here], icon }, 'https://example.org/')).toBe(0);
    expect(startDrag).toHaveBeenCalledTimes(1);
  });

  it('remembers the window’s place', () => {
    electron.window().emit('close');
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8')).bounds).toEqual({
      x: 10,
      y: 10,
      width: 900,
      height: 700,
    });
  });

  it('quits once the engine has stopped', async () => {
    app.emit('window-all-closed');
    expect(app.quit).toHaveBeenCalledOnce();
    const preventDefault = vi.fn();
    app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledTimes(2), { timeout: 10_000 });
    app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect((await electron.handlers.winnow!(new Request('winnow://app/'))).status).toBe(503);
  });
});
