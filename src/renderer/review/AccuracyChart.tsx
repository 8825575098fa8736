import { noFurtherGainExpected } from '../../shared/learning-curve.ts';
import type { AccuracyPoint } from '../state/review-memory.ts';
import { useReviewStore } from '../state/review-store.ts';
import styles from './AccuracyChart.module.css';

const WIDTH = 72;
const HEIGHT = 24;
const EDGE = 3;

const percent = (accuracy: number): string => `${(accuracy * 100).toFixed(1)}%`;

/** Cross-validated accuracy of the regression after each update. Nothing before the first. */
export function AccuracyChart() {
  const points = useReviewStore((state) => state.memory.accuracies);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isDone = noFurtherGainExpected(points);
  const change = points.length === 1 ? percent(last.accuracy) : `${percent(first.accuracy)} → ${percent(last.accuracy)}`;
  return (
    <figure className={styles.figure} title="How many labels a regression that has not seen them predicts, after each update">
      {points.length < 2 ? null : <Line points={points} />}
      <figcaption className={styles.words}>
        <span>Accuracy {change}</span>
        {isDone ? <b>No further gain expected</b> : null}
      </figcaption>
    </figure>
  );
}

function Line({ points }: { readonly points: readonly AccuracyPoint[] }) {
  const places = placesOf(points);
  return (
    <svg
      className={styles.chart}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`Accuracy after each update: ${points.map(({ accuracy }) => percent(accuracy)).join(', ')}`}
    >
      <polyline points={places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      {places.map(({ x, y, key }) => (
        <circle key={key} cx={x} cy={y} r={2} />
      ))}
    </svg>
  );
}

function placesOf(points: readonly AccuracyPoint[]): readonly { readonly key: number; readonly x: number; readonly y: number }[] {
  const accuracies = points.map(({ accuracy }) => accuracy);
  const [least, most] = [Math.min(...accuracies), Math.max(...accuracies)];
  return points.map(({ runId, accuracy }, place) => ({
    key: runId,
    x: EDGE + ((WIDTH - 2 * EDGE) * place) / (points.length - 1),
    y: HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (accuracy - least)) / Math.max(1e-9, most - least),
  }));
}
