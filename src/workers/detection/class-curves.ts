/** Predictions of one class in all images, for one range of areas. */
export interface ClassOutcomes {
  /** Places in `scores`, the highest score first. */
  readonly order: Uint32Array;
  /** By prediction: its place among those of its image, 0 = the most confident. */
  readonly ranks: Uint32Array;
  /** Thresholds × predictions: RIGHT, WRONG or IGNORED. */
  readonly outcomes: Uint8Array;
  /** Label boxes that count. */
  readonly labels: number;
}

export const WRONG = 0;
export const RIGHT = 1;
export const IGNORED = 2;
const RECALL_LEVELS = 101;

/** Recall of one class at one threshold with at most `most` predictions an image. */
export function recallOf({ ranks, outcomes, labels }: ClassOutcomes, threshold: number, most: number): number {
  let right = 0;
  for (let i = 0; i < ranks.length; i++) {
    if ((ranks[i] as number) < most && outcomes[threshold * ranks.length + i] === RIGHT) right++;
  }
  return right / labels;
}

/** Precision, made never to rise with recall, at recall 0, .01 … 1: the mean is average precision [pycocotools, COCOeval.accumulate]. */
export function averagePrecisionOf({ order, outcomes, labels }: ClassOutcomes, threshold: number): number {
  const [precisions, recalls] = [new Float64Array(order.length), new Float64Array(order.length)];
  let [right, wrong] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    const outcome = outcomes[threshold * order.length + (order[i] as number)];
    if (outcome === RIGHT) right++;
    else if (outcome === WRONG) wrong++;
    recalls[i] = right / labels;
    precisions[i] = right / (wrong + right + Number.EPSILON);
  }
  for (let i = order.length - 1; i > 0; i--) {
    precisions[i - 1] = Math.max(precisions[i - 1] as number, precisions[i] as number);
  }
  let [sum, at] = [0, 0];
  for (let level = 0; level < RECALL_LEVELS; level++) {
    while (at < order.length && (recalls[at] as number) < level * 0.01) at++;
    sum += precisions[at] ?? 0;
  }
  return sum / RECALL_LEVELS;
}
