/** Messages between the page's preload script and the shell. */
export const CHANNELS = {
  pickFolder: 'winnow:pick-folder',
  showInFolder: 'winnow:show-in-folder',
  startDrag: 'winnow:start-drag',
  setTitle: 'winnow:set-title',
  setMenus: 'winnow:set-menus',
  pathDropped: 'winnow:path-dropped',
  readyForFolders: 'winnow:ready-for-folders',
  openFolder: 'winnow:open-folder',
  menuCommand: 'winnow:menu-command',
} as const;
