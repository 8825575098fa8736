import type { EvaluationAnswer } from '../../shared/prediction-api.ts';
import { formatCount, formatScore } from '../ui/format.ts';
import { ChartAxes } from './ChartAxes.tsx';
import styles from './ConfusionSide.module.css';
import { CHART, chartX, chartY } from './chart-frame.ts';
import chart from './charts.module.css';
import { formatShare } from './matrix-words.ts';

export interface ReliabilityProps {
  readonly calibration: NonNullable<EvaluationAnswer['calibration']>;
}

/** How often predictions of some confidence are right. */
export function Reliability({ calibration: { bins, expected, maximum } }: ReliabilityProps) {
  const filled = bins.filter(({ count }) => count > 0);
  const isSure = filled.reduce((sum, bin) => sum + bin.count * (bin.confidence - bin.accuracy), 0) > 0;
  return (
    <section className={styles.section} aria-labelledby="winnow-reliability">
      <h2 className={styles.heading} id="winnow-reliability">
        Reliability
      </h2>
      <p className={styles.note}>
        Confidence is off by {formatShare(expected)} on average (ECE), by {formatShare(maximum)} where it is worst:
        {expected < 0.01 ? ' it can be taken at its word.' : isSure ? ' it is too sure.' : ' it is too careful.'}
      </p>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        role="img"
        aria-label={`Accuracy by confidence; expected calibration error ${formatShare(expected)}`}
      >
        <ChartAxes across="Confidence" up="Share right" />
        {filled.map(({ low, high, accuracy, confidence }) => (
          <g key={low}>
            <rect
              className={chart.bar}
              x={chartX(low) + 0.5}
              width={Math.max(1, chartX(high) - chartX(low) - 1)}
              y={chartY(accuracy)}
              height={chartY(0) - chartY(accuracy)}
            />
            <line
              className={chart.gap}
              x1={chartX(confidence)}
              x2={chartX(confidence)}
              y1={chartY(accuracy)}
              y2={chartY(confidence)}
            />
          </g>
        ))}
        <line className={chart.ideal} x1={chartX(0)} y1={chartY(0)} x2={chartX(1)} y2={chartY(1)} />
      </svg>
      <details className={styles.details}>
        <summary>As a table</summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Confidence</th>
              <th scope="col">Mean</th>
              <th scope="col">Right</th>
              <th scope="col">Samples</th>
            </tr>
          </thead>
          <tbody>
            {filled.map(({ low, high, accuracy, confidence, count }) => (
              <tr key={low}>
                <th scope="row">
                  {formatScore(low)}–{formatScore(high)}
                </th>
                <td>{formatScore(confidence)}</td>
                <td>{formatShare(accuracy)}</td>
                <td>{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
