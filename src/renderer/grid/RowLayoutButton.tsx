import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { useUiStore } from '../state/ui-store.ts';
import { useKey } from '../ui/use-key.ts';

/** Rows that pictures in their own proportions fill, or squares. */
export function RowLayoutButton() {
  const isJustified = useUiStore((state) => state.rowLayout === 'justified');
  const change = useUiStore((state) => state.change);
  const key = useKey('look.justified');
  const title = isJustified ? 'Back to squares' : 'Rows filled by whole pictures';
  return (
    <Tooltip label={key === null ? title : `${title} (${key})`}>
      <ActionIcon
        aria-label="Justified"
        aria-pressed={isJustified}
        variant={isJustified ? 'light' : 'subtle'}
        onClick={() => change({ rowLayout: isJustified ? 'uniform' : 'justified' })}
      >
        <IconLayoutDashboard size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
