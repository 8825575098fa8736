import type { MapInfo } from '../../shared/embedding.ts';

/** A map as it is drawn: places by sample. Arrays are never written to; another state of the map is another object. */
export interface MapPoints {
  readonly modelId: number | null;
  readonly ids: Uint32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Null while it is laid out for the first time. */
  readonly map: MapInfo | null;
}

export const NO_POINTS: MapPoints = {
  modelId: null,
  ids: new Uint32Array(0),
  x: new Float32Array(0),
  y: new Float32Array(0),
  map: null,
};

/** Which map points are of, as text: another one where it was laid out anew, the same where samples were placed later. */
export function mapIdentity({ modelId, map }: Pick<MapPoints, 'modelId' | 'map'>): string {
  return `${modelId} ${map?.madeMs}`;
}

/** Ids above this are found by a Map instead of a table. */
const LARGEST_TABLE = 1 << 26;

/** Where in a map's arrays a sample stands. */
export class IdPlaces {
  /** By id: place + 1; 0: not on the map. */
  readonly #table: Uint32Array | null;
  readonly #map: ReadonlyMap<number, number> | null;

  constructor(ids: Uint32Array) {
    let max = 0;
    for (let place = 0; place < ids.length; place++) max = Math.max(max, ids[place] ?? 0);
    if (max >= LARGEST_TABLE) {
      this.#table = null;
      this.#map = new Map(Array.from(ids, (id, place) => [id, place]));
      return;
    }
    const table = new Uint32Array(max + 1);
    for (let place = 0; place < ids.length; place++) table[ids[place] ?? 0] = place + 1;
    this.#table = table;
    this.#map = null;
  }

  /** -1: not on the map. */
  of(id: number): number {
    return this.#table === null ? (this.#map?.get(id) ?? -1) : (this.#table[id] ?? 0) - 1;
  }
}

const known = new WeakMap<Uint32Array, IdPlaces>();

/** The table of a list of ids, made once: colours, legend and map ask for the same one. */
export function placesOf(ids: Uint32Array): IdPlaces {
  const places = known.get(ids) ?? new IdPlaces(ids);
  known.set(ids, places);
  return places;
}

/** Extent of the points, [left, bottom, right, top]; a unit square around nothing. */
export function extentOf({ x, y }: Pick<MapPoints, 'x' | 'y'>): [number, number, number, number] {
  if (x.length === 0) return [-1, -1, 1, 1];
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let place = 0; place < x.length; place++) {
    const [pointX, pointY] = [x[place] ?? 0, y[place] ?? 0];
    if (pointX < left) left = pointX;
    if (pointX > right) right = pointX;
    if (pointY < bottom) bottom = pointY;
    if (pointY > top) top = pointY;
  }
  return [left, bottom, right, top];
}
