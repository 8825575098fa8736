/** A picture to draw: where its bytes are, how large it is shown. */
export interface PictureWanted {
  /** Address of the thumbnail, which never changes. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Longest side wanted, device pixels. */
  readonly side: number;
}

/** Sides that pictures are kept in, device pixels: what is a little larger is drawn a little smaller. */
const SIDES = [64, 128, 256] as const;
const MOST_BYTES = 160 * 1024 * 1024;
const MOST_IN_FLIGHT = 12;
const BYTES_PER_PIXEL = 4;

interface Kept {
  readonly picture: ImageBitmap;
  readonly bytes: number;
}

/**
 * Small pictures decoded off the page's thread and kept in the size they are shown in, so that a screen full of them is drawn in
 * a few milliseconds. What is not wanted any more is not fetched any more.
 */
export class PictureCache {
  /** By address and side, in order of last use, oldest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #inFlight = new Map<string, AbortController>();
  readonly #failed = new Set<string>();
  readonly #onPicture: () => void;
  #wanted: ReadonlyMap<string, PictureWanted> = new Map();
  #bytes = 0;
  #isClosed = false;

  /** @param onPicture told when there is another picture to draw */
  constructor(onPicture: () => void) {
    this.#onPicture = onPicture;
  }

  /** The picture in the size wanted, or in another one until that is here; null: not yet. */
  get({ url, side }: Pick<PictureWanted, 'url' | 'side'>): ImageBitmap | null {
    const best = keyOf(url, sideFor(side));
    const key = [best, ...SIDES.map((other) => keyOf(url, other))].find((known) => this.#kept.has(known));
    const kept = key === undefined ? undefined : this.#kept.get(key);
    if (key === undefined || kept === undefined) return null;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.picture;
  }

  /** What is on screen now, in the order it is wanted, and nothing else. */
  want(pictures: readonly PictureWanted[]): void {
    this.#wanted = new Map(pictures.map((wanted) => [keyOf(wanted.url, sideFor(wanted.side)), wanted]));
    for (const [key, controller] of this.#inFlight) {
      if (this.#wanted.has(key)) continue;
      controller.abort();
      this.#inFlight.delete(key);
    }
    this.#fetchMore();
  }

  close(): void {
    this.#isClosed = true;
    this.want([]);
    for (const { picture } of this.#kept.values()) picture.close();
    this.#kept.clear();
  }

  #fetchMore(): void {
    for (const [key, wanted] of this.#wanted) {
      if (this.#inFlight.size >= MOST_IN_FLIGHT) return;
      if (!this.#kept.has(key) && !this.#inFlight.has(key) && !this.#failed.has(key)) void this.#fetch(key, wanted);
    }
  }

  async #fetch(key: string, wanted: PictureWanted): Promise<void> {
    const controller = new AbortController();
    this.#inFlight.set(key, controller);
    try {
      const response = await fetch(wanted.url, { signal: controller.signal });
      if (!response.ok) throw new Error(`The thumbnail was answered with ${response.status}.`);
      const picture = await createImageBitmap(await response.blob(), sizeFor(wanted));
      // Called off, and perhaps wanted and fetched again, while it was decoded.
      if (controller.signal.aborted) picture.close();
      else this.#keep(key, picture);
    } catch {
      // Without its picture the mean colour stays; a lost engine is told by the event stream.
      if (!controller.signal.aborted) this.#failed.add(key);
    } finally {
      if (this.#inFlight.get(key) === controller) this.#inFlight.delete(key);
      if (!this.#isClosed) this.#fetchMore();
    }
  }

  #keep(key: string, picture: ImageBitmap): void {
    const bytes = picture.width * picture.height * BYTES_PER_PIXEL;
    this.#kept.set(key, { picture, bytes });
    this.#bytes += bytes;
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= MOST_BYTES) break;
      if (this.#wanted.has(oldest)) continue;
      kept.picture.close();
      this.#bytes -= kept.bytes;
      this.#kept.delete(oldest);
    }
    this.#onPicture();
  }

  /** After the engine was away: what failed is tried again. */
  retry(): void {
    this.#failed.clear();
    this.#fetchMore();
  }
}

/** The least side kept that is large enough. */
export function sideFor(pixels: number): number {
  return SIDES.find((side) => side >= pixels) ?? SIDES[SIDES.length - 1] ?? 256;
}

function keyOf(url: string, side: number): string {
  return `${side} ${url}`;
}

/** How a picture is shrunk: one side is said, the other follows; a small one stays as it is. */
function sizeFor({ width, height, side }: PictureWanted): ImageBitmapOptions {
  const longest = sideFor(side);
  if (width === null || height === null || Math.max(width, height) <= longest) return {};
  return { resizeQuality: 'medium', ...(width >= height ? { resizeWidth: longest } : { resizeHeight: longest }) };
}
