import { useEffect, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { useActiveModel } from '../state/embeddings.ts';
import { followLasso } from '../state/map-lasso.ts';
import { followLayouts, mapVersion, refreshMap, useMapStore } from '../state/map-store.ts';
import { Legend } from './Legend.tsx';
import { MapBar } from './MapBar.tsx';
import { MapEmpty } from './MapEmpty.tsx';
import styles from './MapPanel.module.css';
import { MapStage } from './MapStage.tsx';
import type { Scene } from './scene.ts';
import { useColoring } from './use-coloring.ts';

/** Bar, map and legend, or what to do where there is no map yet. */
export function MapPanel({ dataset }: { readonly dataset: DatasetId }) {
  const model = useActiveModel();
  const hasPoints = useMapStore((state) => state.points.ids.length > 0);
  const isLoaded = useMapStore((state) => state.isLoaded);
  // A canvas takes a while to be made, which goes by while the points are on their way.
  const isComing = !isLoaded && model !== undefined && model !== null && model.map !== null;
  const [scene, setScene] = useState<Scene | null>(null);
  /** Null until it is known. */
  const version = model === undefined ? null : mapVersion(model?.id ?? null, model?.map ?? null);
  useEffect(followLasso, []);
  useEffect(() => followLayouts(dataset), [dataset]);
  useEffect(() => {
    if (version === null) return;
    const controller = new AbortController();
    void refreshMap(dataset, version, controller.signal);
    return () => controller.abort();
  }, [dataset, version]);
  useColoring(dataset);
  return (
    <section className={styles.panel} aria-label="Map">
      <MapBar scene={scene} />
      <div className={styles.body}>
        {hasPoints || isComing ? (
          <>
            <MapStage dataset={dataset} onScene={setScene} />
            <Legend />
          </>
        ) : (
          <MapEmpty model={model} />
        )}
      </div>
    </section>
  );
}
