import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebar, IconLayoutSidebarRight } from '@tabler/icons-react';
import { useUiStore } from '../state/ui-store.ts';
import { useWithKey } from './use-key.ts';

export interface PanelButtonProps {
  /** What a click does, with its key. */
  readonly label: string;
  readonly isOpen: boolean;
  readonly icon: typeof IconLayoutSidebar;
  readonly onClick: () => void;
}

/** Opens and closes a panel; anything else that is on or off. */
export function PanelButton({ label, isOpen, icon: Icon, onClick }: PanelButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} aria-pressed={isOpen} onClick={onClick}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

export function SidebarButton() {
  const isOpen = useUiStore((state) => state.isSidebarOpen);
  const change = useUiStore((state) => state.change);
  return (
    <PanelButton
      label={useWithKey('look.sidebar', isOpen ? 'Hide the sidebar' : 'Show the sidebar')}
      isOpen={isOpen}
      icon={IconLayoutSidebar}
      onClick={() => change({ isSidebarOpen: !isOpen })}
    />
  );
}

export function DetailsButton() {
  const isOpen = useUiStore((state) => state.isDetailsOpen);
  const change = useUiStore((state) => state.change);
  return (
    <PanelButton
      label={useWithKey('look.details', isOpen ? 'Hide the details' : 'Show the details')}
      isOpen={isOpen}
      icon={IconLayoutSidebarRight}
      onClick={() => change({ isDetailsOpen: !isOpen })}
    />
  );
}
