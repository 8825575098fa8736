import { openMenuAtFocus } from '../ui/open-menu-at-focus.ts';
import type { Action } from './action.ts';

/** Opens the context menu of what has the focus. */
export const MENU_ACTION: Action = {
  id: 'app.context-menu',
  group: 'Winnow',
  title: 'Menu of what has the focus',
  keys: ['Shift+F10', 'ContextMenu'],
  isKeyOnly: true,
  isOnce: true,
  run: openMenuAtFocus,
};
