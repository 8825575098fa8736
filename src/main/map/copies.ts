import type { PlacedSamples } from '../index/map-points.ts';

/** How far the first copy lies from the sample that stands for it, as a share of the map's extent; the k-th √k times as far. */
const FIRST_STEP = 5e-4;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * Gives every sample a point: exact copies lie in a tight spiral around the one that stands for them, so that none hides
 * another, and a hundred copies of one picture do not pull the map about.
 * @param ids all samples, ascending @param standsFor by sample of `ids`; itself where it has no copies
 * @param laidOut those that stand for themselves; a sample whose one is not among them has no point
 * @param extent of the map, that of its longer side
 */
export function withCopies(ids: Uint32Array, standsFor: Uint32Array, laidOut: PlacedSamples, extent: number): PlacedSamples {
  if (ids.length === laidOut.ids.length) return laidOut;
  const rowOf = new Map(Array.from(laidOut.ids, (id, row) => [id, row]));
  const copiesOf = new Map<number, number>();
  const kept = new Uint32Array(ids.length);
  const points = new Float32Array(2 * ids.length);
  let count = 0;
  for (let i = 0; i < ids.length; i++) {
    const first = standsFor[i] as number;
    const row = rowOf.get(first);
    if (row === undefined) continue;
    const copy = first === ids[i] ? 0 : (copiesOf.get(first) ?? 0) + 1;
    if (copy > 0) copiesOf.set(first, copy);
    const distance = FIRST_STEP * extent * Math.sqrt(copy);
    points[2 * count] = (laidOut.points[2 * row] as number) + distance * Math.cos(copy * GOLDEN_ANGLE);
    points[2 * count + 1] = (laidOut.points[2 * row + 1] as number) + distance * Math.sin(copy * GOLDEN_ANGLE);
    kept[count++] = ids[i] as number;
  }
  return { ids: kept.subarray(0, count), points: points.subarray(0, 2 * count) };
}
