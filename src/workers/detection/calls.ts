import type { DetectionMetrics } from '../../shared/detection.ts';
import type { LabelBoxes, PredictedBoxes } from './boxes.ts';

export type DetectionCalls = {
  /** COCO's metrics, see `detectionMetrics`. */
  readonly metrics: {
    readonly input: { readonly labels: LabelBoxes; readonly predictions: PredictedBoxes };
    readonly progress: never;
    readonly output: DetectionMetrics;
  };
};
