import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { cancelLayout } from '../state/map-actions.ts';
import { useMapStore } from '../state/map-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './MapProgress.module.css';

/** While the map is laid out: how far it is, and the way to stop. */
export function MapProgress() {
  const running = useMapStore((state) => state.running);
  const [isStopping, setStopping] = useState(false);
  if (running === null) {
    if (isStopping) setStopping(false);
    return null;
  }
  const { epoch, epochs } = running;
  return (
    <div className={styles.progress} role="status">
      <Loader size={12} />
      <span>{epochs === 0 ? 'Preparing the layout' : `Laying out · ${formatCount(epoch)} of ${formatCount(epochs)}`}</span>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        disabled={isStopping}
        onClick={() => {
          setStopping(true);
          void cancelLayout().finally(() => setStopping(false));
        }}
      >
        Stop here
      </Button>
    </div>
  );
}
