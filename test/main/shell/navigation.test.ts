import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const openExternal = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ shell: { openExternal }, protocol: {} }));
const { denyPermissions, guardNavigation, isLinkedSite } = await import('../../../src/main/shell/navigation.ts');

type OpenHandler = (details: { url: string }) => { action: string };

describe('guardNavigation', () => {
  const contents = new EventEmitter() as EventEmitter & { setWindowOpenHandler(handler: OpenHandler): void };
  let open: OpenHandler;
  contents.setWindowOpenHandler = (handler) => {
    open = handler;
  };
  guardNavigation(contents as unknown as WebContents);
  beforeEach(() => openExternal.mockClear());

  it.each([
    ['winnow://app/', false],
    ['winnow://app/?dataset=3', false],
    ['winnow://app.evil.example/', true],
    ['https://example.org/', true],
    ['file:///etc/passwd', true],
    ['javascript:alert(1)', true],
  ])('to %s is prevented: %s', (url, isPrevented) => {
    const preventDefault = vi.fn();
    contents.emit('will-frame-navigate', { url, preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(isPrevented ? 1 : 0);
  });

  it('opens no second window, and only known sites in the browser', () => {
    expect(open({ url: 'https://github.com/winnow' })).toEqual({ action: 'deny' });
    expect(open({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
    expect(openExternal.mock.calls).toEqual([['https://github.com/winnow']]);
  });

  it('attaches no webview', () => {
    const preventDefault = vi.fn();
    contents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('isLinkedSite', () => {
  it.each([
    ['https://github.com/', true],
    ['https://www.apache.org/licenses/LICENSE-2.0', true],
    ['http://github.com/', false],
    ['https://github.com.evil.example/', false],
    ['https://github.com@evil.example/', false],
    ['https://user@github.com/', false],
    ['https://github.com:8443/', false],
    ['file:///etc/passwd', false],
    ['smb://github.com/share', false],
    ['not a url', false],
  ])('of %s is %s', (url, expected) => {
    expect(isLinkedSite(url)).toBe(expected);
  });
});

it('denies every permission but writing to the clipboard', () => {
  type Handler = (contents: unknown, permission: string, callback: (isGranted: boolean) => void) => unknown;
  const handlers: Record<string, Handler> = {};
  const session = new Proxy(
    {},
    {
      get: (_, name: string) => (handler: Handler) => {
        handlers[name] = handler;
      },
    },
  );
  denyPermissions(session as unknown as Session);
  const isGranted = (permission: string): boolean => {
    const callback = vi.fn();
    handlers.setPermissionRequestHandler!(null, permission, callback);
    return callback.mock.calls[0]![0];
  };
  expect(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'].some(isGranted)).toBe(false);
  expect(isGranted('clipboard-sanitized-write')).toBe(true);
  expect(handlers.setPermissionCheckHandler!(null, 'media', vi.fn())).toBe(false);
  expect(handlers.setDevicePermissionHandler!(null, '', vi.fn())).toBe(false);
});
