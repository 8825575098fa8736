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
  /** Since the frame before it. */
  readonly sinceMs: number;
}

/** Frames of the screen, when there is something to draw and at no other time. */
export class FrameLoop {
  readonly #draw: (frame: Frame) => void;
  #dirty: Layer = 'overlay';
  #frame = 0;
  #lastMs = 0;
  #rest: ReturnType<typeof setTimeout> | null = null;

  constructor(draw: (frame: Frame) => void) {
    this.#draw = draw;
  }

  /** Has a layer, and all above it, drawn with the next frame of the screen. */
  request(from: Layer): void {
    if (LAYERS.indexOf(from) < LAYERS.indexOf(this.#dirty)) this.#dirty = from;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((nowMs) => {
      const frame = { from: this.#dirty, isMoved: this.#rest !== null, sinceMs: nowMs - this.#lastMs };
      [this.#frame, this.#lastMs, this.#dirty] = [0, nowMs, 'overlay'];
      this.#draw(frame);
    });
  }

  /** The user moved the view: drawn now, and once more when it has come to rest. */
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
