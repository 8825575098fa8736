import { describe, expect, it } from 'vitest';
import { canBeLog, isWhole } from '../../src/shared/facets.ts';

describe('canBeLog', () => {
  it.each([
    ['sizeBytes', 0, 5000, true],
    ['boxes', 0, 3, false],
    ['width', 100, 300, false],
    ['width', 100, 3000, true],
    ['field.iso', 100, 3200, true],
    ['field.iso', 0, 3200, false],
    ['field.offset', -5, 3200, false],
    ['score.blurry', 0.01, 0.9, false],
    ['confidence', 0.01, 0.9, false],
    ['modified', 1, 1e12, false],
  ] as const)('of %s from %d to %d: %s', (field, min, max, can) => {
    expect(canBeLog(field, min, max)).toBe(can);
  });
});

describe('isWhole', () => {
  it('is so of counts, sizes and times', () => {
    expect((['sizeBytes', 'modified', 'falseNegatives', 'boxes'] as const).every(isWhole)).toBe(true);
    expect((['aspect', 'score.iou', 'confidence', 'field.iso'] as const).some(isWhole)).toBe(false);
  });
});
