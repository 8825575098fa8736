import { useEffect, useLayoutEffect, useRef } from 'react';
import type { DatasetId } from '../../shared/sample.ts';
import { followArrangement, setArrangedView, useArrangedStore } from '../state/arranged-store.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useActiveModel, useEmbedJob } from '../state/embeddings.ts';
import { ArrangedEmpty } from './ArrangedEmpty.tsx';
import { ArrangedStage } from './ArrangedStage.tsx';
import styles from './ArrangedView.module.css';

/** The whole query arranged so that similar pictures are neighbours, or what to do where it cannot be. */
export function ArrangedView() {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return dataset === null ? null : <Arranged key={dataset} dataset={dataset} />;
}

function Arranged({ dataset }: { readonly dataset: DatasetId }) {
  const frame = useRef<HTMLDivElement>(null);
  const model = useActiveModel();
  const hasGrid = useArrangedStore(({ grid, datasetId }) => datasetId === dataset && grid !== null && grid.size > 0);
  const isEmbedding = useEmbedJob() !== null;
  // Other vectors are another arrangement; while they come, one after the other, none is made of some of them.
  const vectors = isEmbedding
    ? hasGrid
      ? 'coming'
      : null
    : model === undefined || model === null
      ? null
      : `${model.id} ${model.embedded}`;
  useLayoutEffect(() => setArrangedView(frame.current?.clientWidth ?? 0, frame.current?.clientHeight ?? 0));
  useEffect(() => (vectors === null ? undefined : followArrangement(dataset)), [dataset, vectors]);
  return (
    <div ref={frame} className={styles.frame}>
      {model !== null && hasGrid ? <ArrangedStage dataset={dataset} /> : <ArrangedEmpty model={model} />}
    </div>
  );
}
