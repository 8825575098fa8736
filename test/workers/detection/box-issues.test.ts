import { describe, expect, it } from 'vitest';
import { boxDisagreements, DISAGREEMENT_DEFAULTS } from '../../../src/workers/detection/box-disagreements.ts';
import { duplicatedBoxes, NO_BOX, outsideBoxes, zeroAreaBoxes } from '../../../src/workers/detection/box-issues.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { bccdBoxes } from '../../fixtures/bccd-boxes.ts';
import { hasTestData } from '../../fixtures/test-data.ts';
import { labelBoxes, predictedBoxes } from './made-boxes.ts';

describe('box issues', () => {
  it('are boxes without area', () => {
    const boxes = labelBoxes([
      [0, 0, 5, 5, 1, 1],
      [0, 0, 5, 5, 0, 10],
      [0, 0, 5, 5, 10, -1],
      [0, 0, Number.NaN, 5, 10, 10],
    ]);
    expect([...zeroAreaBoxes(boxes)]).toEqual([0, 1, 1, 1]);
  });

  it('are boxes that reach out of their image, by more than one pixel', () => {
    const boxes = labelBoxes([
      [0, 0, 0, 0, 100, 50],
      [0, 0, 0, 0, 101, 51],
      [0, 0, 0, 0, 102, 50],
      [0, 0, -2, 0, 10, 10],
      [0, 0, 0, 45, 10, 8],
      [1, 0, 500, 500, 10, 10],
    ]);
    const sizes = { widths: [100, 0], heights: [50, 0] };
    expect([...outsideBoxes(boxes, sizes)]).toEqual([0, 0, 1, 1, 1, 0]);
    expect([...outsideBoxes(boxes, sizes, 0)]).toEqual([0, 1, 1, 1, 1, 0]);
  });

  it('are boxes drawn twice: of one class and image', () => {
    const boxes = labelBoxes([
      [0, 0, 0, 0, 100, 100],
      [0, 1, 0, 0, 100, 100],
      [0, 0, 1, 1, 100, 100],
      [1, 0, 0, 0, 100, 100],
      [0, 0, 0, 0, 100, 80],
      [0, 0, 0, 0, 100, 100],
    ]);
    expect([...atOnce(duplicatedBoxes(boxes))]).toEqual([NO_BOX, NO_BOX, 0, NO_BOX, NO_BOX, 0]);
    expect([...atOnce(duplicatedBoxes(boxes, 0.7))]).toEqual([NO_BOX, NO_BOX, 0, NO_BOX, 0, 0]);
  });

  it.skipIf(!hasTestData)('are in BCCD two boxes without area and seven drawn twice', () => {
    const boxes = bccdBoxes(['Platelets', 'RBC', 'WBC']);
    const empty = zeroAreaBoxes(boxes);
    const twice = atOnce(duplicatedBoxes(boxes));
    expect(empty.reduce((sum, one) => sum + one, 0)).toBe(2);
    expect(twice.filter((first) => first !== NO_BOX).length).toBe(7);
  });
});

describe('boxDisagreements', () => {
  const labels = labelBoxes(
    [
      [0, 0, 0, 0, 100, 100],
      [0, 0, 200, 0, 100, 100],
      [0, 0, 400, 0, 100, 100],
      [0, 0, 0, 200, 100, 100],
      [0, 1, 5, 200, 100, 100],
      [1, 0, 0, 0, 100, 100],
      [1, 0, 300, 300, 200, 200],
    ],
    Uint8Array.of(0, 0, 0, 0, 0, 0, 1),
  );
  const predictions = predictedBoxes([
    [0, 0, 0, 0, 100, 95, 0.9],
    [0, 1, 200, 0, 100, 95, 0.8],
    [0, 0, 200, 0, 100, 95, 0.4],
    [0, 1, 400, 0, 100, 95, 0.3],
    [0, 1, 5, 200, 100, 95, 0.9],
    [0, 0, 600, 0, 100, 100, 0.7],
    [0, 0, 800, 0, 100, 100, 0.3],
    [1, 0, 310, 310, 20, 20, 0.9],
    [1, 0, 0, 0, 100, 100, 0.01],
  ]);

  it('finds boxes that no label and labels that no prediction is at and suspects wrong classes', () => {
    const found = atOnce(boxDisagreements(labels, predictions));
    expect([...found.unlabelled]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect([...found.unpredicted]).toEqual([0, 0, 0, 0, 0, 1, 0]);
    // The fourth label lies where the prediction belongs to the fifth; the third is called another class without confidence.
    expect([...found.wrongClass]).toEqual([NO_BOX, 1, NO_BOX, NO_BOX, NO_BOX, NO_BOX, NO_BOX]);
  });

  it('depends on what is confident', () => {
    const bold = atOnce(boxDisagreements(labels, predictions, { ...DISAGREEMENT_DEFAULTS, confident: 0.25 }));
    expect([...bold.unlabelled]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0]);
    expect(bold.wrongClass[2]).toBe(3);
  });
});
