import type { MenuItemConstructorOptions } from 'electron';
import type { ShellMenuItem, ShellMenus } from '../../shared/shell-menu.ts';
import { acceleratorOf } from './accelerator.ts';

export interface MenuActions {
  /** Shows the folder dialog and opens what it gives. */
  pickFolder(): void;
  openFolder(folder: string): void;
  /** For the page to carry out. @param action its id */
  send(action: string): void;
}

export interface MenuFacts {
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  /** Datasets opened before, newest first. */
  readonly recent: readonly { readonly name: string; readonly folder: string }[];
  /** Menus of the page's actions; those called File, Edit, View and Help stand among the shell's own items. */
  readonly page: ShellMenus;
}

type Item = MenuItemConstructorOptions;
type Sections = readonly (readonly Item[])[];
const SEPARATOR: Item = { type: 'separator' };
/** Menus that the shell has something to add to. */
const OWN_MENUS = ['File', 'Edit', 'View', 'Help'];

/** The application's menu as data. */
export function menuTemplate(actions: MenuActions, facts: MenuFacts): Item[] {
  const isMac = facts.platform === 'darwin';
  const page = (title: string): Sections => pageSections(title, actions, facts);
  const others = facts.page.filter(({ title }) => !OWN_MENUS.includes(title));
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: apart([...fileSections(actions, facts), ...page('File'), [isMac ? CLOSE : QUIT]]) },
    { label: '&Edit', submenu: apart([...page('Edit'), TEXT_ITEMS]) },
    { label: '&View', submenu: apart([...page('View'), ...viewSections(facts)]) },
    ...others.map(({ title }): Item => ({ label: title, submenu: apart(page(title)) })),
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', submenu: apart(page('Help')) },
  ];
}

const CLOSE: Item = { role: 'close' };
const QUIT: Item = { role: 'quit' };
const TEXT_ITEMS: readonly Item[] = [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }];

function fileSections(actions: MenuActions, facts: MenuFacts): Sections {
  const recent = facts.recent.map(
    (dataset): Item => ({ label: dataset.name, sublabel: dataset.folder, click: () => actions.openFolder(dataset.folder) }),
  );
  return [
    [
      { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: () => actions.pickFolder() },
      { label: 'Open Recent', enabled: recent.length > 0, submenu: recent },
    ],
  ];
}

function viewSections({ isDevelopment }: MenuFacts): Sections {
  return [
    [
      { role: 'zoomIn', label: 'Zoom In' },
      { role: 'zoomOut', label: 'Zoom Out' },
      { role: 'resetZoom', label: 'Actual Size' },
    ],
    [{ role: 'togglefullscreen' }],
    ...(isDevelopment ? ([[{ role: 'reload' }, { role: 'toggleDevTools' }]] as const) : []),
  ];
}

function pageSections(title: string, actions: MenuActions, facts: MenuFacts): Sections {
  const menu = facts.page.find((candidate) => candidate.title === title);
  return (menu?.sections ?? []).map((section) => section.map((item) => pageItem(item, actions, facts)));
}

/** Its key is shown but left to the page, which has it in a browser too and knows when a text field has the focus. */
function pageItem({ id, title, key, isEnabled, isOn }: ShellMenuItem, actions: MenuActions, facts: MenuFacts): Item {
  const accelerator = key === null ? null : acceleratorOf(key, facts.platform);
  return {
    label: title,
    enabled: isEnabled,
    registerAccelerator: false,
    click: () => actions.send(id),
    ...(accelerator === null ? {} : { accelerator }),
    ...(isOn === null ? {} : { type: 'checkbox', checked: isOn }),
  };
}

/** Sections one after the other, with a line between. */
function apart(sections: Sections): Item[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, place) => (place === 0 ? section : [SEPARATOR, ...section]));
}
