import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyConfusion } from '../../src/shared/confusion.ts';
import { orderByConfusion, orderByName, orderBySupport } from '../../src/shared/confusion-order.ts';
import { topConfusions } from '../../src/shared/top-confusions.ts';

const matrix = emptyConfusion(3);
matrix.counts.set([5, 1, 0, 9, /**/ 2, 3, 4, 0, /**/ 4, 0, 1, 0, /**/ 7, 0, 0, 6]);

describe('orders of a confusion matrix', () => {
  it('are by name, by support with missing predictions, by confusions without them', () => {
    expect([...orderByName(['b', 'a10', 'B', 'a1'])]).toEqual([2, 3, 1, 0]);
    expect([...orderBySupport(matrix)]).toEqual([0, 1, 2]);
    // Class 0: 1 + 2 + 4; class 1: 1 + 2 + 4; class 2: 4 + 4.
    expect([...orderByConfusion(matrix)]).toEqual([2, 0, 1]);
  });
});

describe('topConfusions', () => {
  it('lists the fullest cells off the diagonal with their share of the row', () => {
    expect(topConfusions(matrix, { limit: 3, withNone: false })).toEqual([
      { row: 2, column: 0, count: 4, share: 4 / 5 },
      { row: 1, column: 2, count: 4, share: 4 / 9 },
      { row: 1, column: 0, count: 2, share: 2 / 9 },
    ]);
    expect(topConfusions(matrix, { limit: 2, withNone: true })).toEqual([
      { row: 0, column: 3, count: 9, share: 9 / 15 },
      { row: 3, column: 0, count: 7, share: 7 / 13 },
    ]);
  });

  it('is the head of all cells sorted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 36, maxLength: 36 }), fc.nat(40), (counts, limit) => {
        const any = { classes: 5, counts: Uint32Array.from(counts) };
        const all = topConfusions(any, { limit: 100, withNone: true });
        expect(all.length).toBe(counts.filter((count, cell) => count > 0 && cell % 7 !== 0).length);
        expect(all).toEqual(
          all.toSorted((a, b) => b.count - a.count || b.share - a.share || a.row - b.row || a.column - b.column),
        );
        expect(topConfusions(any, { limit, withNone: true })).toEqual(all.slice(0, limit));
      }),
    );
  });
});
