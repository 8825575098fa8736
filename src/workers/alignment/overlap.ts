import type { GreyPicture } from './grey-picture.ts';
import type { Layers } from './layers.ts';
import { type Similarity, scaleOf } from './similarity-transform.ts';

/** Places compared along the longer side of the overlap. */
const GRID = 72;
/** Blocks a side in which brightness and contrast may differ from block to block. */
const BLOCKS = 6;
/** Of grey levels within a block: a flatter one tells nothing. */
const LEAST_DEVIATION = 4;

/** How two pictures agree where one lies over the other. */
export interface Overlap {
  /** Share of the first, and of the second, that the other covers. */
  readonly shareOfA: number;
  readonly shareOfB: number;
  /** Mean correlation of grey within the blocks that are not flat, in [-1, 1]: a white bar moves that of the whole, but few blocks'. */
  readonly correlation: number;
  /**
   * Share of the blocks that are not flat whose own correlation is high and whose colour differs no more than that of the whole:
   * a text changes a few, another picture nearly all, a shirt of another colour those of the shirt.
   */
  readonly agreeing: number;
}

const HIGH = 0.7;
/** Between the colours of a block, beside what they differ by over all: half levels, as layers have them. */
const MOST_COLOR_CHANGE = 8;
/** Of a colour cast over all, half levels. */
const MOST_COLOR_SHIFT = 14;

/** Compares the smoothed pictures over a grid on `a`, taken to `b` by the transform. */
export function overlap(a: Layers, b: Layers, { a: cos, b: sin, dx, dy }: Similarity): Overlap {
  const { width, height } = a.grey;
  const step = Math.max(width, height) / GRID;
  const [columns, rows] = [Math.floor(width / step), Math.floor(height / step)];
  const whole = new Block();
  const blocks = Array.from({ length: BLOCKS * BLOCKS }, () => new Block());
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [(column + 0.5) * step - 0.5, (row + 0.5) * step - 0.5];
      const [toX, toY] = [cos * x - sin * y + dx, sin * x + cos * y + dy];
      if (toX < 0 || toY < 0 || toX > b.grey.width - 1 || toY > b.grey.height - 1) continue;
      const [one, other] = [at(a.grey, x, y), at(b.grey, toX, toY)];
      const [from, to] = [nearest(a.grey, x, y), nearest(b.grey, toX, toY)];
      const blue = (b.blue[to] as number) - (a.blue[from] as number);
      const red = (b.red[to] as number) - (a.red[from] as number);
      const block = blocks[Math.floor((row * BLOCKS) / rows) * BLOCKS + Math.floor((column * BLOCKS) / columns)];
      for (const part of [whole, block]) part?.add(one, other, blue, red);
    }
  }
  const told = blocks.filter((block) => block.count >= 12 && block.deviation >= LEAST_DEVIATION);
  const isCast = Math.max(Math.abs(whole.blue), Math.abs(whole.red)) <= MOST_COLOR_SHIFT;
  const isAgreeing = (block: Block): boolean =>
    isCast &&
    block.value >= HIGH &&
    Math.abs(block.blue - whole.blue) <= MOST_COLOR_CHANGE &&
    Math.abs(block.red - whole.red) <= MOST_COLOR_CHANGE;
  const scale = scaleOf({ a: cos, b: sin, dx, dy });
  const areaInB = whole.count * step * step * scale * scale;
  return {
    shareOfA: whole.count / (columns * rows),
    shareOfB: Math.min(1, areaInB / (b.grey.width * b.grey.height)),
    correlation: told.length === 0 ? 0 : told.reduce((sum, block) => sum + block.value, 0) / told.length,
    agreeing: told.length === 0 ? 0 : told.filter(isAgreeing).length / told.length,
  };
}

const nearest = ({ width }: GreyPicture, x: number, y: number): number =>
  Math.max(0, Math.round(y)) * width + Math.max(0, Math.round(x));

function at({ data, width, height }: GreyPicture, x: number, y: number): number {
  const left = Math.min(Math.max(0, Math.floor(x)), Math.max(0, width - 2));
  const top = Math.min(Math.max(0, Math.floor(y)), Math.max(0, height - 2));
  const [fx, fy] = [Math.max(0, x - left), Math.max(0, y - top)];
  const from = top * width + left;
  const above = (data[from] as number) * (1 - fx) + (data[from + 1] as number) * fx;
  const below = (data[from + width] as number) * (1 - fx) + (data[from + width + 1] as number) * fx;
  return above * (1 - fy) + below * fy;
}

/** Grey and colours of two pictures at the same places. */
class Block {
  count = 0;
  #blue = 0;
  #red = 0;
  #a = 0;
  #b = 0;
  #aa = 0;
  #bb = 0;
  #ab = 0;

  add(a: number, b: number, blue: number, red: number): void {
    this.count++;
    this.#blue += blue;
    this.#red += red;
    this.#a += a;
    this.#b += b;
    this.#aa += a * a;
    this.#bb += b * b;
    this.#ab += a * b;
  }

  /** How much bluer the second is, on average. */
  get blue(): number {
    return this.#blue / this.count;
  }

  get red(): number {
    return this.#red / this.count;
  }

  /** Of the flatter of the two. */
  get deviation(): number {
    return Math.sqrt(Math.max(0, Math.min(this.#varianceOf(this.#a, this.#aa), this.#varianceOf(this.#b, this.#bb))));
  }

  /** Correlation of grey. */
  get value(): number {
    const both = this.#varianceOf(this.#a, this.#aa) * this.#varianceOf(this.#b, this.#bb);
    if (!(both > 0)) return 0;
    return (this.#ab / this.count - (this.#a / this.count) * (this.#b / this.count)) / Math.sqrt(both);
  }

  #varianceOf(sum: number, squares: number): number {
    return squares / this.count - (sum / this.count) ** 2;
  }
}
