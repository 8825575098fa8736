import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { SHELL_API_NAME, type ShellApi, type Unsubscribe } from '../../shared/shell-api.ts';
import { CHANNELS } from './ipc-channels.ts';

/** Actions of the page that mean the text where a text field has the focus, and what does them there. */
const TEXT_COMMANDS: Readonly<Record<string, string>> = {
  'decide.undo': 'undo',
  'decide.redo': 'redo',
  'select.all': 'selectAll',
};

/** What is dragged came from this window: dropped on it, it opens nothing. */
let isOwnDrag = false;

type Listener<T> = (value: T) => void;
const folderListeners = new Set<Listener<string>>();
const commandListeners = new Set<Listener<string>>();

/** Runs beside the page, sandboxed, and gives it the ShellApi and nothing else. */
const api: ShellApi = {
  pickFolder: () => ipcRenderer.invoke(CHANNELS.pickFolder),
  showInFolder: (path) => ipcRenderer.send(CHANNELS.showInFolder, path),
  startDrag: (drag) => {
    isOwnDrag = true;
    return ipcRenderer.invoke(CHANNELS.startDrag, drag);
  },
  setTitle: (title) => ipcRenderer.send(CHANNELS.setTitle, title),
  setMenus: (menus) => ipcRenderer.send(CHANNELS.setMenus, menus),
  onOpenFolder(listener) {
    const unsubscribe = subscribe(folderListeners, listener);
    ipcRenderer.send(CHANNELS.readyForFolders);
    return unsubscribe;
  },
  onMenuCommand: (listener) => subscribe(commandListeners, listener),
};

contextBridge.exposeInMainWorld(SHELL_API_NAME, api);

// The page's listeners never see Electron's event, which would hand them the sender.
ipcRenderer.on(CHANNELS.openFolder, (_event, folder: string) => tell(folderListeners, folder));
ipcRenderer.on(CHANNELS.menuCommand, (_event, command: string) => {
  if (!editFocusedText(command)) tell(commandListeners, command);
});

function subscribe<T>(listeners: Set<Listener<T>>, listener: Listener<T>): Unsubscribe {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell<T>(listeners: ReadonlySet<Listener<T>>, value: T): void {
  for (const listener of listeners) listener(value);
}

/** Undo, redo and select-all mean the text where a text field has the focus. @returns true when that was done */
function editFocusedText(command: string): boolean {
  const edit = TEXT_COMMANDS[command];
  const focused = document.activeElement;
  const isText = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  // Deprecated, and still the only way to reach a field's own history of edits.
  return edit !== undefined && isText && document.execCommand(edit);
}

window.addEventListener('pointerdown', () => {
  isOwnDrag = false;
});
// Only the preload can tell where a dropped file is on disk.
window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (file !== undefined && !isOwnDrag) ipcRenderer.send(CHANNELS.pathDropped, webUtils.getPathForFile(file));
});
