import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unitsOf } from '../../../src/workers/splits/units.ts';

it('joins what a chain of equal values of any key joins, and nothing else', () => {
  const arbitrary = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)), { maxLength: 30 });
  fc.assert(
    fc.property(arbitrary, (rows) => {
      const keys = [0, 1, 2].map((key) => Uint32Array.from(rows, (row) => row[key] ?? 0));
      const units = unitsOf(rows.length, keys);
      // Labels that spread along equal values until none changes.
      const labels = rows.map((_, sample) => sample);
      const isJoined = (a: number, b: number): boolean => keys.some((key) => key[a] !== 0 && key[a] === key[b]);
      for (let hasChanged = true; hasChanged; ) {
        hasChanged = false;
        for (const a of labels.keys()) {
          for (const b of labels.keys()) {
            if ((labels[b] ?? 0) >= (labels[a] ?? 0) || !isJoined(a, b)) continue;
            labels[a] = labels[b] ?? 0;
            hasChanged = true;
          }
        }
      }
      const firsts = [...new Set(labels)].sort((a, b) => a - b);
      expect([...units.of]).toEqual(labels.map((label) => firsts.indexOf(label)));
      expect(units.count).toBe(firsts.length);
      for (const [unit, first] of firsts.entries()) {
        const members = [...units.samples.subarray(units.starts[unit], units.starts[unit + 1])];
        expect(members).toEqual([...labels.keys()].filter((sample) => labels[sample] === first));
      }
    }),
  );
});
