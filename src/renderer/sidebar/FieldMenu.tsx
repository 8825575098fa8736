import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconEyeOff, IconPin, IconPinnedOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { withMoved, withPinned, withShown } from './arrangement.ts';
import { useArrangement } from './arrangement-store.ts';
import styles from './Section.module.css';
import type { Section } from './sections.ts';

export interface FieldMenuProps {
  readonly section: Section;
  /** Items of this kind of section, above those that all have. */
  readonly extra?: ReactNode;
}

/** What can be done with a section. */
export function FieldMenu({ section: { name, title }, extra }: FieldMenuProps) {
  const pinned = useArrangement((state) => state.arrangement.pinned);
  const change = useArrangement((state) => state.change);
  const place = pinned.indexOf(name);
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <ActionIcon size={22} className={styles.menu} aria-label={`More: ${title}`}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {extra === undefined ? null : (
          <>
            {extra}
            <Menu.Divider />
          </>
        )}
        {place < 0 ? (
          <Menu.Item leftSection={<IconPin size={14} />} onClick={() => change((before) => withPinned(before, name, true))}>
            Pin to the top
          </Menu.Item>
        ) : (
          <>
            <Menu.Item
              leftSection={<IconArrowUp size={14} />}
              disabled={place === 0}
              onClick={() => change((before) => withMoved(before, name, -1))}
            >
              Move up
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={14} />}
              disabled={place === pinned.length - 1}
              onClick={() => change((before) => withMoved(before, name, 1))}
            >
              Move down
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPinnedOff size={14} />}
              onClick={() => change((before) => withPinned(before, name, false))}
            >
              Unpin
            </Menu.Item>
          </>
        )}
        <Menu.Item leftSection={<IconEyeOff size={14} />} onClick={() => change((before) => withShown(before, name, false))}>
          Hide
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
