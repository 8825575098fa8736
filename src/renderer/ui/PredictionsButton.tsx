import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDatabaseCog } from '@tabler/icons-react';
import { useUiStore } from '../state/ui-store.ts';

/** The way to the runs once there are some: to make, choose and forget them. */
export function PredictionsButton() {
  const openPredictions = useUiStore((state) => state.openPredictions);
  return (
    <Tooltip label="Predictions: import, make, choose, forget">
      <ActionIcon aria-label="Predictions…" size={26} onClick={() => openPredictions('file')}>
        <IconDatabaseCog size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
