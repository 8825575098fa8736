import { Loader } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useColumn } from '../state/map-column.ts';
import { openMap } from '../state/map-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import styles from './MapView.module.css';

type Panel = ComponentType<{ readonly dataset: DatasetId }>;

/** The map of the open dataset. */
export function MapView() {
  const dataset = useDatasetStore((state) => state.dataset);
  return dataset === null ? null : <OpenView key={dataset.id} dataset={dataset.id} />;
}

/** What draws the map is fetched when it is first looked at, and its points and colours beside it. */
function OpenView({ dataset }: { readonly dataset: DatasetId }) {
  const Panel = usePanel();
  useColumn(useUiStore((state) => state.mapColorBy));
  useEffect(() => {
    const controller = new AbortController();
    void openMap(dataset, controller.signal);
    return () => controller.abort();
  }, [dataset]);
  return Panel === null ? <Waiting /> : <Panel dataset={dataset} />;
}

let fetched: Panel | null = null;

/** Null while it is fetched. Not by Suspense: once that has shown that it waits, it waits for 300 ms. */
function usePanel(): Panel | null {
  const [panel, setPanel] = useState(() => fetched);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    if (fetched !== null) return;
    import('./MapPanel.tsx').then(({ MapPanel }) => {
      fetched = MapPanel;
      setPanel(() => MapPanel);
    }, setFailure);
  }, []);
  if (failure !== null) throw failure;
  return panel;
}

function Waiting() {
  return (
    <div className={styles.waiting} role="status">
      <Loader /> Opening the map…
    </div>
  );
}
