import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bursts } from '../../../src/workers/splits/bursts.ts';

const times = fc.array(
  fc.record({ ms: fc.option(fc.integer({ min: 0, max: 100 }), { nil: Number.NaN }), place: fc.integer({ min: 0, max: 2 }) }),
  { maxLength: 30 },
);

it('two pictures are of one burst where no gap between them, over those taken in between, is longer', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 20 }), fc.boolean(), (pictures, gap, isPerPlace) => {
      const places = isPerPlace ? Uint32Array.from(pictures, ({ place }) => place) : null;
      const found = bursts(
        Float64Array.from(pictures, ({ ms }) => ms),
        places,
        gap,
      );
      for (const [a, one] of pictures.entries()) {
        expect(found[a] === 0).toBe(Number.isNaN(one.ms));
        for (const [b, other] of pictures.entries()) {
          if (Number.isNaN(one.ms) || Number.isNaN(other.ms)) continue;
          const [first, last] = [Math.min(one.ms, other.ms), Math.max(one.ms, other.ms)];
          const between = pictures
            .filter(({ ms, place }) => ms >= first && ms <= last && (!isPerPlace || place === one.place))
            .map(({ ms }) => ms)
            .sort((x, y) => x - y);
          const isOne =
            (!isPerPlace || one.place === other.place) && between.every((ms, at) => ms - (between[at - 1] ?? ms) <= gap);
          expect(found[a] === found[b]).toBe(isOne);
        }
      }
    }),
  );
});
