import { Button, Select, Slider } from '@mantine/core';
import { useState } from 'react';
import type { EvaluationAnswer } from '../../shared/prediction-api.ts';
import type { Filter } from '../../shared/query.ts';
import { openClauses, useConfusionStore } from '../state/confusion-store.ts';
import { formatScore } from '../ui/format.ts';
import { ChartAxes } from './ChartAxes.tsx';
import styles from './ConfusionSide.module.css';
import { CHART, chartX, chartY, pathThrough } from './chart-frame.ts';
import chart from './charts.module.css';
import { formatShare } from './matrix-words.ts';
import { atThreshold, middleThreshold } from './threshold.ts';

export interface PrecisionRecallProps {
  readonly ofClass: string;
  readonly names: readonly string[];
  readonly curve: NonNullable<EvaluationAnswer['curve']>;
}

/** Precision and recall of a class at every threshold of its probability. */
export function PrecisionRecall({ ofClass, names, curve }: PrecisionRecallProps) {
  const { points, averagePrecision, rocArea } = curve;
  const [threshold, setThreshold] = useState(() => middleThreshold(points));
  const at = atThreshold(points, threshold);
  const shown = formatScore(threshold);
  const label: Filter = { kind: 'equals', field: 'label', value: ofClass };
  const field = `prob.${ofClass}` as const;
  const below: readonly Filter[] = [label, { kind: 'compare', field, comparison: '<', value: threshold }];
  const above: readonly Filter[] = [
    { kind: 'not', of: label },
    { kind: 'is', claim: 'labeled' },
    { kind: 'compare', field, comparison: '>=', value: threshold },
  ];
  return (
    <section className={styles.section} aria-labelledby="winnow-precision-recall">
      <h2 className={styles.heading} id="winnow-precision-recall">
        Precision and recall
      </h2>
      <Select
        size="xs"
        aria-label="Class of the curve"
        data={[...names]}
        value={ofClass}
        searchable
        limit={200}
        allowDeselect={false}
        withScrollArea={false}
        comboboxProps={{ withinPortal: false }}
        classNames={{ options: styles.options ?? '' }}
        onChange={(value) => {
          if (value !== null) useConfusionStore.setState({ focus: { label: value, prediction: value } });
        }}
      />
      <svg
        className={styles.chart}
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        role="img"
        aria-label={`Precision by recall of ${ofClass}; average precision ${formatScore(averagePrecision)}`}
      >
        <ChartAxes across="Recall" up="Precision" />
        <path className={chart.curve} d={pathThrough(points.map(({ recall, precision }) => ({ x: recall, y: precision })))} />
        {at === null ? null : <circle className={chart.here} cx={chartX(at.recall)} cy={chartY(at.precision)} r={4} />}
      </svg>
      <Slider
        mt={8}
        size={3}
        color="accent"
        thumbLabel={`Threshold of the probability of ${ofClass}`}
        label={formatScore}
        min={0}
        max={1}
        step={0.01}
        value={threshold}
        onChange={setThreshold}
      />
      <p className={styles.note} role="status">
        {at === null
          ? `No sample reaches ${shown}.`
          : `From ${shown} on: precision ${formatShare(at.precision)}, recall ${formatShare(at.recall)}.`}{' '}
        Average precision {formatScore(averagePrecision)}, area under ROC {formatScore(rocArea)}.
      </p>
      <div className={styles.buttons}>
        <Button variant="default" size="compact-xs" onClick={() => openClauses(below, `${ofClass} below ${shown}`)}>
          Show those below
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => openClauses(above, `others at ${shown} of ${ofClass} or above`)}
        >
          Show others above
        </Button>
      </div>
      <details className={styles.details}>
        <summary>As a table</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Threshold</th>
              <th scope="col">Precision</th>
              <th scope="col">Recall</th>
            </tr>
          </thead>
          <tbody>
            {TABLE_THRESHOLDS.map((one) => {
              const row = atThreshold(points, one);
              return (
                <tr key={one}>
                  <th scope="row">{one.toFixed(1)}</th>
                  <td>{row === null ? '–' : formatShare(row.precision)}</td>
                  <td>{row === null ? '–' : formatShare(row.recall)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </section>
  );
}

const TABLE_THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
