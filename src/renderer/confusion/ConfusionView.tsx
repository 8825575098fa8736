import { type ReactNode, useMemo } from 'react';
import { activeRun, comparedRun, namedRuns, useConfusion, usePredictions } from '../state/confusion.ts';
import { useConfusionSettings } from '../state/confusion-settings.ts';
import { useConfusionStore } from '../state/confusion-store.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { ConfusionBar } from './ConfusionBar.tsx';
import { ConfusionEmpty } from './ConfusionEmpty.tsx';
import { ConfusionSide } from './ConfusionSide.tsx';
import styles from './ConfusionView.module.css';
import { classOrder } from './class-order.ts';
import { MatrixStage } from './MatrixStage.tsx';
import { MatrixTable } from './MatrixTable.tsx';
import { SamplesPane } from './SamplesPane.tsx';
import { shownMatrix } from './shown-matrix.ts';

export interface ConfusionViewProps {
  /** The samples that the query finds, as the grid shows them. */
  readonly children: ReactNode;
}

/** Labels against predictions, as a matrix, with what follows from it and the samples behind each cell. */
export function ConfusionView({ children }: ConfusionViewProps) {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return dataset === null ? null : <OpenConfusion key={dataset}>{children}</OpenConfusion>;
}

function OpenConfusion({ children }: ConfusionViewProps) {
  const predictions = usePredictions();
  const { isTable, hasSamples, hasSide, order } = useConfusionSettings();
  const comparedId = useConfusionStore((state) => state.comparedId);
  const active = predictions.data === undefined ? null : activeRun(predictions.data);
  const before = predictions.data === undefined ? null : comparedRun(predictions.data, comparedId);
  const confusion = useConfusion(active, before);
  const shown = useMemo(() => {
    if (confusion.data === undefined) return null;
    const { matrix, classes, before: counted, detection } = confusion.data;
    const unit = detection === null ? 'sample' : 'box';
    return shownMatrix(matrix, classes, classOrder(matrix, classes, order), counted?.counts ?? null, unit);
  }, [confusion.data, order]);
  const runs = useMemo(() => (active === null ? [] : namedRuns(active, before)), [active, before]);
  const hasMatrix = active !== null && shown !== null && shown.total > shown.unlabelled;
  return (
    <section className={styles.view} aria-label="Confusion matrix">
      <ConfusionBar predictions={predictions.data ?? null} hasMatrix={hasMatrix} />
      {!hasMatrix || confusion.isError ? (
        <div className={styles.body}>
          <ConfusionEmpty predictions={predictions} confusion={confusion} shown={shown} />
        </div>
      ) : (
        <div className={styles.body}>
          <div className={styles.area}>
            <div className={styles.linked}>
              <div className={styles.matrix} data-stale={confusion.isPlaceholderData || undefined}>
                {isTable ? <MatrixTable shown={shown} runs={runs} /> : <MatrixStage shown={shown} runs={runs} />}
              </div>
              {hasSamples ? <SamplesPane unit={shown.unit}>{children}</SamplesPane> : null}
            </div>
          </div>
          {hasSide && confusion.data !== undefined ? (
            <ConfusionSide confusion={confusion.data} shown={shown} active={active} before={before} runs={runs} />
          ) : null}
        </div>
      )}
    </section>
  );
}
