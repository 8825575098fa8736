import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { guardNavigation } from './navigation.ts';
import { PAGE_URL } from './protocol.ts';
import { fittingBounds, MINIMUM_SIZE, readWindowState, saveWindowState } from './window-state.ts';

/** Shown until the page has painted, so that the window does not flash. */
const BACKGROUND = { dark: '#16181d', light: '#ffffff' } as const;

/** Opens the app's window where it was last, and remembers its place when it closes. */
export function openWindow(): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const saved = readWindowState(stateFile);
  const window = new BrowserWindow({
    ...fittingBounds(saved?.bounds ?? null, workAreas()),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Winnow',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(app.getAppPath(), 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  if (saved?.isMaximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    saveWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  // The title is the page's to set through the preload; its <title> would undo that.
  window.on('page-title-updated', (event) => event.preventDefault());
  guardNavigation(window.webContents);
  reloadAfterCrash(window);
  void window.loadURL(PAGE_URL);
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

/** The engine holds all state: a page that ran out of memory comes back as it was, but not in a loop. */
function reloadAfterCrash(window: BrowserWindow): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || Date.now() - lastMs < 10_000) return;
    lastMs = Date.now();
    window.webContents.reload();
  });
}
