import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import styles from './MapView.module.css';

/** What draws the map is fetched when it is first looked at. */
const MapPanel = lazy(async () => ({ default: (await import('./MapPanel.tsx')).MapPanel }));

/** The map of the open dataset. */
export function MapView() {
  const dataset = useDatasetStore((state) => state.dataset);
  if (dataset === null) return null;
  return (
    <Suspense fallback={<Waiting />}>
      <MapPanel key={dataset.id} dataset={dataset.id} />
    </Suspense>
  );
}

function Waiting() {
  return (
    <div className={styles.waiting} role="status">
      <Loader /> Opening the map…
    </div>
  );
}
