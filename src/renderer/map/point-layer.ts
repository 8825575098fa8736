import type { MapPoints } from '../state/map-points.ts';
import { type Bounds, type Camera, type Size, seenBounds } from './camera.ts';
import { type DrawLists, drawLists, drawOrder, emptyLists } from './draw-order.ts';
import type { MapData } from './map-data.ts';
import { type Drawing, PointRenderer } from './point-renderer.ts';

/** How long points take from one state of a layout to the next. */
const MOVE_MS = 140;
/** More points than these jump. */
const MOST_MOVED = 200_000;
/** From here on, only what lies near the view is drawn while most of the map is out of sight. */
const CULLED_FROM = 60_000;
/** While more than this of the map's extent is near the view, everything is drawn. */
const CULLED_BELOW = 0.5;
/** What is drawn beyond the edges, in views, so that moving a little needs no new lists. */
const CULL_MARGIN = 0.5;
/** Points drawn while the map is moved: found by how long pictures take. */
const BUDGET = { least: 30_000, first: 150_000 } as const;

/** The dots: what is uploaded when, how they move, and how many of them a moving map can afford. */
export class PointLayer {
  readonly #renderer: PointRenderer;
  #data: MapData | null = null;
  #order: Uint32Array = new Uint32Array(0);
  #room: DrawLists = emptyLists(0);
  #lists: DrawLists = this.#room;
  /** What the renderer draws: the lists, or what of them lies around the view. */
  #drawn: DrawLists = this.#lists;
  /** The lists are of the states before these. */
  #isListOld = true;
  /** What `#drawn` holds; null: everything. */
  #culledTo: Bounds | null = null;
  #before = new Float32Array(0);
  #now = new Float32Array(0);
  #startMs = Number.NEGATIVE_INFINITY;
  #budget: number = BUDGET.first;

  /** @throws {Error} where the canvas has no WebGL 2 */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new PointRenderer(canvas);
  }

  destroy(): void {
    this.#renderer.destroy();
  }

  /** @param isMoving the points go to their new places instead of jumping there */
  setPoints(data: MapData, isMoving: boolean, nowMs: number): void {
    const size = data.size;
    const canMove = isMoving && this.#data?.points.ids.length === size && size <= MOST_MOVED;
    const before = canMove ? this.#shown(nowMs) : null;
    this.#now = interleaved(data.points);
    this.#before = before ?? this.#now;
    this.#startMs = canMove ? nowMs : Number.NEGATIVE_INFINITY;
    this.#data = data;
    if (this.#order.length !== size) [this.#order, this.#room] = [drawOrder(size), emptyLists(size)];
    this.#renderer.setPositions(before, this.#now);
    this.#renderer.setCodes(data.codes.length === size ? data.codes : new Uint16Array(size));
    this.statesChanged();
  }

  setCodes(codes: Uint16Array): void {
    if (codes.length * 2 === this.#now.length) this.#renderer.setCodes(codes);
  }

  setPalette(bytes: Uint8Array): void {
    this.#renderer.setPalette(bytes);
  }

  /** Another query or selection. */
  statesChanged(): void {
    this.#isListOld = true;
  }

  /** True while points are on their way. */
  isMoving(nowMs: number): boolean {
    return nowMs < this.#startMs + MOVE_MS;
  }

  /** Pictures of a moving map came after `frameMs`: fewer points are drawn where that is slow, more where it is not. */
  paced(frameMs: number): void {
    if (frameMs > 45) this.#budget = Math.max(BUDGET.least, this.#budget * 0.7);
    else if (frameMs < 20) this.#budget = Math.min(2 * Math.max(BUDGET.first, this.#order.length), this.#budget * 1.3);
  }

  /** Share of the points that is drawn while the map is moved. */
  get movingShare(): number {
    this.#list();
    const { outside, inside, selected } = this.#drawn;
    return Math.min(1, this.#budget / Math.max(1, outside.length + inside.length + selected.length));
  }

  draw(drawing: Omit<Drawing, 'moved'>, nowMs: number): void {
    this.#list();
    this.#cull(drawing.camera, drawing.view);
    const moved = this.isMoving(nowMs) ? (nowMs - this.#startMs) / MOVE_MS : 1;
    this.#renderer.draw({ ...drawing, moved });
  }

  /** Made when they are drawn, not when they change: points, query and selection may be new at once, and a million take their time. */
  #list(): void {
    if (!this.#isListOld || this.#data === null) return;
    this.#isListOld = false;
    this.#lists = drawLists(this.#order, this.#data.states, this.#room);
    this.#drawn = this.#lists;
    this.#culledTo = null;
    this.#renderer.setLists(this.#lists);
  }

  /** Keeps the renderer's lists to what lies around the view, where that is little of a large map. */
  #cull(camera: Camera, view: Size): void {
    const data = this.#data;
    if (data === null || data.size < CULLED_FROM) return;
    const seen = seenBounds(camera, view);
    if (this.#culledTo !== null && contains(this.#culledTo, seen)) return;
    const wide = seenBounds(camera, view, CULL_MARGIN * Math.max(view.width, view.height));
    const near = overlapShare(data.bounds, wide) > CULLED_BELOW ? null : placesWithin(data, wide, data.size / 3);
    if (near === null && this.#culledTo === null) return;
    this.#culledTo = near === null ? null : wide;
    this.#drawn = near === null ? this.#lists : drawLists(near, data.states);
    this.#renderer.setLists(this.#drawn);
  }

  /** Where points are now, on their way or not. */
  #shown(nowMs: number): Float32Array<ArrayBuffer> {
    if (!this.isMoving(nowMs)) return this.#now;
    const moved = (nowMs - this.#startMs) / MOVE_MS;
    return this.#now.map((to, at) => to * moved + (this.#before[at] ?? to) * (1 - moved));
  }
}

function interleaved({ x, y }: MapPoints): Float32Array<ArrayBuffer> {
  const positions = new Float32Array(2 * x.length);
  for (let place = 0; place < x.length; place++) {
    positions[2 * place] = x[place] ?? 0;
    positions[2 * place + 1] = y[place] ?? 0;
  }
  return positions;
}

function placesWithin(data: MapData, bounds: Bounds, most: number): Uint32Array | null {
  const places = new Uint32Array(Math.ceil(most) + 1);
  let found = 0;
  data.grid.within(bounds, (place) => {
    places[found++] = place;
    return found <= most;
  });
  return found > most ? null : places.slice(0, found);
}

/** How much of the area of one lies in the other. */
function overlapShare([left, bottom, right, top]: Bounds, other: Bounds): number {
  const width = Math.min(right, other[2]) - Math.max(left, other[0]);
  const height = Math.min(top, other[3]) - Math.max(bottom, other[1]);
  const area = (right - left) * (top - bottom);
  return width <= 0 || height <= 0 || area <= 0 ? 0 : (width * height) / area;
}

function contains(outer: Bounds, inner: Bounds): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}
