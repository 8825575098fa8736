import fc from 'fast-check';
import { GRID_GAP, type GroupPlaces, type LayoutOptions } from '../../../src/renderer/grid/grid-layout.ts';
import { shownAspect } from '../../../src/renderer/grid/justified-rows.ts';

export const PLAIN: LayoutOptions = {
  rowLayout: 'uniform',
  count: 0,
  width: 1000,
  size: 160,
  gap: GRID_GAP,
  captionHeight: 0,
  mostHeight: Number.POSITIVE_INFINITY,
  aspects: null,
  groups: null,
};

/** Groups that start at these places, those named folded. */
export function groupsAt(starts: readonly number[], folded: readonly number[] = []): GroupPlaces {
  const flags = new Uint8Array(starts.length - 1);
  for (const group of folded) flags[group] = 1;
  return { starts: Uint32Array.from(starts), folded: flags };
}

/** Any grid of up to some hundred samples, in both layouts, with and without groups, some of them folded. */
export const anyOptions: fc.Arbitrary<LayoutOptions> = fc
  .record({
    rowLayout: fc.constantFrom('uniform' as const, 'justified' as const),
    sizes: fc.array(fc.record({ samples: fc.integer({ min: 1, max: 60 }), isFolded: fc.boolean() }), { maxLength: 8 }),
    isGrouped: fc.boolean(),
    width: fc.integer({ min: 60, max: 2500 }),
    size: fc.integer({ min: 32, max: 512 }),
    gap: fc.constant(GRID_GAP),
    captionHeight: fc.constantFrom(0, 22, 38),
    mostHeight: fc.constant(Number.POSITIVE_INFINITY),
    ratios: fc.array(
      fc.oneof(fc.constantFrom(Number.NaN, 0.001, 0.75, 1, 1.5, 40), fc.double({ min: 0.2, max: 5, noNaN: true })),
      { minLength: 1, maxLength: 30 },
    ),
  })
  .map(({ sizes, isGrouped, ratios, ...rest }) => {
    let count = 0;
    const starts = [0, ...sizes.map(({ samples }) => (count += samples))];
    const folded = sizes.flatMap(({ isFolded }, group) => (isFolded ? [group] : []));
    return {
      ...rest,
      count,
      aspects: Float32Array.from({ length: count }, (_, place) => shownAspect(ratios[place % ratios.length] ?? 1)),
      groups: isGrouped ? groupsAt(starts, folded) : null,
    };
  });

/** True where a sample's group is shown. */
export function isShown({ groups }: LayoutOptions, index: number): boolean {
  if (groups === null) return true;
  const group = groups.starts.findLastIndex((start) => start <= index);
  return groups.folded[group] !== 1;
}
