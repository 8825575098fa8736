import type { MapLabel } from '../../shared/embedding.ts';
import type { MapPoints } from '../state/map-points.ts';
import { tiles } from '../state/tiles.ts';
import { cssColor, type Scheme } from '../ui/palette.ts';
import { seenBounds } from './camera.ts';
import { type Coloring, paletteBytes } from './coloring.ts';
import { pointLooks, spacingOf, thumbSize } from './density.ts';
import { type Frame, FrameLoop, type Layer } from './frame-loop.ts';
import { LabelLayer } from './label-layer.ts';
import type { MapColors } from './map-colors.ts';
import { MapData } from './map-data.ts';
import { contextOf, drawOverlay, type Overlay } from './overlay.ts';
import { PointLayer } from './point-layer.ts';
import { type Thumb, ThumbLayer } from './thumb-layer.ts';
import { placedThumbs } from './thumb-layout.ts';
import { Viewport } from './viewport.ts';

/** More points in view are shown as dots, whatever the zoom. */
const MOST_CANDIDATES = 2500;
const HIT_RADIUS_PX = 9;
const LARGE_PX = 100;
/** New points are drawn whole with their colours, or after this without them: drawing a million takes long. */
const COLORS_MS = 1500;
/** Of points outside of the query, where they are shown. */
const OUTSIDE_OPACITY = 0.3;

export interface SceneParts {
  readonly points: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  readonly thumbs: HTMLElement;
}

export interface SceneLooks {
  readonly scheme: Scheme;
  readonly colors: MapColors;
  readonly isOutsideShown: boolean;
  readonly hasLabels: boolean;
}

/**
 * The map as it is drawn: points, pictures and labels over one viewport. Lives outside of React; draws when something
 * changed and never otherwise.
 */
export class Scene {
  readonly viewport = new Viewport(() => this.#loop.moved());
  readonly #loop = new FrameLoop((frame) => this.#next(frame));
  readonly #parts: SceneParts;
  readonly #layer: PointLayer;
  readonly #thumbs: ThumbLayer;
  readonly #context: CanvasRenderingContext2D;
  readonly #labels: LabelLayer;
  readonly #listeners = new Set<() => void>();
  #looks: SceneLooks;
  #data = new MapData();
  #palette: Uint8Array = new Uint8Array(0);
  #coloring: Coloring | null = null;
  /** Pixels of the screen per CSS pixel, as the canvases were sized. */
  #ratio = 1;
  /** Map coordinates of the corners. */
  #lasso: readonly number[] | null = null;
  #outline: readonly number[] | null = null;
  #focus: number | null = null;
  #hover: number | null = null;
  #wanted: readonly number[] = [];
  /** Runs while colours of new points are waited for. */
  #colorsDue: ReturnType<typeof setTimeout> | null = null;

  /** @throws {Error} where the browser has no WebGL 2 */
  constructor(parts: SceneParts, looks: SceneLooks) {
    this.#parts = parts;
    this.#looks = looks;
    this.#layer = new PointLayer(parts.points);
    this.#thumbs = new ThumbLayer(parts.thumbs);
    this.#context = contextOf(parts.overlay);
    this.#labels = new LabelLayer(this.#context);
  }

  get data(): MapData {
    return this.#data;
  }

  /** Samples are shown as pictures. */
  get hasPictures(): boolean {
    return this.#thumbs.shown.size > 0;
  }

  /** Told after every picture. @returns the unsubscriber */
  onView(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @param ratio pixels of the screen per CSS pixel */
  resize(width: number, height: number, ratio: number): void {
    const { size } = this.viewport;
    if (size.width === width && size.height === height && this.#ratio === ratio) return;
    this.viewport.resize(width, height);
    this.#ratio = ratio;
    for (const canvas of [this.#parts.points, this.#parts.overlay]) {
      canvas.width = Math.round(this.viewport.size.width * ratio);
      canvas.height = Math.round(this.viewport.size.height * ratio);
    }
    this.#draw('points', 1);
  }

  /** Another map, or another state of the one that is laid out. Colours and states of other points are to be set after it. */
  setPoints(points: MapPoints, isMoving: boolean): void {
    const before = this.#data;
    const isSame = points.modelId === before.points.modelId && points.ids.length === before.size;
    const data = new MapData(points);
    if (isSame) data.takeOver(before);
    this.#data = data;
    this.#labels.forget();
    this.#layer.setPoints(data, isMoving && isSame, performance.now());
    this.viewport.setExtent(data.bounds, spacingOf(data.size, data.filledArea), !isSame);
    if (isSame) this.#loop.request('points');
    else this.#waitForColors();
  }

  /** @param coloring null: none yet */
  setColoring(coloring: Coloring | null, hidden: ReadonlySet<number>): void {
    if (coloring !== null && coloring.codes.length === this.#data.size && coloring.codes !== this.#data.codes) {
      this.#data.codes = coloring.codes;
      this.#layer.setCodes(coloring.codes);
      this.#endWait();
    }
    this.#data.hidden = hidden;
    this.#labels.forget();
    this.#coloring = coloring;
    this.#paint();
  }

  setLooks(looks: SceneLooks): void {
    this.#looks = looks;
    this.#paint();
  }

  setLabels(labels: readonly MapLabel[]): void {
    this.#labels.setLabels(labels);
    this.#loop.request('overlay');
  }

  /** Corners of the outline that the query asks for, map coordinates. */
  setLasso(polygon: readonly number[] | null): void {
    this.#lasso = polygon;
    this.#loop.request('overlay');
  }

  setStates(inQuery: Uint32Array | null, isSelected: (id: number) => boolean, hasSelected: boolean): void {
    this.#data.setStates(inQuery, isSelected, hasSelected);
    this.#labels.forget();
    this.#layer.statesChanged();
    this.#loop.request('points');
  }

  /** The sample the keyboard is on. */
  setFocus(id: number | null): void {
    this.#focus = id;
    this.#loop.request('thumbs');
  }

  /** The sample under the pointer. */
  setHover(id: number | null): void {
    if (id === this.#hover) return;
    this.#hover = id;
    this.#loop.request('overlay');
  }

  /** Corners of an outline being drawn, CSS pixels of the view. */
  setOutline(corners: readonly number[] | null): void {
    this.#outline = corners;
    this.#loop.request('overlay');
  }

  /** Where a point is, CSS pixels of the view. */
  viewOf(place: number): [number, number] {
    return this.viewport.toView(...this.#data.at(place));
  }

  /** True where a sample is shown as a picture that needs no larger one beside it. */
  isLarge(id: number): boolean {
    return this.#thumbs.has(id) && this.#thumbs.size >= LARGE_PX;
  }

  /** The sample under a place of the view; null: none. */
  hit(x: number, y: number): number | null {
    const pictured = this.#thumbs.hit(x, y);
    if (pictured !== null) return pictured;
    const place = this.#data.nearest(...this.viewport.toMap(x, y), HIT_RADIUS_PX / this.viewport.camera.scale);
    return place < 0 ? null : this.#data.idOf(place);
  }

  /** The map as a picture of its own. @param ratio device pixels per CSS pixel */
  picture(ratio: number): HTMLCanvasElement {
    const { points } = this.#parts;
    const { width, height } = this.viewport.size;
    const target = document.createElement('canvas');
    [target.width, target.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    const context = contextOf(target);
    const [usedWidth, usedHeight] = [points.width, points.height];
    [points.width, points.height] = [target.width, target.height];
    this.#drawPoints(1, ratio);
    context.fillStyle = this.#looks.colors.ground;
    context.fillRect(0, 0, target.width, target.height);
    context.drawImage(points, 0, 0);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#thumbs.drawTo(context);
    drawOverlay(context, { ...this.#overlay(), focused: null, hovered: null, outline: null }, this.#looks.colors, ratio);
    [points.width, points.height] = [usedWidth, usedHeight];
    this.#draw('points', 1);
    return target;
  }

  destroy(): void {
    this.#loop.stop();
    this.#endWait();
    this.#thumbs.clear();
    this.#layer.destroy();
    this.#listeners.clear();
  }

  #waitForColors(): void {
    this.#endWait();
    this.#colorsDue = setTimeout(() => {
      this.#colorsDue = null;
      this.#loop.request('points');
    }, COLORS_MS);
    this.#loop.moved();
  }

  #endWait(): void {
    if (this.#colorsDue !== null) clearTimeout(this.#colorsDue);
    this.#colorsDue = null;
  }

  #paint(): void {
    if (this.#coloring !== null) {
      this.#palette = paletteBytes(this.#coloring, this.#data.hidden, this.#looks.scheme);
      this.#layer.setPalette(this.#palette);
    }
    this.#loop.request('points');
  }

  /** As many points as can be drawn in time while the user moves the map, else all of them. */
  #next({ from, isMoved, sinceMs }: Frame): void {
    if (isMoved && from === 'points' && sinceMs !== null) this.#layer.paced(sinceMs);
    this.#draw(from, isMoved || this.#colorsDue !== null ? this.#layer.movingShare : 1);
    if (this.#layer.isMoving(performance.now())) this.#loop.request('points');
  }

  #draw(from: Layer, share: number): void {
    if (from === 'points') this.#drawPoints(share, this.#ratio);
    if (from !== 'overlay') this.#drawThumbs();
    this.#wantTiles();
    this.#context.clearRect(0, 0, this.#parts.overlay.width, this.#parts.overlay.height);
    drawOverlay(this.#context, this.#overlay(), this.#looks.colors, this.#ratio);
    for (const listener of this.#listeners) listener();
  }

  #drawPoints(share: number, ratio: number): void {
    const { colors, isOutsideShown } = this.#looks;
    const drawing = {
      camera: this.viewport.camera,
      view: this.viewport.size,
      ratio,
      share,
      ...pointLooks(this.viewport.spacing / Math.sqrt(share)),
      outsideOpacity: isOutsideShown ? OUTSIDE_OPACITY : 0,
      outsideColor: colors.groundRgb,
      ringColor: colors.textRgb,
    };
    this.#layer.draw(drawing, performance.now());
    // For tests and measurements: what the picture on the screen holds.
    this.#parts.points.dataset.drawn = String(Math.round(share * this.#data.size));
    this.#parts.points.toggleAttribute('data-coloured', this.#data.size > 0 && this.#data.codes.length === this.#data.size);
  }

  #drawThumbs(): void {
    const size = thumbSize(this.viewport.spacing);
    const bounds = seenBounds(this.viewport.camera, this.viewport.size, size ?? 0);
    const places = size === null ? null : this.#data.shownWithin(bounds, MOST_CANDIDATES);
    if (size === null || places === null) this.#thumbs.clear();
    else this.#thumbs.show(this.#pictured(places, size), size);
  }

  /** Of what is shown, and nothing twice. */
  #wantTiles(): void {
    const wanted = [...this.#thumbs.shown, ...[this.#focus, this.#hover].filter((id) => id !== null)];
    if (wanted.length === this.#wanted.length && wanted.every((id, at) => id === this.#wanted[at])) return;
    this.#wanted = wanted;
    tiles.want(wanted);
  }

  #pictured(places: readonly number[], size: number): readonly Thumb[] {
    const candidates = places.map((place) => {
      const [x, y] = this.viewOf(place);
      const id = this.#data.idOf(place) ?? 0;
      return { id, x, y, isMarked: this.#data.isSelected(place) || id === this.#focus };
    });
    return placedThumbs(candidates, size, this.#thumbs.shown).map(({ id, x, y }) => {
      const place = this.#data.places.of(id);
      return { id, x, y, color: this.#colorOf(place), isSelected: this.#data.isSelected(place), isFocused: id === this.#focus };
    });
  }

  #colorOf(place: number): string {
    const at = 4 * (this.#data.codes[place] ?? 0);
    return cssColor([this.#palette[at] ?? 128, this.#palette[at + 1] ?? 128, this.#palette[at + 2] ?? 128]);
  }

  #overlay(): Overlay {
    return {
      labels: this.#looks.hasLabels ? this.#labels.placed(this.#data, this.viewport) : [],
      lasso: this.#lasso === null ? null : this.viewport.outline(this.#lasso),
      outline: this.#outline,
      focused: this.#markOf(this.#focus),
      hovered: this.#markOf(this.#hover),
    };
  }

  /** Where a dot is marked; a picture has a ring of its own. */
  #markOf(id: number | null): readonly [number, number] | null {
    if (id === null || this.#thumbs.has(id)) return null;
    const place = this.#data.places.of(id);
    return this.#data.isShown(place) ? this.viewOf(place) : null;
  }
}
