import {
  type Bounds,
  type Camera,
  cameraOn,
  fitCamera,
  held,
  panBy,
  type ScaleLimits,
  type Size,
  seenBounds,
  toMap,
  toView,
  zoomAt,
} from './camera.ts';
import { MOST_SPACING_PX } from './density.ts';

/** A sample that is revealed does not stick to the edge, CSS pixels. */
const REVEAL_MARGIN_PX = 80;

/** What of a map is seen, in a view of some size. Until the user moves it, it follows all points. */
export class Viewport {
  readonly #onMove: () => void;
  #bounds: Bounds = [-1, -1, 1, 1];
  /** Distance between neighbouring points on average, map units. */
  #spacing = 1;
  #size: Size = { width: 1, height: 1 };
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #isFitted = true;
  #isStill = false;

  /** @param onMove told when the user moved it */
  constructor(onMove: () => void) {
    this.#onMove = onMove;
  }

  get camera(): Camera {
    return this.#camera;
  }

  /** CSS pixels. */
  get size(): Size {
    return this.#size;
  }

  /** 1: all of the map fits the view. */
  get zoom(): number {
    return this.#camera.scale / fitCamera(this.#bounds, this.#size).scale;
  }

  get seen(): Bounds {
    return seenBounds(this.#camera, this.#size);
  }

  /** Distance between neighbouring points on average, CSS pixels. */
  get spacing(): number {
    return this.#spacing * this.#camera.scale;
  }

  resize(width: number, height: number): void {
    this.#size = { width: Math.max(1, width), height: Math.max(1, height) };
    if (this.#isFitted) this.#camera = fitCamera(this.#bounds, this.#size);
  }

  /** The extent of the points changed. @param isOther they are another map's: all of it is shown */
  setExtent(bounds: Bounds, spacing: number, isOther: boolean): void {
    this.#bounds = bounds;
    this.#spacing = spacing;
    this.#isFitted ||= isOther;
    this.#camera = this.#isFitted ? fitCamera(bounds, this.#size) : held(this.#camera, bounds);
  }

  zoomBy(factor: number, x = this.#size.width / 2, y = this.#size.height / 2): void {
    this.#moveTo(zoomAt(this.#camera, factor, x, y, this.#size, this.#limits));
  }

  pan(dx: number, dy: number): void {
    this.#moveTo(panBy(this.#camera, dx, dy, this.#bounds));
  }

  centreOn(x: number, y: number): void {
    this.#moveTo(held({ ...this.#camera, x, y }, this.#bounds));
  }

  /** Does what follows from a pointer on the map: what is under it stays there, whatever is revealed meanwhile. */
  keepStill(act: () => void): void {
    this.#isStill = true;
    act();
    this.#isStill = false;
  }

  /** Brings a place of the map into the view where it is not. */
  reveal(x: number, y: number): void {
    if (this.#isStill) return;
    const { width, height } = this.#size;
    const [viewX, viewY] = this.toView(x, y);
    const margin = Math.min(REVEAL_MARGIN_PX, width / 4, height / 4);
    const isSeen = viewX >= margin && viewY >= margin && viewX <= width - margin && viewY <= height - margin;
    if (!isSeen) this.centreOn(x, y);
  }

  /** True while all points are shown, and followed. */
  get isFitted(): boolean {
    return this.#isFitted;
  }

  /** Back to where it was. */
  restore(camera: Camera): void {
    this.#moveTo(camera);
  }

  fit(): void {
    this.#moveTo(fitCamera(this.#bounds, this.#size));
    this.#isFitted = true;
  }

  show(part: Bounds): void {
    this.#moveTo(cameraOn(part, this.#size, this.#limits));
  }

  toView(x: number, y: number): [number, number] {
    return toView(this.#camera, this.#size, x, y);
  }

  toMap(x: number, y: number): [number, number] {
    return toMap(this.#camera, this.#size, x, y);
  }

  /** Corners of an outline, `[x, y, …]`: map coordinates -> pixels of the view. */
  outline(corners: readonly number[]): number[] {
    const seen: number[] = [];
    for (let at = 0; at + 1 < corners.length; at += 2) seen.push(...this.toView(corners[at] ?? 0, corners[at + 1] ?? 0));
    return seen;
  }

  get #limits(): ScaleLimits {
    const fitted = fitCamera(this.#bounds, this.#size).scale;
    return { min: fitted / 2, max: Math.max(2 * fitted, MOST_SPACING_PX / this.#spacing) };
  }

  #moveTo(camera: Camera): void {
    this.#camera = camera;
    this.#isFitted = false;
    this.#onMove();
  }
}
