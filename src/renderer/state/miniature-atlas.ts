import { MINIATURE_SIDE } from '../../shared/miniature.ts';

/** Side of a page, pixels: 16 MB. */
const PAGE_PX = 2048;
const SLOTS_PER_ROW = PAGE_PX / MINIATURE_SIDE;
const SLOTS_PER_PAGE = SLOTS_PER_ROW ** 2;
/** Pages kept where a screen needs fewer. */
const LEAST_PAGES = 4;

/** Where a picture lies in the atlas. */
export interface PictureInAtlas {
  readonly page: OffscreenCanvas;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Told when its place goes to another. */
  onEvicted: () => void;
}

interface Slot {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly x: number;
  readonly y: number;
}

interface Used {
  readonly slot: Slot;
  usedAt: number;
}

/** Small pictures side by side on a few large canvases, so that thousands are drawn in one frame. The least used make room. */
export class MiniatureAtlas {
  readonly #free: Slot[] = [];
  readonly #used = new Map<PictureInAtlas, Used>();
  #pages = 0;
  /** Rises with every touch. */
  #clock = 0;

  /** @param fill writes width × height × 4 bytes @param needed pictures that have to fit at once */
  put(
    { width, height }: { readonly width: number; readonly height: number },
    fill: (rgba: Uint8ClampedArray) => void,
    needed: number,
  ): PictureInAtlas {
    const slot = this.#takeSlot(needed);
    const image = new ImageData(width, height);
    fill(image.data);
    slot.context.putImageData(image, slot.x, slot.y);
    const { x, y } = slot;
    const picture: PictureInAtlas = { page: slot.context.canvas, x, y, width, height, onEvicted: () => undefined };
    this.#used.set(picture, { slot, usedAt: this.#clock++ });
    return picture;
  }

  touch(picture: PictureInAtlas): void {
    const used = this.#used.get(picture);
    if (used !== undefined) used.usedAt = this.#clock++;
  }

  free(picture: PictureInAtlas): void {
    const used = this.#used.get(picture);
    if (used === undefined) return;
    this.#used.delete(picture);
    this.#free.push(used.slot);
  }

  clear(): void {
    this.#used.clear();
    this.#free.length = 0;
    this.#pages = 0;
  }

  #takeSlot(needed: number): Slot {
    if (this.#free.length === 0) {
      const most = Math.max(LEAST_PAGES, Math.ceil((2 * needed) / SLOTS_PER_PAGE));
      if (this.#pages < most) this.#addPage();
      else this.#evict();
    }
    const slot = this.#free.pop();
    if (slot === undefined) throw new Error('The atlas has no place although it made one.');
    return slot;
  }

  #addPage(): void {
    const context = new OffscreenCanvas(PAGE_PX, PAGE_PX).getContext('2d', { alpha: false });
    if (context === null) throw new Error('This browser draws no canvas of 2048 × 2048 pixels.');
    this.#pages += 1;
    for (let place = SLOTS_PER_PAGE - 1; place >= 0; place--) {
      const [x, y] = [(place % SLOTS_PER_ROW) * MINIATURE_SIDE, Math.floor(place / SLOTS_PER_ROW) * MINIATURE_SIDE];
      this.#free.push({ context, x, y });
    }
  }

  /** A quarter at once: sorting costs more than drawing a frame. */
  #evict(): void {
    const oldest = [...this.#used].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [picture] of oldest.slice(0, Math.max(1, this.#used.size >> 2))) {
      this.free(picture);
      picture.onEvicted();
    }
  }
}
