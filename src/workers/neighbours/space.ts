import { WinnowError } from '../../shared/errors.ts';
import type { FittedProjection } from './projection.ts';

/** The points of a model's space in memory. */
export interface Space {
  /** Of the model, where files are kept. */
  readonly directory: string;
  readonly projection: FittedProjection;
  /** Names this fit of the projection: another one gives other points. */
  readonly fit: string;
  readonly dimensions: number;
  /** Files may be written beside the vectors. */
  readonly mayWrite: boolean;
  /** Samples with a point, ascending, and the place of each. */
  readonly ids: Uint32Array;
  readonly places: Uint32Array;
  readonly points: Points;
}

/** Points by place: of length 1, or zeros. Room for more than there are, so that new ones rarely move all. */
export interface Points {
  readonly rows: Float32Array<ArrayBuffer>;
  /** Whose point is at each place; 0: nobody's that is known. A place may be given to another sample. */
  readonly owners: Uint32Array<ArrayBuffer>;
}

export const NO_POINTS: Points = { rows: new Float32Array(0), owners: new Uint32Array(0) };

/** @returns the same points, with room for so many places at least */
export function withRoom(points: Points, places: number, dimensions: number): Points {
  const { rows, owners } = points;
  if (owners.length >= places) return points;
  const room = Math.max(places, Math.ceil(owners.length * 1.25));
  const more = { rows: roomFor(room, dimensions), owners: new Uint32Array(room) };
  more.rows.set(rows);
  more.owners.set(owners);
  return more;
}

/** @throws {WinnowError} internal where the machine has not that much memory */
function roomFor(points: number, dimensions: number): Float32Array<ArrayBuffer> {
  try {
    return new Float32Array(points * dimensions);
  } catch (error) {
    const gigabytes = ((points * dimensions * Float32Array.BYTES_PER_ELEMENT) / 2 ** 30).toFixed(1);
    const what = `${points.toLocaleString('en-US')} vectors of ${dimensions} numbers take ${gigabytes} GB of memory, more than there is.`;
    throw new WinnowError('internal', `${what} Embed with a model that gives fewer numbers.`, { cause: error });
  }
}

/** Places that samples need, ascending, whose point is not there yet; `of` says whose each is to be. */
export function missingPlaces(
  ids: Uint32Array,
  places: Uint32Array,
  owners: Uint32Array,
): { readonly places: Uint32Array<ArrayBuffer>; readonly of: Uint32Array<ArrayBuffer> } {
  const missing: number[] = [];
  for (let i = 0; i < ids.length; i++) if (owners[places[i] as number] !== ids[i]) missing.push(i);
  missing.sort((a, b) => (places[a] as number) - (places[b] as number));
  return {
    places: Uint32Array.from(missing, (i) => places[i] as number),
    of: Uint32Array.from(missing, (i) => ids[i] as number),
  };
}

/** @returns place of a sample among `ids`, which ascend; -1 where it has no point */
export function indexOfSample(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] as number;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
