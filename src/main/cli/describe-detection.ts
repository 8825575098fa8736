import type { ConfusionMatrix } from '../../shared/confusion.ts';
import type { DetectionCounts } from '../../shared/detection.ts';
import type { ConfusionAnswer, DetectionAnswer } from '../../shared/prediction-api.ts';
import { matrixRows, matrixTable } from './matrix-table.ts';
import { textTable } from './table.ts';

/** How a run of boxes did. */
export interface JudgedBoxes extends ConfusionAnswer {
  readonly detection: DetectionCounts;
  readonly matrix: ConfusionMatrix;
  readonly measured: DetectionAnswer;
}

/** A matrix with more classes is no table for a terminal. */
const MOST_COLUMNS = 20;

/** `matrix` counts boxes matched whatever their classes; "none" is the last row and column of `matrixWithNone`. */
export function detectionAsJson({ run, classes, matrix, detection, measured }: JudgedBoxes): unknown {
  const { perClass, ...metrics } = measured.metrics;
  return {
    run,
    classes,
    samples: measured.samples,
    labels: measured.labels,
    predictions: measured.predictions,
    ...detection,
    mAP: metrics.ap,
    mAR: metrics.ar100,
    ...metrics,
    perClass: perClass.map(({ class: place, ...ofClass }) => ({ class: classes[place] ?? '', ...ofClass })),
    matrix: matrixRows(matrix, classes.length),
    matrixWithNone: matrixRows(matrix, classes.length + 1),
  };
}

export function describeDetection({ run, classes, matrix, detection, measured }: JudgedBoxes): string {
  const { metrics, labels, predictions, samples } = measured;
  const { truePositives, falsePositives, falseNegatives, leastOverlap, leastScore } = detection;
  const perClass = metrics.perClass.map(({ class: place, ap, ap50, ar100, labels: given }) => ({
    class: classes[place] ?? '',
    AP: digits(ap),
    AP50: digits(ap50),
    AR: digits(ar100),
    boxes: given,
  }));
  const lines = [
    `${run}: mAP ${digits(metrics.ap)}, AP50 ${digits(metrics.ap50)}, AP75 ${digits(metrics.ap75)}, mAR ${digits(metrics.ar100)}`,
    `small, medium, large: AP ${[metrics.apSmall, metrics.apMedium, metrics.apLarge].map(digits).join(', ')}`,
    `${labels} given boxes and ${predictions} predicted ones on ${samples} annotated samples`,
    `${truePositives} true positives, ${falsePositives} false positives, ${falseNegatives} false negatives (IoU ${leastOverlap}, confidence ${leastScore})`,
  ];
  const parts = [
    `${lines.join('\n')}\n`,
    classes.length > MOST_COLUMNS ? null : matrixTable(classes, matrix),
    textTable(['class', 'AP', 'AP50', 'AR', 'boxes'], perClass),
  ];
  return parts.filter((part) => part !== null).join('\n');
}

/** Where there is nothing to measure by: –. */
const digits = (value: number | null): number | string => (value === null ? '–' : Number(value.toFixed(3)));
