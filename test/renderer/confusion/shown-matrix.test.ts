import { describe, expect, it } from 'vitest';
import { classOrder } from '../../../src/renderer/confusion/class-order.ts';
import { matrixCsv } from '../../../src/renderer/confusion/matrix-csv.ts';
import { hitOf, partOf } from '../../../src/renderer/confusion/matrix-scene.ts';
import { cellFacts, cellName, cellText, formatShare } from '../../../src/renderer/confusion/matrix-words.ts';
import { placeOf, type ShownMatrix, shownMatrix, shownValues } from '../../../src/renderer/confusion/shown-matrix.ts';

const NAMES = ['cat', 'dog', 'sea lion'];
/** Rows: cat, dog, sea lion, none. */
const COUNTS = Uint32Array.of(8, 2, 0, 0, 1, 5, 0, 4, 0, 0, 20, 0, 0, 3, 0, 0);
const shown = (order: Uint32Array<ArrayBuffer>, counts = COUNTS, before: Uint32Array | null = null): ShownMatrix =>
  shownMatrix({ classes: 3, counts }, NAMES, order, before);
const byName = shown(Uint32Array.of(0, 1, 2));

describe('a matrix as it is shown', () => {
  it('has "none" last where a label or a prediction is missing, and not otherwise', () => {
    expect([...byName.order]).toEqual([0, 1, 2, 3]);
    expect(byName).toMatchObject({ total: 43, unlabelled: 3 });
    const whole = COUNTS.slice();
    whole[7] = 0;
    whole[13] = 0;
    expect([...shown(Uint32Array.of(2, 0, 1), whole).order]).toEqual([2, 0, 1]);
  });

  it('normalises by label and by prediction', () => {
    expect([...shownValues(byName, 'count')]).toEqual([...COUNTS]);
    const rows = shownValues(byName, 'row');
    expect(rows[1]).toBeCloseTo(0.2);
    expect(rows[7]).toBeCloseTo(0.4);
    expect(shownValues(byName, 'column')[1]).toBeCloseTo(0.2);
  });

  it('is ordered as asked, cells following their classes', () => {
    const order = classOrder(byName.matrix, NAMES, 'support');
    expect([...order]).toEqual([2, 0, 1]);
    const sorted = shown(order);
    expect(cellName(sorted, 1, 2)).toBe('cat → dog');
    expect(shownValues(sorted, 'count')[1 * 4 + 2]).toBe(2);
    expect(placeOf(sorted, 'dog')).toBe(2);
    expect(placeOf(sorted, null)).toBe(3);
    expect(placeOf(sorted, 'cow')).toBe(-1);
    for (const by of ['name', 'confusion', 'hierarchy'] as const)
      expect([...classOrder(byName.matrix, NAMES, by)].sort()).toEqual([0, 1, 2]);
  });

  it('names what is at a place, and finds it again', () => {
    for (const hit of [
      { kind: 'cell', row: 1, column: 3 },
      { kind: 'row', row: 3 },
      { kind: 'column', column: 2 },
    ] as const)
      expect(hitOf(byName, partOf(byName, hit))).toEqual(hit);
    expect(partOf(byName, { kind: 'cell', row: 1, column: 3 })).toEqual({ kind: 'cell', label: 'dog', prediction: null });
    expect(hitOf(byName, { kind: 'row', label: 'cow' })).toBeNull();
  });

  it('says of a cell what it is of its row and of its column', () => {
    expect(cellFacts(byName, 0, 1)).toEqual(['2 samples', '20% of this label', '20% of this prediction']);
    expect(cellFacts(byName, 2, 2)).toEqual(['20 samples', 'right', '100% of this label', '100% of this prediction']);
    expect(cellText(byName, 'row', 0, 1)).toBe('20');
    expect(cellText(byName, 'count', 0, 2)).toBe('');
  });

  it('shows what changed between two runs: better above 0, on the diagonal and off it', () => {
    const before = COUNTS.slice();
    before[0] = 6;
    before[1] = 4;
    const changed = shown(Uint32Array.of(0, 1, 2), COUNTS, before);
    expect(Array.from(shownValues(changed, 'count').subarray(0, 4), (value) => value || 0)).toEqual([2, 2, 0, 0]);
    expect(cellText(changed, 'count', 0, 0)).toBe('+2');
    expect(cellText(changed, 'count', 0, 1)).toBe('−2');
    expect(cellFacts(changed, 0, 1)).toEqual(['2 samples now', '4 before', '−2']);
  });

  it('is copied as CSV with all of its numbers', () => {
    expect(matrixCsv(byName)).toBe('label,cat,dog,sea lion,none\ncat,8,2,0,0\ndog,1,5,0,4\nsea lion,0,0,20,0\nnone,0,3,0,0\n');
  });

  it.each([
    [0, '0%'],
    [0.0004, '<0.1%'],
    [0.041, '4.1%'],
    [0.5, '50%'],
    [0.9994, '99.9%'],
    [1, '100%'],
  ])('writes the share %d as %s', (share, text) => expect(formatShare(share)).toBe(text));
});
