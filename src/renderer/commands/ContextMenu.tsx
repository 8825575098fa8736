import { Menu } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { currentPlace } from '../actions/current-place.ts';
import { ACTIONS } from '../actions/registry.ts';
import { type OpenMenu, useContextMenu } from '../state/context-menu.ts';
import { currentTargets } from '../state/decisions.ts';
import { useKeyBindings } from '../state/key-bindings.ts';
import { formatNoun } from '../ui/format.ts';
import { MenuSections } from './MenuSections.tsx';
import { contextEntries, type MenuEntry } from './menu-entries.ts';
import { useContextMenuEvents } from './use-context-menu.ts';

/** The menu of what was clicked with the other button, or has the focus when its key is pressed. */
export function ContextMenu() {
  const open = useContextMenu((state) => state.open);
  useContextMenuEvents();
  return open === null ? null : <OpenedMenu key={`${open.x} ${open.y} ${open.context.kind}`} menu={open} />;
}

function OpenedMenu({ menu: { context, x, y } }: { readonly menu: OpenMenu }) {
  const closeMenu = useContextMenu((state) => state.close);
  const [opener] = useState(() => document.activeElement);
  // As things are when it opens.
  const [sections] = useState(() => contextEntries(context, ACTIONS, currentPlace(), useKeyBindings.getState().chosen));
  const [title] = useState(() =>
    context.kind === 'value' ? context.title : context.kind === 'samples' ? formatNoun(currentTargets().length, 'sample') : null,
  );
  // The focus is back where it was before anything is done: what is done may move it.
  const close = (): void => {
    closeMenu();
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  };
  const closeByTab = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    close();
  };
  const choose = ({ run }: MenuEntry): void => {
    close();
    run();
  };
  return (
    <Menu
      opened
      position="bottom-start"
      offset={0}
      // Up as far as it has to, where there is no room below.
      middlewares={{ flip: false, shift: { crossAxis: true, padding: 4 } }}
      returnFocus={false}
      // A trap gives the focus to the first item a moment later: after the first key, or to none where that is disabled.
      trapFocus={false}
      transitionProps={{ duration: 0 }}
      onClose={close}
    >
      <Menu.Target>
        <span aria-hidden style={{ position: 'fixed', left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={title ?? 'Actions'} onKeyDown={closeByTab}>
        {title === null ? null : <Menu.Label>{title}</Menu.Label>}
        <MenuSections sections={sections} onChoose={choose} takesFocus />
      </Menu.Dropdown>
    </Menu>
  );
}
