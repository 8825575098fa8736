import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type MenuCommand, SHELL_API_NAME, type ShellApi, type Unsubscribe } from '../../shared/shell-api.ts';
import { CHANNELS } from './ipc-channels.ts';

/** Runs beside the page, sandboxed, and gives it the ShellApi and nothing else. */
const api: ShellApi = {
  pickFolder: () => ipcRenderer.invoke(CHANNELS.pickFolder),
  showInFolder: (path) => ipcRenderer.send(CHANNELS.showInFolder, path),
  setTitle: (title) => ipcRenderer.send(CHANNELS.setTitle, title),
  onOpenFolder(listener) {
    const unsubscribe = subscribe<string>(CHANNELS.openFolder, listener);
    ipcRenderer.send(CHANNELS.readyForFolders);
    return unsubscribe;
  },
  onMenuCommand: (listener) =>
    subscribe<MenuCommand>(CHANNELS.menuCommand, (command) => {
      if (!editFocusedText(command)) listener(command);
    }),
};

contextBridge.exposeInMainWorld(SHELL_API_NAME, api);

/** The listener never sees Electron's event, which would hand it the sender. */
function subscribe<T>(channel: string, listener: (value: T) => void): Unsubscribe {
  const handler = (_event: unknown, value: T): void => listener(value);
  ipcRenderer.on(channel, handler);
  return () => void ipcRenderer.removeListener(channel, handler);
}

const TEXT_COMMANDS: Partial<Record<MenuCommand, string>> = { undo: 'undo', redo: 'redo', 'select-all': 'selectAll' };

/** Undo, redo and select-all mean the text where a text field has the focus. @returns true when that was done */
function editFocusedText(command: MenuCommand): boolean {
  const edit = TEXT_COMMANDS[command];
  const focused = document.activeElement;
  const isText = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  // Deprecated, and still the only way to reach a field's own history of edits.
  return edit !== undefined && isText && document.execCommand(edit);
}

// Only the preload can tell where a dropped file is on disk.
window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file !== undefined) ipcRenderer.send(CHANNELS.pathDropped, webUtils.getPathForFile(file));
});
