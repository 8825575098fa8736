import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeAfterDrop } from '../../../src/renderer/views/place-after-drop.ts';

it('puts the row right before or after the one it is dropped on', () => {
  const row = fc.nat(9);
  fc.assert(
    fc.property(row, row, fc.constantFrom('before' as const, 'after' as const), (from, onto, side) => {
      fc.pre(from !== onto);
      const rows = Array.from({ length: 10 }, (_, at) => at);
      const others = rows.filter((at) => at !== from);
      const to = placeAfterDrop(from, onto, side);
      const moved = [...others.slice(0, to), from, ...others.slice(to)];
      expect(moved.indexOf(from) - moved.indexOf(onto)).toBe(side === 'before' ? -1 : 1);
    }),
  );
});
