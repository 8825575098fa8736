import type { ShellMenus } from '../../shared/shell-menu.ts';
import type { Action, Place } from '../actions/action.ts';
import { MENUS } from '../actions/menus.ts';
import type { Bindings } from '../state/key-bindings.ts';
import { menuEntries, NOT_HERE } from './menu-entries.ts';

/**
 * The menus as the desktop app is told of them. What depends on the selection, or on what was decided, stays enabled: its action says
 * why it cannot be done.
 */
export function shellMenus(actions: readonly Action[], place: Place, chosen: Bindings): ShellMenus {
  return MENUS.map((menu) => ({
    title: menu.title,
    sections: menuEntries(menu, actions, place, chosen).map((section) =>
      section.map(({ id, title, key, isOn, whyNot }) => ({
        id,
        title,
        key,
        isEnabled: whyNot !== NOT_HERE,
        isOn: isOn ?? null,
      })),
    ),
  }));
}
