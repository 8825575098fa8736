/**
 * What the desktop shell gives the page, and a browser cannot: `window.winnowShell`, absent in a browser. Everything
 * else goes through the door, so that both are the same product.
 */
export interface ShellApi {
  /** The system's folder dialog. Null: the user closed it. */
  pickFolder(): Promise<string | null>;
  /** Shows a file of this machine in the file manager. */
  showInFolder(path: string): void;
  /** The window's title; also what the system calls the open document. */
  setTitle(title: string): void;
  /** A folder to open came from the menu, a drop, the command line or a second start. One that came before is given at once. */
  onOpenFolder(listener: (folder: string) => void): Unsubscribe;
  /** The user chose a menu item that the page carries out. */
  onMenuCommand(listener: (command: MenuCommand) => void): Unsubscribe;
}

export type Unsubscribe = () => void;

/** Name of the ShellApi on the page's `window`. */
export const SHELL_API_NAME = 'winnowShell';

/** Undo, redo and select-all come only where no text field has the focus; there the shell applies them to the text. */
export const MENU_COMMANDS = [
  'fetch',
  'export',
  'undo',
  'redo',
  'select-all',
  'find',
  'larger-thumbnails',
  'smaller-thumbnails',
  'theme-system',
  'theme-light',
  'theme-dark',
  'show-shortcuts',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];
