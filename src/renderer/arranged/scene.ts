import type { DatasetId } from '../../shared/sample.ts';
import { thumbUrl } from '../state/api.ts';
import { type ArrangedGrid, blockOf } from '../state/arranged-grid.ts';
import { IdSet } from '../state/id-set.ts';
import { tiles } from '../state/tiles.ts';
import { blocksInView, extentOf, levelAt } from './blocks.ts';
import { type Camera, fitCamera, held, isNear, panBy, reveal, type Size, zoomAt } from './camera.ts';
import { CameraMotion } from './camera-motion.ts';
import { type BlockLooks, drawBlock } from './draw-block.ts';
import { PictureCache, type PictureWanted } from './picture-cache.ts';
import { SelectedCounts } from './selected-counts.ts';

/** How long another level takes to come. */
const FADE_MS = 120;
const NOTHING: Size = { width: 0, height: 0 };

export interface SceneLooks extends BlockLooks {
  /** Nothing moves by itself. */
  readonly isCalm: boolean;
}

/** The arranged grid on a canvas: what is in view, and nothing else, drawn when something changed. */
export class Scene {
  readonly #canvas: HTMLCanvasElement;
  readonly #dataset: DatasetId;
  readonly #onDrawn: () => void;
  readonly #pictures = new PictureCache(() => this.draw());
  readonly #counts = new SelectedCounts();
  readonly #motion = new CameraMotion();
  readonly #tileStops = new Map<number, () => void>();
  readonly #listeners = new Set<() => void>();
  #looks: SceneLooks;
  #grid: ArrangedGrid | null = null;
  #view: Size = NOTHING;
  /** The level that fades out. */
  #fading: { readonly level: number; readonly startMs: number } | null = null;
  #level = 0;
  #selected = IdSet.EMPTY;
  #focus: number | null = null;
  #hovered = -1;
  #frame = 0;
  /** A pointer is at work: the view does not move by itself. */
  isHeld = false;

  /** @param onDrawn told after each frame */
  constructor(canvas: HTMLCanvasElement, dataset: DatasetId, looks: SceneLooks, onDrawn: () => void) {
    this.#onDrawn = onDrawn;
    this.#canvas = canvas;
    this.#dataset = dataset;
    this.#looks = looks;
  }

  get grid(): ArrangedGrid | null {
    return this.#grid;
  }

  get camera(): Camera {
    return this.#motion.camera;
  }

  get view(): Size {
    return this.#view;
  }

  /** Blocks of 2^level × 2^level samples are shown. */
  get level(): number {
    return this.#level;
  }

  /** All of the grid is seen. */
  get isFitted(): boolean {
    return this.#grid === null || isNear(this.camera, fitCamera(extentOf(this.#grid), this.#view));
  }

  /** @param camera null: all of it */
  setGrid(grid: ArrangedGrid, camera: Camera | null): void {
    this.#grid = grid;
    this.#fading = null;
    this.#hovered = -1;
    this.#jump(camera === null ? fitCamera(extentOf(grid), this.#view) : held(camera, extentOf(grid), this.#view));
  }

  setLooks(looks: SceneLooks): void {
    this.#looks = looks;
    this.draw();
  }

  setSelection(selected: IdSet, focus: number | null): void {
    [this.#selected, this.#focus] = [selected, focus];
    this.draw();
  }

  /** @param block of the level shown; -1: none */
  setHovered(block: number): void {
    if (block === this.#hovered) return;
    this.#hovered = block;
    this.draw();
  }

  resize(width: number, height: number): void {
    const { isFitted } = this;
    this.#view = { width, height };
    this.#canvas.width = Math.max(1, Math.round(width * devicePixelRatio));
    this.#canvas.height = Math.max(1, Math.round(height * devicePixelRatio));
    if (this.#grid !== null) this.#jump(isFitted ? this.#fit() : held(this.camera, extentOf(this.#grid), this.#view));
    this.#draw();
  }

  fit(): void {
    if (this.#grid !== null) this.#flyTo(this.#fit());
  }

  /** Moves at once: under a finger. */
  pan(dx: number, dy: number): void {
    if (this.#grid !== null) this.#jump(panBy(this.camera, dx, dy, extentOf(this.#grid), this.#view));
  }

  /** @param x @param y of the view: what is there stays there */
  zoomBy(factor: number, x = this.#view.width / 2, y = this.#view.height / 2): void {
    if (this.#grid === null) return;
    this.#flyTo(zoomAt(this.#motion.goal, factor, x, y, extentOf(this.#grid), this.#view));
  }

  /** Shows a block of a level whole, unless a pointer is at work. */
  revealBlock(level: number, block: number): void {
    const columns = this.#grid?.levels[level]?.columns;
    if (this.#grid === null || columns === undefined || this.isHeld) return;
    const side = 2 ** level;
    const part = { x: (block % columns) * side, y: Math.floor(block / columns) * side, width: side, height: side };
    this.#flyTo(reveal(this.#motion.goal, part, extentOf(this.#grid), this.#view));
  }

  /** The focused sample's picture is in view. */
  get showsFocus(): boolean {
    const block = this.#focusedBlock(this.#level);
    const columns = this.#grid?.levels[this.#level]?.columns ?? 1;
    if (this.#grid === null || block === null) return false;
    const { left, top, right, bottom } = blocksInView(this.#grid, this.#level, this.camera, this.#view);
    const [column, row] = [block % columns, Math.floor(block / columns)];
    return column >= left && column <= right && row >= top && row <= bottom;
  }

  /** Told of another place or level. @returns the unsubscriber */
  onView(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The engine is back: pictures that did not come are asked for again. */
  retryPictures(): void {
    this.#pictures.retry();
  }

  /** Draws in the next frame. */
  draw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#pictures.close();
    for (const stop of this.#tileStops.values()) stop();
    this.#tileStops.clear();
  }

  #fit(): Camera {
    return this.#grid === null ? this.camera : fitCamera(extentOf(this.#grid), this.#view);
  }

  #flyTo(to: Camera): void {
    if (this.#looks.isCalm) this.#jump(to);
    else this.#motion.fly(to, performance.now());
    this.draw();
  }

  #jump(to: Camera): void {
    this.#motion.jump(to);
    this.#moved();
    this.draw();
  }

  #moved(): void {
    const level = this.#grid === null ? 0 : levelAt(this.camera.scale, this.#grid);
    if (level !== this.#level && !this.#looks.isCalm) this.#fading = { level: this.#level, startMs: performance.now() };
    if (level !== this.#level) this.#hovered = -1;
    this.#level = level;
    for (const listener of this.#listeners) listener();
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const nowMs = performance.now();
    if (this.#motion.step(nowMs)) this.#moved();
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.imageSmoothingQuality = 'medium';
    context.fillStyle = this.#looks.colors.ground;
    context.fillRect(0, 0, this.#view.width, this.#view.height);
    const fading = this.#fading;
    const share = fading === null ? 1 : Math.min(1, (nowMs - fading.startMs) / FADE_MS);
    if (fading !== null && share < 1) this.#drawLevel(context, fading.level, null);
    else this.#fading = null;
    const wanted: PictureWanted[] = [];
    context.globalAlpha = share;
    const ids = this.#drawLevel(context, this.#level, wanted);
    context.globalAlpha = 1;
    this.#follow(ids);
    this.#onDrawn();
    this.#pictures.want(wanted);
    if (this.#motion.isFlying || this.#fading !== null) this.draw();
  }

  /** @param wanted gets the pictures to fetch; null: none is @returns the samples drawn */
  #drawLevel(context: CanvasRenderingContext2D, level: number, wanted: PictureWanted[] | null): ReadonlySet<number> {
    const shown = new Set<number>();
    const shape = this.#grid?.levels[level];
    if (this.#grid === null || shape === undefined) return shown;
    const { x, y, scale } = this.camera;
    const side = 2 ** level * scale;
    const selected = this.#counts.of(this.#grid, this.#selected, level);
    const focused = this.#focusedBlock(level);
    const { left, top, right, bottom } = blocksInView(this.#grid, level, this.camera, this.#view);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const block = row * shape.columns + column;
        const id = shape.ids[block] ?? 0;
        if (id === 0) continue;
        shown.add(id);
        const tile = tiles.get(id);
        const url = tile === null ? null : thumbUrl(this.#dataset, tile);
        const picture = tile === null || url === null ? null : { ...tile, url, side: side * devicePixelRatio };
        if (picture !== null) wanted?.push(picture);
        drawBlock(
          context,
          {
            x: column * side - x * scale,
            y: row * side - y * scale,
            side,
            tile,
            picture: picture === null ? null : this.#pictures.get(picture),
            count: shape.counts[block] ?? 0,
            selected: selected[block] ?? 0,
            isFocused: block === focused,
            isHovered: block === this.#hovered && level === this.#level,
          },
          this.#looks,
        );
      }
    }
    return shown;
  }

  #focusedBlock(level: number): number | null {
    return this.#grid === null ? null : blockOf(this.#grid, level, this.#focus);
  }

  /** Asks for the tiles shown, and draws again when one of them changes. */
  #follow(ids: ReadonlySet<number>): void {
    if (ids.size === this.#tileStops.size && ids.values().every((id) => this.#tileStops.has(id))) return;
    tiles.want(ids);
    for (const [id, stop] of this.#tileStops) {
      if (ids.has(id)) continue;
      stop();
      this.#tileStops.delete(id);
    }
    for (const id of ids) {
      if (!this.#tileStops.has(id))
        this.#tileStops.set(
          id,
          tiles.subscribe(id, () => this.draw()),
        );
    }
  }
}
