import type { EvaluationAnswer } from '../../shared/prediction-api.ts';

export type CurvePoint = NonNullable<EvaluationAnswer['curve']>['points'][number];

/**
 * The point of a curve at a threshold: the last that is not below it; null: no sample reaches it. A curve of few points, as it is
 * drawn, is exact at its points only.
 * @param points by falling threshold
 */
export function atThreshold(points: readonly CurvePoint[], threshold: number): CurvePoint | null {
  return points.findLast((point) => point.threshold >= threshold) ?? null;
}

/** One half, as for two classes; where no sample reaches that, where recall and precision are best together (F1). */
export function middleThreshold(points: readonly CurvePoint[]): number {
  if (atThreshold(points, 0.5) !== null) return 0.5;
  const f1 = ({ precision, recall }: CurvePoint): number =>
    precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  const best = points.reduce<CurvePoint | null>((most, point) => (most === null || f1(point) > f1(most) ? point : most), null);
  return best === null ? 0.5 : Math.floor(best.threshold * 100) / 100;
}
