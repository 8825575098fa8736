import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { type ArrangedCommand, sendToArranged } from '../state/arranged-commands.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './ArrangedTools.module.css';

/** How near the arranged grid is. */
export function ArrangedTools() {
  return (
    <div className={styles.tools} role="toolbar" aria-label="Zoom">
      <ZoomButton label="Zoom out" icon={IconMinus} does="zoom-out" />
      <ZoomButton label="Zoom in" icon={IconPlus} does="zoom-in" />
      <ZoomButton label="All of it" icon={IconArrowsMaximize} does="fit" />
    </div>
  );
}

interface ZoomButtonProps {
  readonly label: string;
  readonly icon: typeof IconPlus;
  readonly does: Extract<ArrangedCommand['do'], 'zoom-in' | 'zoom-out' | 'fit'>;
}

function ZoomButton({ label, icon: Icon, does }: ZoomButtonProps) {
  const withKey = useWithKey(`arranged.${does}`, label);
  return (
    <Tooltip label={withKey}>
      <ActionIcon size={30} aria-label={withKey} onClick={() => sendToArranged({ do: does })}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
