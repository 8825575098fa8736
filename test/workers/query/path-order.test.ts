import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdColumn } from '../../../src/workers/query/id-column.ts';
import { movedInOrder } from '../../../src/workers/query/path-order.ts';

/** Rows by path. */
function orderOf(paths: readonly string[]): readonly number[] {
  return paths.map((_, row) => row).toSorted((a, b) => ((paths[a] ?? '') < (paths[b] ?? '') ? -1 : 1));
}

describe('movedInOrder', () => {
  it('puts added and renamed rows where sorting anew would', () => {
    const names = fc.uniqueArray(fc.string({ maxLength: 2 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(names, fc.nat(), fc.array(fc.nat()), (paths, old, renamed) => {
        const oldLength = old % (paths.length + 1);
        const moved = new Set(renamed.map((n) => n % paths.length));
        for (let row = oldLength; row < paths.length; row++) moved.add(row);
        // Before, the renamed rows stood elsewhere: at the end, in the order of their rows.
        const before = orderOf(
          paths.slice(0, oldLength).map((path, row) => (moved.has(row) ? `\uffff${1000 + row}` : ` ${path}`)),
        );
        const ids = new IdColumn();
        ids.append(paths.map((_, row) => 10 + 3 * row));
        const order = orderOf(paths);
        const previous = (row: number): number | null => {
          const place = order.indexOf(row);
          return place === 0 ? null : ids.at(order[place - 1] ?? -1);
        };
        const rows = [...moved];
        const neighbours = { ids: rows.map((row) => ids.at(row)), before: rows.map(previous) };
        expect([...movedInOrder(Uint32Array.from(before), paths.length, neighbours, ids)]).toEqual(order);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('IdColumn', () => {
  it('finds the row of every id, with holes and without, and of no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (some) => {
        const sorted = some.toSorted((a, b) => a - b);
        const ids = new IdColumn();
        ids.append(sorted);
        for (let id = 0; id <= 61; id++) expect(ids.rowOf(id)).toBe(sorted.indexOf(id));
      }),
    );
    const run = new IdColumn();
    run.appendRun(5, 3);
    expect([run.rowOf(4), run.rowOf(5), run.rowOf(7), run.rowOf(8), run.last]).toEqual([-1, 0, 2, -1, 7]);
  });
});
