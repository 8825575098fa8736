import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DetectionMetrics } from '../../../src/shared/detection.ts';
import type { LabelBoxes, PredictedBoxes } from '../../../src/workers/detection/boxes.ts';
import { detectionMetrics } from '../../../src/workers/detection/detection-metrics.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { bccdBoxes } from '../../fixtures/bccd-boxes.ts';
import { hasTestData } from '../../fixtures/test-data.ts';
import { type BoxRow, labelBoxes, predictedBoxes } from './made-boxes.ts';

interface Numbers {
  readonly numbers: readonly number[];
  readonly perClass: readonly number[];
}

interface Golden {
  readonly classes: readonly string[];
  readonly labels: number;
  readonly predictions: string;
  readonly plain: Numbers;
  readonly crowd: Numbers;
  readonly made: Numbers & {
    readonly labels: readonly BoxRow[];
    readonly predictions: readonly (readonly [...BoxRow, score: number])[];
  };
}
const file = new URL('../../golden/detection/golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;

function perturbed(): PredictedBoxes {
  const numbers = new Int16Array(Uint8Array.from(Buffer.from(golden.predictions, 'base64')).buffer);
  const rows = Array.from({ length: numbers.length / 7 }, (_, k) => [...numbers.subarray(7 * k, 7 * k + 7)]);
  return {
    images: Uint32Array.from(rows, ([image = 0]) => image),
    classes: Int32Array.from(rows, ([, one = 0]) => one),
    places: Float64Array.from(
      rows.flatMap((row) => row.slice(2, 6)),
      (tenths) => tenths / 10,
    ),
    scores: Float64Array.from(rows, (row) => (row[6] ?? 0) / 1000),
  };
}

function expectNumbers(metrics: DetectionMetrics, { numbers, perClass }: Numbers): void {
  const { ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge } = metrics;
  const twelve = [ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge];
  numbers.forEach((number, k) => {
    expect(Math.abs((twelve[k] ?? -1) - number), `number ${k}`).toBeLessThan(1e-12);
  });
  expect(metrics.perClass.map((one) => one.class)).toEqual(perClass.map((_, k) => k));
  perClass.forEach((number, k) => {
    expect(Math.abs((metrics.perClass[k]?.ap ?? -1) - number), `class ${k}`).toBeLessThan(1e-12);
  });
}

describe('what pycocotools computes of the same boxes, to 1e-12', () => {
  it.skipIf(!hasTestData)("is the twelve numbers of BCCD's boxes and perturbed copies", () => {
    const labels = bccdBoxes(golden.classes);
    expect(labels.images.length).toBe(golden.labels);
    expect([...labels.classes].includes(-1)).toBe(false);
    expectNumbers(atOnce(detectionMetrics(labels, perturbed())), golden.plain);
  });

  it.skipIf(!hasTestData)('is the same where some boxes are crowds', () => {
    const boxes = bccdBoxes(golden.classes);
    const labels: LabelBoxes = { ...boxes, isCrowd: Uint8Array.from(boxes.classes, (_, box) => (box % 37 === 5 ? 1 : 0)) };
    expectNumbers(atOnce(detectionMetrics(labels, perturbed())), golden.crowd);
  });

  it('is the same where an image has over 100 predictions of a class', () => {
    const predictions = predictedBoxes(
      golden.made.predictions.map(([image, one, left, top, width, height, score]) => [
        image,
        one,
        left,
        top,
        width,
        height,
        score / 1000,
      ]),
    );
    expectNumbers(atOnce(detectionMetrics(labelBoxes(golden.made.labels), predictions)), golden.made);
  });

  it('is nothing where there are no labels, and 1 where predictions are the labels', () => {
    const predictions = predictedBoxes([
      [0, 0, 10, 10, 40, 40, 0.9],
      [1, 2, 10, 10, 100, 100, 0.8],
    ]);
    expect(atOnce(detectionMetrics(labelBoxes([]), predictions))).toMatchObject({ ap: null, ar1: null });
    const labels = labelBoxes([
      [0, 0, 10, 10, 40, 40],
      [1, 2, 10, 10, 100, 100],
    ]);
    const metrics = atOnce(detectionMetrics(labels, predictions));
    const one: unknown = expect.closeTo(1, 12);
    expect(metrics).toMatchObject({ ap75: one, apSmall: null, apMedium: one, apLarge: one, ar1: 1 });
    expect(metrics.perClass.map((one) => [one.class, one.labels])).toEqual([
      [0, 1],
      [2, 1],
    ]);
  });
});
