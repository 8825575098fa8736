import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** Electron's edge as the shell uses it: what is called is noted, events are emitted by the test. */
export function fakeElectron(appPath: string, userData: string) {
  const calls: string[] = [];
  const note =
    (name: string) =>
    (..._: unknown[]): void =>
      void calls.push(name);
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });

  class FakeWindow extends EventEmitter {
    static readonly all: FakeWindow[] = [];
    readonly options: Record<string, unknown>;
    readonly loadURL = vi.fn(async () => undefined);
    readonly setTitle = vi.fn();
    readonly show = vi.fn();
    readonly focus = vi.fn();
    readonly isMinimized = () => false;
    readonly isMaximized = () => false;
    readonly getNormalBounds = () => ({ x: 10, y: 10, width: 900, height: 700 });
    readonly webContents = Object.assign(new EventEmitter(), {
      send: vi.fn(),
      setWindowOpenHandler: vi.fn(),
      startDrag: vi.fn(),
    });
    constructor(options: Record<string, unknown>) {
      super();
      calls.push('new BrowserWindow');
      this.options = options;
      FakeWindow.all.push(this);
    }
    static getAllWindows = () => FakeWindow.all;
  }

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    getAppPath: () => appPath,
    getPath: () => userData,
    enableSandbox: note('enableSandbox'),
    setAppUserModelId: note('setAppUserModelId'),
    requestSingleInstanceLock: vi.fn(() => true),
    whenReady: () => isReady,
    addRecentDocument: vi.fn(),
    quit: vi.fn(),
  });
  /** What the page asks by `invoke`, by channel. */
  const answers = new Map<string, (event: unknown, sent: unknown) => unknown>();
  const handlers: Record<string, (request: Request) => Promise<Response>> = {};
  const protocol = {
    registerSchemesAsPrivileged: note('registerSchemesAsPrivileged'),
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
      calls.push('protocol.handle');
      handlers[scheme] = handler;
    },
  };
  const denies = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  };
  const module = {
    app,
    protocol,
    BrowserWindow: FakeWindow,
    Menu: { setApplicationMenu: note('setApplicationMenu'), buildFromTemplate: (template: unknown) => template },
    session: { defaultSession: denies },
    screen: {
      getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
      getAllDisplays: () => [],
    },
    nativeTheme: { shouldUseDarkColors: true },
    ipcMain: Object.assign(new EventEmitter(), {
      handle: (channel: string, answer: (event: unknown, sent: unknown) => unknown) => void answers.set(channel, answer),
    }),
    nativeImage: { createFromDataURL: (url: string) => ({ url, isEmpty: () => url.endsWith(',AA==') }) },
    dialog: { showOpenDialog: vi.fn(), showMessageBox: vi.fn() },
    shell: { openExternal: vi.fn(), showItemInFolder: vi.fn() },
  };
  return { module, calls, handlers, answers, ready: () => ready(), window: () => FakeWindow.all[0]! };
}
