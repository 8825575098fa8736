import { app, type BrowserWindow, Menu } from 'electron';
import type { ShellMenus } from '../../shared/shell-menu.ts';
import { pickFolder } from './dialogs.ts';
import type { FolderInbox } from './folder-inbox.ts';
import { CHANNELS } from './ipc-channels.ts';
import { type MenuFacts, menuTemplate } from './menu.ts';
import { recentDocuments } from './recent-documents.ts';

export interface MainMenu {
  /** Asks the engine for the recent documents and shows them. */
  refreshRecent(): Promise<void>;
  /** Shows these actions of the page. */
  setPageMenus(menus: ShellMenus): void;
}

/**
 * Puts the menu up, and again when something in it changes: menus cannot be changed.
 * @param ask sends a request to the engine
 */
export function installMenu(window: BrowserWindow, inbox: FolderInbox, ask: (request: Request) => Promise<Response>): MainMenu {
  const actions = {
    pickFolder: () =>
      void pickFolder(window).then((folder) => {
        if (folder !== null) inbox.put(folder);
      }),
    openFolder: inbox.put,
    send: (action: string) => window.webContents.send(CHANNELS.menuCommand, action),
  };
  let changing: Pick<MenuFacts, 'recent' | 'page'> = { recent: [], page: [] };
  const show = (changed: Partial<typeof changing>): void => {
    changing = { ...changing, ...changed };
    const facts = { platform: process.platform, isDevelopment: !app.isPackaged, ...changing };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, facts)));
  };
  show({});
  return {
    refreshRecent: async () => show({ recent: await recentDocuments(ask) }),
    setPageMenus: (page) => show({ page }),
  };
}
