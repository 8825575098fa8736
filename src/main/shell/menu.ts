import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/shell-api.ts';

export interface MenuActions {
  /** Shows the folder dialog and opens what it gives. */
  pickFolder(): void;
  openFolder(folder: string): void;
  /** For the page to carry out. */
  send(command: MenuCommand): void;
}

export interface MenuFacts {
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  /** Datasets opened before, newest first. */
  readonly recent: readonly { readonly name: string; readonly folder: string }[];
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };

/** The application's menu as data. */
export function menuTemplate(actions: MenuActions, facts: MenuFacts): Item[] {
  const isMac = facts.platform === 'darwin';
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    fileMenu(actions, facts, isMac),
    editMenu(actions),
    viewMenu(actions, facts),
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', submenu: [command(actions, 'show-shortcuts', 'Keyboard Shortcuts', bareKey('Shift+/', facts))] },
  ];
}

function fileMenu(actions: MenuActions, facts: MenuFacts, isMac: boolean): Item {
  const recent = facts.recent.map(
    (dataset): Item => ({ label: dataset.name, sublabel: dataset.folder, click: () => actions.openFolder(dataset.folder) }),
  );
  return {
    label: '&File',
    submenu: [
      { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: () => actions.pickFolder() },
      { label: 'Open Recent', enabled: recent.length > 0, submenu: recent },
      { label: 'Download a List of Pictures…', click: () => actions.send('fetch') },
      SEPARATOR,
      { label: 'Export…', accelerator: 'CmdOrCtrl+Shift+E', click: () => actions.send('export') },
      SEPARATOR,
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  };
}

function editMenu(actions: MenuActions): Item {
  return {
    label: '&Edit',
    submenu: [
      command(actions, 'undo', 'Undo', 'CmdOrCtrl+Z'),
      command(actions, 'redo', 'Redo', 'CmdOrCtrl+Shift+Z'),
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      SEPARATOR,
      command(actions, 'select-all', 'Select All', 'CmdOrCtrl+A'),
      command(actions, 'find', 'Find', 'CmdOrCtrl+F'),
    ],
  };
}

function viewMenu(actions: MenuActions, facts: MenuFacts): Item {
  return {
    label: '&View',
    submenu: [
      {
        label: 'Theme',
        submenu: [
          { label: 'Like the System', click: () => actions.send('theme-system') },
          { label: 'Light', click: () => actions.send('theme-light') },
          { label: 'Dark', click: () => actions.send('theme-dark') },
        ],
      },
      SEPARATOR,
      command(actions, 'larger-thumbnails', 'Larger Thumbnails', bareKey('=', facts)),
      command(actions, 'smaller-thumbnails', 'Smaller Thumbnails', bareKey('-', facts)),
      SEPARATOR,
      { role: 'zoomIn', label: 'Zoom In' },
      { role: 'zoomOut', label: 'Zoom Out' },
      { role: 'resetZoom', label: 'Actual Size' },
      SEPARATOR,
      { role: 'togglefullscreen' },
      ...(facts.isDevelopment ? ([SEPARATOR, { role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
    ],
  };
}

/** Its key is shown but left to the page, which has it in a browser too and knows when a text field has the focus. */
function command(actions: MenuActions, name: MenuCommand, label: string, accelerator?: string): Item {
  const item: Item = { label, registerAccelerator: false, click: () => actions.send(name) };
  return accelerator === undefined ? item : { ...item, accelerator };
}

/** macOS takes every key that its menu shows, so one without a modifier could not be typed any more. */
function bareKey(key: string, facts: MenuFacts): string | undefined {
  return facts.platform === 'darwin' ? undefined : key;
}
