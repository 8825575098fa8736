import type { FileDrag } from './file-drag.ts';
import type { ShellMenus } from './shell-menu.ts';

/**
 * What the desktop shell gives the page, and a browser cannot: `window.winnowShell`, absent in a browser. Everything
 * else goes through the door, so that both are the same product.
 */
export interface ShellApi {
  /** The system's folder dialog. Null: the user closed it. */
  pickFolder(): Promise<string | null>;
  /** Shows a file of this machine in the file manager. */
  showInFolder(path: string): void;
  /**
   * Goes on with a drag that began in the page as one of the system: of files of this machine, to other programs.
   * @returns how many of the files are there and go along
   */
  startDrag(drag: FileDrag): Promise<number>;
  /** The window's title; also what the system calls the open document. */
  setTitle(title: string): void;
  /** A folder to open came from the menu, a drop, the command line or a second start. One that came before is given at once. */
  onOpenFolder(listener: (folder: string) => void): Unsubscribe;
  /** What of the page's actions the menus have, as things are now. Until the first call they have only what is the shell's own. */
  setMenus(menus: ShellMenus): void;
  /**
   * The user chose a menu item of the page: the id of the action. Undo, redo and select-all come only where no text field has the
   * focus; there the shell applies them to the text.
   */
  onMenuCommand(listener: (action: string) => void): Unsubscribe;
}

export type Unsubscribe = () => void;

/** Name of the ShellApi on the page's `window`. */
export const SHELL_API_NAME = 'winnowShell';
