import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import { type ShellMenus, shellMenusSchema } from '../../shared/shell-menu.ts';
import { pickFolder } from './dialogs.ts';
import { dragOut } from './drag-out.ts';
import { folderOf } from './folder-argument.ts';
import type { FolderInbox } from './folder-inbox.ts';
import { CHANNELS } from './ipc-channels.ts';
import { PAGE_URL } from './protocol.ts';

/**
 * Answers what the preload script asks for, of this window's page only.
 * @param onTitle called after the page set a title: it opened or closed a dataset
 * @param onMenus told which of the page's actions the menus are to have
 */
export function answerPage(
  window: BrowserWindow,
  inbox: FolderInbox,
  onTitle: () => void,
  onMenus: (menus: ShellMenus) => void,
): void {
  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.sender === window.webContents && event.senderFrame?.url.startsWith(PAGE_URL) === true;

  ipcMain.handle(CHANNELS.pickFolder, (event) => (isOurs(event) ? pickFolder(window) : null));
  on(CHANNELS.showInFolder, (path) => shell.showItemInFolder(path));
  ipcMain.handle(CHANNELS.startDrag, (event, sent: unknown) => (isOurs(event) ? dragOut(window.webContents, sent) : 0));
  on(CHANNELS.setTitle, (title) => {
    window.setTitle(title);
    onTitle();
  });
  ipcMain.on(CHANNELS.setMenus, (event, sent: unknown) => {
    const menus = shellMenusSchema.safeParse(sent);
    if (isOurs(event) && menus.success) onMenus(menus.data);
  });
  on(CHANNELS.pathDropped, (path) => void folderOf(path).then(inbox.put));
  on(CHANNELS.readyForFolders, () => inbox.open((folder) => window.webContents.send(CHANNELS.openFolder, folder)));
  window.webContents.on('did-start-navigation', (event) => {
    if (event.isMainFrame && !event.isSameDocument) inbox.close();
  });

  function on(channel: string, listener: (text: string) => void): void {
    ipcMain.on(channel, (event, text: unknown = '') => {
      if (isOurs(event) && typeof text === 'string') listener(text);
    });
  }
}
