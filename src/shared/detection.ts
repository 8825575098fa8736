/** COCO's metrics of boxes, in [0, 1]; null where there is no label box to measure by. */
export interface DetectionMetrics {
  /** Mean over classes and IoU .50, .55 … .95. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** Of label boxes below 32², up to 96², above, in square pixels. */
  readonly apSmall: number | null;
  readonly apMedium: number | null;
  readonly apLarge: number | null;
  /** Mean recall with at most 1, 10, 100 predictions an image and class. */
  readonly ar1: number | null;
  readonly ar10: number | null;
  readonly ar100: number | null;
  readonly arSmall: number | null;
  readonly arMedium: number | null;
  readonly arLarge: number | null;
  /** Classes that a label or a predicted box has, in their order. */
  readonly perClass: readonly ClassDetection[];
}

export interface ClassDetection {
  /** Place in the list of classes. */
  readonly class: number;
  /** Label boxes that count, crowds not among them. */
  readonly labels: number;
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ar100: number | null;
}

/** What a box is at one IoU. ignored: a crowd, a prediction matched to one, or one not confident enough. */
export const BOX_OUTCOMES = ['ignored', 'true-positive', 'false-positive', 'false-negative'] as const;
export type BoxOutcome = (typeof BOX_OUTCOMES)[number];

/** What counts as found, for filters and the confusion matrix. */
export interface DetectionSettings {
  /** IoU from which on two boxes are about the same object. */
  readonly leastOverlap: number;
  /** Predicted boxes with a lower confidence are left out. */
  readonly leastScore: number;
}
export const DEFAULT_DETECTION_SETTINGS: DetectionSettings = { leastOverlap: 0.5, leastScore: 0.5 };

/** Boxes by what became of them, matched within their class. */
export interface DetectionCounts extends DetectionSettings {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}
