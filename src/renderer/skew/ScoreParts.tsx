import type { ScoreSkew, SkewReport } from '../../shared/skew.ts';
import { samplesOf, showSamples } from '../state/skew.ts';
import { formatBound } from '../ui/format-bound.ts';
import styles from './ScoreParts.module.css';
import { inSplit } from './skew-filters.ts';
import { formatP } from './skew-rows.ts';

export interface ScorePartsProps {
  readonly report: SkewReport;
  readonly parts: readonly ScoreSkew[];
}

/** Each split against all others: medians, distance, p. */
export function ScoreParts({ report, parts }: ScorePartsProps) {
  return (
    <table className={styles.table} aria-label="Each split against all others">
      <thead>
        <tr>
          <th scope="col">Split</th>
          <th scope="col">Median</th>
          <th scope="col">Of the others</th>
          <th scope="col">Distance</th>
          <th scope="col">p</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ field, split, median, medianOfRest, distance, p }) => (
          <tr key={split}>
            <th scope="row">
              <button
                type="button"
                className={styles.name}
                title={`Show the samples of ${split} in this order`}
                onClick={() => showSamples(samplesOf(report, [inSplit(split)], { field, descending: false }))}
              >
                {split}
              </button>
            </th>
            <td>{formatBound(field, median)}</td>
            <td>{formatBound(field, medianOfRest)}</td>
            <td>{distance.toFixed(2)}</td>
            <td>{formatP(p)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
