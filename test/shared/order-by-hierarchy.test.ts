import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyConfusion } from '../../src/shared/confusion.ts';
import { orderByHierarchy } from '../../src/shared/order-by-hierarchy.ts';
import { atOnce } from '../../src/workers/duplicates/steps.ts';

describe('orderByHierarchy', () => {
  it('is every class once, whatever is confused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (classes, stream) => {
        const matrix = emptyConfusion(classes);
        for (let cell = 0; cell < matrix.counts.length; cell++) matrix.counts[cell] = stream.next().value;
        const order = atOnce(orderByHierarchy(matrix));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: classes }, (_, k) => k));
      }),
    );
  });

  it('puts classes of one kind side by side, and of one kind those confused most', () => {
    // Class 5k + 2 mod 24 is at place k: kinds are four places long, neighbours within one are confused most.
    const placeOf = Int32Array.from({ length: 24 }, (_, one) => ((one + 22) * 5) % 24);
    const matrix = emptyConfusion(24);
    for (let row = 0; row < 24; row++) {
      for (let column = 0; column < 24; column++) {
        const [a, b] = [placeOf[row] ?? 0, placeOf[column] ?? 0];
        const isSameKind = a >> 2 === b >> 2;
        matrix.counts[row * 25 + column] = a === b ? 200 : isSameKind ? 40 - 10 * Math.abs(a - b) : 1;
      }
    }
    const places = Array.from(atOnce(orderByHierarchy(matrix)), (one) => placeOf[one] ?? 0);
    for (let at = 0; at < 24; at += 4) {
      const kind = places.slice(at, at + 4);
      const ascending = kind.toSorted((a, b) => a - b);
      expect(new Set(kind.map((place) => place >> 2)).size).toBe(1);
      expect([ascending, ascending.toReversed()]).toContainEqual(kind);
    }
  });

  it('weighs rare classes as much as common ones', () => {
    // Of 1,000 of class 0, 20 are called 2; of 10 of class 1, 5 are called 3.
    const matrix = emptyConfusion(4);
    matrix.counts.set([980, 0, 20, 0, 0, /**/ 0, 5, 0, 5, 0, /**/ 20, 15, 965, 0, 0, /**/ 0, 0, 0, 10, 0]);
    const order = [...atOnce(orderByHierarchy(matrix))];
    expect(Math.abs(order.indexOf(1) - order.indexOf(3))).toBe(1);
    expect(Math.abs(order.indexOf(0) - order.indexOf(2))).toBe(1);
  });
});
