import { extentOf, type IdPlaces, type MapPoints, NO_POINTS, placesOf } from '../state/map-points.ts';
import type { Bounds } from './camera.ts';
import { INSIDE, SELECTED } from './draw-order.ts';
import { PointGrid } from './point-grid.ts';
import { boundsOf, isInside, type Polygon } from './polygon.ts';

/** Points that are looked at in vain before a count is left as it is, for each that is to be counted. */
const VAIN = 8;
/** Codes of points where nothing is coloured yet. */
const NO_CODES = new Uint16Array(0);

/** The points of a map with all that decides whether one is seen, and who lies where. */
export class MapData {
  readonly points: MapPoints;
  readonly places: IdPlaces;
  readonly bounds: Bounds;
  /** Bits of draw-order.ts by point. */
  readonly states: Uint8Array;
  /** Another number where states were set anew. */
  revision = 0;
  codes: Uint16Array = NO_CODES;
  /** Codes the legend hides. */
  hidden: ReadonlySet<number> = new Set();
  #grid: PointGrid | null = null;
  #area: number | null = null;

  constructor(points: MapPoints = NO_POINTS) {
    this.points = points;
    this.places = placesOf(points.ids);
    this.bounds = extentOf(points);
    this.states = new Uint8Array(points.ids.length).fill(INSIDE);
  }

  get size(): number {
    return this.points.ids.length;
  }

  get grid(): PointGrid {
    this.#grid ??= new PointGrid(this.points.x, this.points.y, this.bounds);
    return this.#grid;
  }

  /** Area of the parts that have points, in map units². */
  get filledArea(): number {
    const [left, bottom, right, top] = this.bounds;
    this.#area ??= Math.max(1e-9, (right - left) * (top - bottom) * this.grid.filledShare);
    return this.#area;
  }

  /** In the query, and of a class that the legend shows. */
  isShown(place: number): boolean {
    return (this.states[place] ?? 0) !== 0 && !(this.hidden.size > 0 && this.hidden.has(this.codes[place] ?? 0));
  }

  isSelected(place: number): boolean {
    return ((this.states[place] ?? 0) & SELECTED) !== 0;
  }

  idOf(place: number): number | null {
    return this.points.ids[place] ?? null;
  }

  /** Map coordinates of a point. */
  at(place: number): [number, number] {
    return [this.points.x[place] ?? 0, this.points.y[place] ?? 0];
  }

  /** Keeps what is known of the points of an earlier state of the same map. */
  takeOver(before: MapData): void {
    this.states.set(before.states);
    this.codes = before.codes;
    this.hidden = before.hidden;
  }

  /** @param inQuery ids that the query found; null: all */
  setStates(inQuery: Uint32Array | null, isSelected: (id: number) => boolean, hasSelected: boolean): void {
    const { ids } = this.points;
    this.revision++;
    this.states.fill(inQuery === null ? INSIDE : 0);
    for (const id of inQuery ?? []) {
      const place = this.places.of(id);
      if (place >= 0) this.states[place] = INSIDE;
    }
    if (!hasSelected) return;
    for (let place = 0; place < ids.length; place++) {
      if (this.states[place] !== 0 && isSelected(ids[place] ?? 0)) this.states[place] = INSIDE | SELECTED;
    }
  }

  /** True where a point that is shown is no farther than `radius` in map units. */
  hasShown(x: number, y: number, radius: number): boolean {
    return this.grid.hasNear(x, y, radius, (place) => this.isShown(place));
  }

  /** Points shown within bounds, counted up to `most`; fewer where the first few hundred looked at are not shown. */
  countShown(bounds: Bounds, most: number): number {
    let [count, looked] = [0, 0];
    this.grid.within(bounds, (place) => {
      looked++;
      if (this.isShown(place)) count++;
      return count < most && looked < VAIN * most;
    });
    return count;
  }

  /** The nearest point that is shown, no farther than `radius` in map units; -1: none. */
  nearest(x: number, y: number, radius: number): number {
    return this.grid.nearest(x, y, radius, (place) => this.isShown(place));
  }

  /** Ids of the points shown within an outline. */
  within(polygon: Polygon): Uint32Array {
    const ids = new Uint32Array(this.size);
    let found = 0;
    this.grid.within(boundsOf(polygon), (place) => {
      const [x, y] = this.at(place);
      if (this.isShown(place) && isInside(polygon, x, y)) ids[found++] = this.points.ids[place] ?? 0;
      return true;
    });
    return ids.slice(0, found);
  }

  /** Points shown within bounds; null where there are more than `most`. */
  shownWithin(bounds: Bounds, most: number): number[] | null {
    const places: number[] = [];
    this.grid.within(bounds, (place) => {
      if (this.isShown(place)) places.push(place);
      return places.length <= most;
    });
    return places.length <= most ? places : null;
  }

  /** The nearest point shown in a direction from a place, within 45° of it; -1: none. */
  towards(x: number, y: number, direction: 'left' | 'right' | 'up' | 'down'): number {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let place = 0; place < this.size; place++) {
      const [dx, dy] = [(this.points.x[place] ?? 0) - x, (this.points.y[place] ?? 0) - y];
      const ahead = direction === 'left' ? -dx : direction === 'right' ? dx : direction === 'up' ? dy : -dy;
      const aside = Math.abs(direction === 'left' || direction === 'right' ? dy : dx);
      if (ahead <= 0 || aside > ahead) continue;
      const distance = ahead * ahead + 3 * aside * aside;
      if (distance < least && this.isShown(place)) {
        least = distance;
        best = place;
      }
    }
    return best;
  }
}
