import { duplicatedBoxes, NO_BOX, outsideBoxes, zeroAreaBoxes } from '../detection/box-issues.ts';
import { stepByStep } from '../duplicates/steps.ts';
import { bitsWhere, noBits } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import type { Detections } from './detections.ts';
import { withStatus } from './file-issues.ts';
import type { Finding } from './issue-finding.ts';
import type { Predictions } from './predictions.ts';
import type { Checkpoint } from './turns.ts';

/** How bad a sample is by the worst of its boxes. Of a wrong class: nearer to 1 the less sure the run is of the other. */
const SEVERITIES = { zeroArea: 0, outside: 0.1, duplicated: 0.2, wrongClass: 0.3 } as const;

/** Samples with given boxes that something is wrong with. */
export class BoxIssueFinder {
  readonly #store: ColumnStore;
  readonly #predictions: Predictions;
  readonly #detections: Detections;

  constructor(store: ColumnStore, predictions: Predictions, detections: Detections) {
    this.#store = store;
    this.#predictions = predictions;
    this.#detections = detections;
  }

  /** The same text while what is found stays the same. */
  async version(checkpoint: Checkpoint): Promise<string> {
    return (await this.#hasDetector()) ? this.#detections.version(null, checkpoint) : '';
  }

  async find(checkpoint: Checkpoint): Promise<Finding> {
    const counts = this.#store.numbers('boxes');
    if (!counts.subarray(0, this.#store.size).some((count) => !Number.isNaN(count))) {
      return { rows: noBits(this.#store.size), severity: () => 1, cut: null, defaultCut: null, groups: null, needs: 'boxes' };
    }
    const severities = await this.#severities(checkpoint);
    const isMissing = withStatus(this.#store, 'missing');
    const rows = bitsWhere(this.#store.size, (row) => (severities[row] ?? 1) < 1 && !isMissing(row));
    return { rows, severity: (row) => severities[row] ?? 1, cut: null, defaultCut: null, groups: null };
  }

  /** Whether the active run has boxes, and its files are there. */
  async #hasDetector(): Promise<boolean> {
    const run = this.#predictions.active();
    return run !== null && run.boxes !== null && (await this.#predictions.isWhole(run));
  }

  async #severities(checkpoint: Checkpoint): Promise<Float32Array> {
    const store = this.#store;
    const severities = new Float32Array(store.size).fill(1);
    const boxes = await this.#detections.given(checkpoint);
    if (boxes.images.length === 0) return severities;
    await store.ready(['width', 'height'], checkpoint);
    const put = (row: number, severity: number): void => {
      severities[row] = Math.min(severities[row] ?? 1, severity);
    };
    const zeroArea = zeroAreaBoxes(boxes);
    await checkpoint();
    const outside = outsideBoxes(boxes, { widths: store.numbers('width'), heights: store.numbers('height') });
    await checkpoint();
    const firsts = await stepByStep(duplicatedBoxes(boxes), checkpoint, () => undefined);
    for (let box = 0; box < boxes.images.length; box++) {
      const row = boxes.images[box] as number;
      if (zeroArea[box] === 1) put(row, SEVERITIES.zeroArea);
      if (outside[box] === 1) put(row, SEVERITIES.outside);
      if (firsts[box] !== NO_BOX) put(row, SEVERITIES.duplicated);
    }
    if (!(await this.#hasDetector())) return severities;
    const compared = await this.#detections.compared(null, checkpoint);
    const { wrongClass } = await this.#detections.disagreements(compared, checkpoint);
    const { labels, predictions } = compared;
    for (let box = 0; box < wrongClass.length; box++) {
      const other = wrongClass[box] as number;
      if (other === NO_BOX) continue;
      const doubt = 1 - (predictions.scores[other] as number);
      put(labels.images[box] as number, Math.min(0.999, SEVERITIES.wrongClass + (1 - SEVERITIES.wrongClass) * doubt));
    }
    return severities;
  }
}
