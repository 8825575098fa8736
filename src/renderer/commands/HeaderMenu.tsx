import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { currentPlace } from '../actions/current-place.ts';
import { MENUS } from '../actions/menus.ts';
import { ACTIONS } from '../actions/registry.ts';
import { useKeyBindings } from '../state/key-bindings.ts';
import { MenuSections } from './MenuSections.tsx';
import { menuEntries } from './menu-entries.ts';

/** The menus that the desktop app has above its window. */
export function HeaderMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} position="bottom-end" width={180} onChange={setOpen}>
      <Menu.Target>
        <Tooltip label="Menu" disabled={isOpen}>
          <ActionIcon aria-label="Menu">
            <IconDots size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>{isOpen ? <SubMenus /> : null}</Menu.Dropdown>
    </Menu>
  );
}

/** As things are when the menu opens. */
function SubMenus() {
  const [menus] = useState(() => {
    const { chosen } = useKeyBindings.getState();
    return MENUS.map((menu) => ({ ...menu, entries: menuEntries(menu, ACTIONS, currentPlace(), chosen) }));
  });
  return menus.map(({ title, entries }) => (
    <Menu.Sub key={title}>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{title}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {/* After the menu has closed and given the focus back: what is done may move it. */}
        <MenuSections sections={entries} onChoose={({ run }) => setTimeout(run)} />
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  ));
}
