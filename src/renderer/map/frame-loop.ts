/** A view that was moved is drawn whole after this pause. */
const REST_MS = 180;

/** What is drawn, each over the one before it. */
const LAYERS = ['points', 'thumbs', 'overlay'] as const;
export type Layer = (typeof LAYERS)[number];

export interface Frame {
  /** The lowest layer that has to be drawn again, with all above it. */
  readonly from: Layer;
  /** The user moves the view right now: in time comes before whole. */
  readonly isMoved: boolean;
  /** Since the frame before it, where that was moved, too; null: it says nothing of how long drawing takes. */
  readonly sinceMs: number | null;
}

/** Frames of the screen, when there is something to draw and at no other time. */
export class FrameLoop {
  readonly #draw: (frame: Frame) => void;
  #dirty: Layer = 'overlay';
  #frame = 0;
  /** When the frame before was drawn, where it was one of a moved view. */
  #movedMs: number | null = null;
  #rest: ReturnType<typeof setTimeout> | null = null;

  constructor(draw: (frame: Frame) => void) {
    this.#draw = draw;
  }

  /** Has a layer, and all above it, drawn with the next frame of the screen. */
  request(from: Layer): void {
    if (LAYERS.indexOf(from) < LAYERS.indexOf(this.#dirty)) this.#dirty = from;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((nowMs) => {
      const isMoved = this.#rest !== null;
      const frame = { from: this.#dirty, isMoved, sinceMs: this.#movedMs === null ? null : nowMs - this.#movedMs };
      [this.#frame, this.#movedMs, this.#dirty] = [0, isMoved ? nowMs : null, 'overlay'];
      this.#draw(frame);
    });
  }

  /** The user moved the view, or all of it is new: drawn now, and once more when it has come to rest. */
  moved(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#rest = null;
      this.request('points');
    }, REST_MS);
    this.request('points');
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
  }
}
