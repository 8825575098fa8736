import { useEffect, useState } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { useActiveModel } from '../state/embeddings.ts';
import { followLayouts, loadMap, useMapStore } from '../state/map-store.ts';
import { Legend } from './Legend.tsx';
import { MapBar } from './MapBar.tsx';
import { MapEmpty } from './MapEmpty.tsx';
import styles from './MapPanel.module.css';
import { MapStage } from './MapStage.tsx';
import type { Scene } from './scene.ts';

/** Bar, map and legend, or what to do where there is no map yet. */
export function MapPanel({ dataset }: { readonly dataset: DatasetId }) {
  const model = useActiveModel();
  const hasPoints = useMapStore((state) => state.points.ids.length > 0);
  const [scene, setScene] = useState<Scene | null>(null);
  const map = model?.map ?? null;
  const version = model === undefined || model === null ? null : `${model.id} ${map?.madeMs} ${map?.placed} ${map?.points}`;
  useEffect(() => followLayouts(dataset), [dataset]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the map is fetched anew
  useEffect(() => {
    const controller = new AbortController();
    void loadMap(dataset, controller.signal);
    return () => controller.abort();
  }, [dataset, version]);
  return (
    <section className={styles.panel} aria-label="Map">
      <MapBar scene={scene} />
      <div className={styles.body}>
        {hasPoints ? (
          <>
            <MapStage onScene={setScene} />
            <Legend />
          </>
        ) : (
          <MapEmpty model={model} />
        )}
      </div>
    </section>
  );
}
