import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShellApi } from '../../../src/shared/shell-api.ts';

const edge = vi.hoisted(() => ({ exposed: {} as Record<string, unknown>, send: vi.fn(), invoke: vi.fn() }));
const ipc = new EventEmitter();
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: unknown) => Object.assign(edge.exposed, { [name]: api }) },
  ipcRenderer: Object.assign(ipc, { send: edge.send, invoke: edge.invoke }),
  webUtils: { getPathForFile: (file: { path: string }) => file.path },
}));

class FakeInput {}
const document = { activeElement: null as unknown, execCommand: vi.fn(() => true) };
const window = new EventTarget();
vi.stubGlobal('window', window);
vi.stubGlobal('document', document);
vi.stubGlobal('HTMLInputElement', FakeInput);
vi.stubGlobal('HTMLTextAreaElement', FakeInput);
await import('../../../src/main/shell/preload.ts');
const api = edge.exposed.winnowShell as ShellApi;

beforeEach(() => {
  vi.clearAllMocks();
  document.activeElement = null;
});

describe('the preload script', () => {
  it('gives the page the ShellApi and nothing else', () => {
    expect(Object.keys(edge.exposed)).toEqual(['winnowShell']);
    expect(Object.keys(api).sort()).toEqual([
      'onMenuCommand',
      'onOpenFolder',
      'pickFolder',
      'setMenus',
      'setTitle',
      'showInFolder',
      'startDrag',
    ]);
  });

  it('says that the page listens, then passes folders on without Electron’s event, until unsubscribed', () => {
    const listener = vi.fn();
    const unsubscribe = api.onOpenFolder(listener);
    expect(edge.send).toHaveBeenCalledWith('winnow:ready-for-folders');
    ipc.emit('winnow:open-folder', { sender: ipc }, '/data/pets');
    unsubscribe();
    ipc.emit('winnow:open-folder', { sender: ipc }, '/data/cars');
    expect(listener.mock.calls).toEqual([['/data/pets']]);
  });

  it('passes menu commands on', () => {
    const listener = vi.fn();
    api.onMenuCommand(listener);
    ipc.emit('winnow:menu-command', {}, 'decide.undo');
    expect(listener.mock.calls).toEqual([['decide.undo']]);
  });

  it('undoes the text where a text field has the focus', () => {
    const listener = vi.fn();
    api.onMenuCommand(listener);
    document.activeElement = new FakeInput();
    ipc.emit('winnow:menu-command', {}, 'decide.undo');
    ipc.emit('winnow:menu-command', {}, 'dataset.export');
    expect(document.execCommand.mock.calls).toEqual([['undo']]);
    expect(listener.mock.calls).toEqual([['dataset.export']]);
  });

  it('tells the shell where a dropped file is, and shows it nowhere', () => {
    const drop = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { files: [{ path: '/data/pets' }] } });
    window.dispatchEvent(drop);
    expect(drop.defaultPrevented).toBe(true);
    expect(edge.send).toHaveBeenCalledWith('winnow:path-dropped', '/data/pets');
  });

  it('has what is dragged out of the window open nothing where it falls back on it', () => {
    const dropped = { dataTransfer: { files: [{ path: '/data/pets/1.jpg' }] } };
    const drag = { files: ['/data/pets/1.jpg'], icon: 'data:image/png;base64,iVBO' };
    api.startDrag(drag);
    window.dispatchEvent(Object.assign(new Event('drop'), dropped));
    expect(edge.invoke.mock.calls).toEqual([['winnow:start-drag', drag]]);
    expect(edge.send).not.toHaveBeenCalled();
    window.dispatchEvent(new Event('pointerdown'));
    window.dispatchEvent(Object.assign(new Event('drop'), dropped));
    expect(edge.send).toHaveBeenLastCalledWith('winnow:path-dropped', '/data/pets/1.jpg');
  });
});
