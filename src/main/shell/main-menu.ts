import { app, type BrowserWindow, Menu } from 'electron';
import { pickFolder } from './dialogs.ts';
import type { FolderInbox } from './folder-inbox.ts';
import { CHANNELS } from './ipc-channels.ts';
import { menuTemplate } from './menu.ts';
import { recentDocuments } from './recent-documents.ts';

/**
 * Puts the menu up, and again when asked to: menus cannot be changed, so new recent documents need a new one.
 * @param ask sends a request to the engine
 * @returns rebuilds the menu
 */
export function installMenu(
  window: BrowserWindow,
  inbox: FolderInbox,
  ask: (request: Request) => Promise<Response>,
): () => Promise<void> {
  const actions = {
    pickFolder: () =>
      void pickFolder(window).then((folder) => {
        if (folder !== null) inbox.put(folder);
      }),
    openFolder: inbox.put,
    send: (command: string) => window.webContents.send(CHANNELS.menuCommand, command),
  };
  const show = (recent: Awaited<ReturnType<typeof recentDocuments>>): void => {
    const template = menuTemplate(actions, { platform: process.platform, isDevelopment: !app.isPackaged, recent });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  show([]);
  return async () => show(await recentDocuments(ask));
}
