import type { Tile } from '../../shared/sample.ts';
import type { MiniatureCache, WantedMiniature } from '../state/miniature-cache.ts';
import { openMiniatures } from '../state/miniatures.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useTileHover } from '../state/tile-hover.ts';
import { tiles } from '../state/tiles.ts';
import { onRatioChange } from '../ui/screen-ratio.ts';
import type { Scroller } from '../ui/scroller.ts';
import { drawSheetTile, type SheetLooks } from './draw-sheet.ts';
import type { GridLayout } from './grid-layout.ts';

/** What a sheet shows, and where. */
export interface SheetContent {
  readonly layout: GridLayout;
  readonly ids: Uint32Array;
  /** Of the view, CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Scrolling so fast that nothing can be seen: no picture is asked for. */
  readonly isFast: boolean;
  readonly looks: SheetLooks;
}

/**
 * A contact sheet on a canvas: all tiles in the view in one frame, however many, from what is known by then. Drawn when anything
 * that it shows changes, never per picture.
 */
export class SheetScene {
  readonly #canvas: HTMLCanvasElement;
  readonly #scroller: Scroller;
  readonly #miniatures: MiniatureCache;
  readonly #stops: readonly (() => void)[];
  #content: SheetContent | null = null;
  #frame = 0;
  /** What was wanted last: another view, or tiles that have come since, want anew. */
  #wanted = '';
  #tileChanges = 0;

  constructor(canvas: HTMLCanvasElement, scroller: Scroller) {
    this.#canvas = canvas;
    this.#scroller = scroller;
    const draw = (): void => this.#drawSoon();
    const again = (): void => {
      this.#wanted = '';
      draw();
    };
    this.#miniatures = openMiniatures(draw, again);
    const onTiles = (): void => {
      this.#tileChanges += 1;
      draw();
    };
    this.#stops = [
      scroller.observe(draw),
      tiles.subscribeToAny(onTiles),
      useSelectionStore.subscribe(draw),
      useTileHover.subscribe(draw),
      onRatioChange(draw),
    ];
  }

  show(content: SheetContent): void {
    this.#content = content;
    this.#drawSoon();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops) stop();
    this.#miniatures.clear();
  }

  #drawSoon(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#frame = 0;
    const context = this.#canvas.getContext('2d', { alpha: true });
    if (context === null || this.#content === null) return;
    this.#fitCanvas(context, this.#content);
    const wanted = this.#drawTiles(context, this.#content);
    if (this.#content.isFast) return;
    const { ids } = this.#content;
    const key = `${this.#tileChanges} ${ids.length} ${wanted[0]?.id} ${wanted.at(-1)?.id} ${wanted.length}`;
    if (key === this.#wanted) return;
    this.#wanted = key;
    this.#miniatures.want(wanted);
  }

  /** As many pixels as the screen has. */
  #fitCanvas(context: CanvasRenderingContext2D, { width, height }: SheetContent): void {
    const ratio = devicePixelRatio;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) {
      this.#canvas.width = wide;
      this.#canvas.height = high;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.imageSmoothingQuality = 'low';
  }

  /** @returns the tiles in the view from the first to the last, those without a picture too */
  #drawTiles(context: CanvasRenderingContext2D, { layout, ids, height, looks }: SheetContent): readonly WantedMiniature[] {
    const { selection } = useSelectionStore.getState();
    const { id: hovered } = useTileHover.getState();
    const { top } = this.#scroller;
    const wanted: WantedMiniature[] = [];
    let missing = 0;
    if (layout.rows === 0 || layout.count !== ids.length) return wanted;
    for (let row = layout.rowAt(top); row < layout.rows && layout.rowTop(row) < top + height; row++) {
      const { first, end } = layout.rowRange(row);
      const edges = layout.edges(row);
      const [upper, lower] = [layout.rowTop(row) - top, layout.rowTop(row) - top + layout.rowHeight(row)];
      for (let place = 0; place < end - first; place++) {
        const id = ids[first + place] ?? 0;
        const [tile, picture] = [tiles.get(id), this.#miniatures.get(id)];
        const box = { left: edges[2 * place] ?? 0, right: edges[2 * place + 1] ?? 0, top: upper, bottom: lower };
        const [isSelected, isFocused] = [selection.selected.has(id), selection.focus === id];
        drawSheetTile(context, { box, tile, picture, isSelected, isFocused, isHovered: hovered === id }, looks);
        wanted.push({ id, version: tile === null ? undefined : tile.thumb });
        if (isMissing(tile, picture !== null)) missing += 1;
      }
    }
    this.#say(wanted.length, missing);
    return wanted;
  }

  /** For tests and benchmarks: a canvas says nothing of what is drawn on it. */
  #say(shown: number, missing: number): void {
    this.#canvas.dataset.shown = String(shown);
    this.#canvas.dataset.missing = String(missing);
  }
}

function isMissing(tile: Tile | null, hasPicture: boolean): boolean {
  return tile === null || (tile.thumb !== null && !hasPicture);
}
