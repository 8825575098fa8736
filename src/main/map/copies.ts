import { boundsOf, extentOf } from '../../workers/map/bounds.ts';
import { indexOfSample } from '../../workers/neighbours/space.ts';
import type { PlacedSamples } from '../index/map-points.ts';

/** How far the first copy lies from the sample that stands for it, as a share of the map's extent; the k-th √k times as far. */
const FIRST_STEP = 5e-4;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Where every sample finds its point among those that were laid out. */
export interface CopyRows {
  /** Ascending; samples whose one was not laid out are left out. */
  readonly ids: Uint32Array;
  /** By sample of `ids`: the row of the one that stands for it. */
  readonly rows: Uint32Array;
  /** By sample of `ids`: 0 for the one itself, 1 for its first copy, 2 … */
  readonly copies: Uint32Array;
}

/**
 * @param ids all samples, ascending @param standsFor by sample of `ids`; itself where it has no copies
 * @param laidOut those that stand for others or themselves, ascending
 */
export function copyRows(ids: Uint32Array, standsFor: Uint32Array, laidOut: Uint32Array): CopyRows {
  const found = { ids: new Uint32Array(ids.length), rows: new Uint32Array(ids.length), copies: new Uint32Array(ids.length) };
  const copiesOf = new Map<number, number>();
  let count = 0;
  let at = 0;
  for (let i = 0; i < ids.length; i++) {
    const [id, first] = [ids[i] as number, standsFor[i] as number];
    while (at < laidOut.length && (laidOut[at] as number) < id) at++;
    const isLaidOut = laidOut[at] === id;
    const row = isLaidOut ? at : indexOfSample(laidOut, first);
    if (row === -1) continue;
    const copy = isLaidOut ? 0 : (copiesOf.get(row) ?? 0) + 1;
    if (copy > 0) copiesOf.set(row, copy);
    found.ids[count] = id;
    found.rows[count] = row;
    found.copies[count] = copy;
    count++;
  }
  return {
    ids: found.ids.subarray(0, count),
    rows: found.rows.subarray(0, count),
    copies: found.copies.subarray(0, count),
  };
}

/**
 * Gives every sample a point: exact copies lie in a tight spiral around the one that stands for them, so that none hides
 * another, and a hundred copies of one picture do not pull the map about.
 * @param points x, y by row of those that were laid out
 */
export function withCopies({ ids, rows, copies }: CopyRows, points: Float32Array): PlacedSamples {
  const step = FIRST_STEP * extentOf(boundsOf(points));
  const placed = new Float32Array(2 * ids.length);
  for (let i = 0; i < ids.length; i++) {
    const [row, copy] = [rows[i] as number, copies[i] as number];
    placed[2 * i] = points[2 * row] as number;
    placed[2 * i + 1] = points[2 * row + 1] as number;
    if (copy === 0) continue;
    const distance = step * Math.sqrt(copy);
    placed[2 * i] = (points[2 * row] as number) + distance * Math.cos(copy * GOLDEN_ANGLE);
    placed[2 * i + 1] = (points[2 * row + 1] as number) + distance * Math.sin(copy * GOLDEN_ANGLE);
  }
  return { ids, points: placed };
}
