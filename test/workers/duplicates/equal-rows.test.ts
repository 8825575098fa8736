import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalRows } from '../../../src/workers/duplicates/equal-rows.ts';

test('rows are in one set exactly where they are equal in every column', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.constantFrom(0, 1, 0xffffffff), fc.boolean())), (rows) => {
      const columns = [Uint32Array.from(rows, ([a]) => a), Uint32Array.from(rows, ([, b]) => b)];
      const { setOf, starts, members } = equalRows(columns, (row) => rows[row]?.[2] === true);
      rows.forEach(([a, b, has], row) => {
        const same = rows.flatMap(([x, y, hasToo], other) =>
          other === row || (has && hasToo && x === a && y === b) ? [other] : [],
        );
        const set = setOf[row] as number;
        expect([...members.subarray(starts[set], starts[set + 1])]).toEqual(same);
      });
      const firsts = [...starts.subarray(0, -1)].map((start) => members[start] as number);
      expect(firsts).toEqual(firsts.toSorted((x, y) => x - y));
    }),
  );
});
